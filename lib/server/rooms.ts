import { type Command, FRAME_BYTES_MAX } from "../protocol/command";
import { event } from "../protocol/event";
import type { Message } from "../protocol/message";
import type { Ticket } from "../protocol/ticket";
import { isRefusalCode, Refusal } from "../refusal";
import { signTicket } from "./ticket";

const ANSWER_TIMEOUT_MS = 10_000;

export interface Rooms {
  /** The origin of the rooms as the server reaches it. */
  url: string;
  ticketSecret: string;
}

type SendCommand = Extract<Command, { type: "message:send" }>;

/** Sends a message as the ticket's person; `isNew` is false for a repeat, whose message is the first one. */
export async function sendMessage(
  rooms: Rooms,
  ticket: Ticket,
  command: SendCommand,
): Promise<{ message: Message; isNew: boolean }> {
  const response = await ask(rooms, ticket, command);
  const answer = await readEvent(response);
  if (answer.type !== "message:new") throw new Error(`A room answered message:send with ${answer.type}`);
  return { message: answer.message, isNew: response.status === 201 };
}

/** Makes the ticket's person a participant, told in the timeline; does nothing for one who is. */
export async function joinConversation(rooms: Rooms, ticket: Ticket): Promise<void> {
  const response = await ask(rooms, ticket, { type: "join" });
  if (response.status !== 204) await readEvent(response);
}

/** Throws `unavailable` when the room cannot be reached in time. */
async function ask(rooms: Rooms, ticket: Ticket, command: Command): Promise<Response> {
  const token = await signTicket(ticket, rooms.ticketSecret);
  const body = JSON.stringify(command);
  if (body.length > FRAME_BYTES_MAX) throw new Refusal("too-long");
  return fetch(new URL(`/parties/main/${ticket.room}`, rooms.url), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body,
    cache: "no-store",
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
}

/** Throws the refusal the room answered with. */
async function readEvent(response: Response) {
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
  const answer = event.safeParse(body);
  if (!answer.success) throw new Refusal("unavailable", { cause: answer.error });
  if (answer.data.type !== "refused") return answer.data;
  const { code, message } = answer.data;
  throw new Refusal(isRefusalCode(code) ? code : "unavailable", { message });
}
