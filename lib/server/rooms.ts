import { z } from "zod/mini";
import type { BlockCommand } from "../protocol/block";
import type { ChangeCommand, Command, GroupCommand, WorkCommand } from "../protocol/command";
import { event } from "../protocol/event";
import { feedId, type InboxNews } from "../protocol/feed";
import type { LinkPreview } from "../protocol/link-preview";
import { type Message, message } from "../protocol/message";
import type { StepCommand } from "../protocol/step";
import type { Thread } from "../protocol/thread";
import { type Expulsion, type Hiding, roomPath, type Ticket } from "../protocol/ticket";
import { type VisitAnswer, visitAnswer } from "../protocol/visit";
import { isRefusalCode, Refusal, StaleRefusal } from "../refusal";
import { type RoomFigures, roomFigures } from "../room-figures";
import { CLOCK } from "../work";
import { signExpulsion, signHiding } from "./expulsion";
import { requestId } from "./request-context";
import { signTicket } from "./ticket";
import { inSpan, traceparent } from "./tracing";

const NO_CONTENT = 204;
const ANSWER_TIMEOUT_MS = 10_000;
/** Whoever signs out waits for it. */
const EXPULSION_TIMEOUT_MS = 2_000;
/** Whoever saves something waits for it. */
const NEWS_TIMEOUT_MS = 2_000;

export interface Rooms {
  /** The origin of the rooms as the server reaches it. */
  url: string;
  shards: number;
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

/** Has a message changed as the ticket's person; a repeat does nothing. */
export async function changeMessage(rooms: Rooms, ticket: Ticket, command: ChangeCommand): Promise<void> {
  await ask(rooms, ticket, command);
}

/** Opens the thread that grows from a message; `isNew` is false where there is one already, which is the answer. */
export async function openThread(
  rooms: Rooms,
  ticket: Ticket,
  command: Extract<ChangeCommand, { type: "thread:create" }>,
): Promise<{ thread: Thread; isNew: boolean }> {
  const response = await ask(rooms, ticket, command);
  const answer = await readEvent(response);
  if (answer.type !== "thread:created") throw new Error(`A room answered thread:create with ${answer.type}`);
  return { thread: answer.thread, isNew: response.status === 201 };
}

/** The site's word on what a message's link leads to; by a ticket that no sign-in was given. */
export async function setPreview(
  rooms: Rooms,
  ticket: Omit<Ticket, "session">,
  { id, preview }: { id: string; preview: LinkPreview | null },
): Promise<void> {
  await ask(rooms, ticket, { type: "message:preview", id, preview });
}

/** Has a group changed as the ticket's person. Who is added takes a ticket that was given to no sign-in. */
export async function changeGroup(rooms: Rooms, ticket: Ticket, command: GroupCommand): Promise<void> {
  await ask(rooms, ticket, command);
}

/**
 * Has a conversation stand as wished, asked of the room of its notes as the ticket's person; gives back the notice that
 * tells of it, and nothing where it stood so already.
 */
export async function setWork(rooms: Rooms, ticket: Ticket, command: WorkCommand): Promise<Message | null> {
  const response = await ask(rooms, ticket, command);
  if (response.status === NO_CONTENT) return null;
  const answer = await readEvent(response);
  if (answer.type !== "message:new") throw new Error(`A room answered work:set with ${answer.type}`);
  return answer.message;
}

/** Has notes tell that the customer opened the conversation again, where they have not; by a ticket of no sign-in. */
export async function tellWoken(rooms: Rooms, ticket: Omit<Ticket, "session">): Promise<void> {
  await ask(rooms, ticket, { type: "work:wake" });
}

/** The site's word on what became of a proposal to be done or of a promise; by a ticket that no sign-in was given. */
export async function takeStep(
  rooms: Rooms,
  ticket: Omit<Ticket, "session">,
  command: StepCommand,
): Promise<void> {
  await ask(rooms, ticket, command);
}

/** The site's word on whom a business takes nothing from; by a ticket of no sign-in. */
export async function tellBlock(
  rooms: Rooms,
  ticket: Omit<Ticket, "session">,
  command: BlockCommand,
): Promise<void> {
  await ask(rooms, ticket, command);
}

/** Has the readers of a broadcast told how many emoji stand under a post. */
export async function retellPost(rooms: Rooms, broadcastId: string, postId: string): Promise<void> {
  const ticket: Ticket = { party: "main", room: broadcastId, ...CLOCK };
  await ask(rooms, ticket, { type: "post:retell", id: postId }, NEWS_TIMEOUT_MS);
}

/** Has whoever has the inbox of a business open told what the site alone knows of. */
export async function tellInbox(rooms: Rooms, businessId: string, news: InboxNews): Promise<void> {
  const feed: Ticket = { party: "feed", room: feedId.inbox(businessId), ...CLOCK };
  await ask(rooms, feed, news, NEWS_TIMEOUT_MS);
}

/** Has the ticket's person have read a conversation as far as `seq`. */
export async function markRead(rooms: Rooms, ticket: Ticket, seq: number): Promise<void> {
  await giveSign(rooms, ticket, { type: "receipt", delivered: seq, read: seq });
}

/** How far the ticket's person has got, or that they type. */
export async function giveSign(
  rooms: Rooms,
  ticket: Ticket,
  command: Extract<Command, { type: "receipt" | "typing" }>,
): Promise<void> {
  await ask(rooms, ticket, command);
}

/**
 * Lets the ticket's person hear what they missed `after` a version and say something, a frame each, without a line to
 * the room. Where nothing was missed and nothing is said, it waits for what comes.
 */
export async function visitRoom(
  rooms: Rooms,
  ticket: Ticket,
  {
    after,
    wait = 0,
    frames = [],
  }: { after?: number | undefined; wait?: number | undefined; frames?: string[] },
): Promise<VisitAnswer> {
  const token = await signTicket(ticket, rooms.ticketSecret);
  const query = { visit: "", wait: String(wait), ...(after !== undefined && { after: String(after) }) };
  const withinMs = ANSWER_TIMEOUT_MS + wait * 1_000;
  const response = await reach(rooms, ticket, {
    ...{ method: "POST" as const, query, token, body: frames.join("\n"), withinMs },
  });
  const answer = visitAnswer.safeParse(await readJson(response));
  if (!answer.success) throw new Refusal("unavailable", { cause: answer.error });
  return answer.data;
}

/** Has a conversation handed over from its bot to people; does nothing where one of them goes on already. */
export async function handOver(
  rooms: Rooms,
  ticket: Ticket,
  handover: { id: string; isUnreachable?: boolean },
): Promise<void> {
  await ask(rooms, ticket, { type: "handover", ...handover });
}

/** How the rooms of one shard stand; throws `unavailable` where they cannot be reached. */
async function figuresOf(rooms: Rooms, shard: number): Promise<RoomFigures> {
  const ticket: Ticket = { party: "main", room: `shard-${shard.toString(16).padStart(8, "0")}`, ...CLOCK };
  const token = await signTicket(ticket, rooms.ticketSecret);
  const response = await reach(rooms, ticket, { method: "GET", token, withinMs: NEWS_TIMEOUT_MS });
  const figures = roomFigures.safeParse(await readJson(response));
  if (!figures.success) throw new Refusal("unavailable", { cause: figures.error });
  return figures.data;
}

/** The same of all shards; `null` for those that cannot be reached. */
export function figuresOfAll(rooms: Rooms): Promise<(RoomFigures | null)[]> {
  return Promise.all(
    Array.from({ length: rooms.shards }, (_, shard) => figuresOf(rooms, shard).catch(() => null)),
  );
}

/** Makes the ticket's person a participant, told in the timeline; does nothing for one who is. */
export async function joinConversation(rooms: Rooms, ticket: Ticket): Promise<void> {
  await ask(rooms, ticket, { type: "join" });
}

/** Has a room close the sockets of a sign-in and keep out whoever still holds a ticket that was given to it. */
export async function expel(rooms: Rooms, expulsion: Expulsion): Promise<void> {
  const token = await signExpulsion(expulsion, rooms.ticketSecret);
  await reach(rooms, expulsion, { method: "DELETE", token, withinMs: EXPULSION_TIMEOUT_MS });
}

/** Has a room show the sockets of a sign-in to the others, or hide them. */
export async function setHidden(rooms: Rooms, hiding: Hiding): Promise<void> {
  const token = await signHiding(hiding, rooms.ticketSecret);
  await reach(rooms, hiding, { method: "PUT", token, withinMs: EXPULSION_TIMEOUT_MS });
}

async function ask(
  rooms: Rooms,
  ticket: Ticket,
  command: Command | InboxNews,
  withinMs = ANSWER_TIMEOUT_MS,
): Promise<Response> {
  const token = await signTicket(ticket, rooms.ticketSecret);
  const body = JSON.stringify(command);
  return reach(rooms, ticket, { method: "POST", token, body, withinMs });
}

interface Asked {
  method: "GET" | "POST" | "PUT" | "DELETE";
  token: string;
  query?: Record<string, string>;
  body?: string;
  withinMs: number;
}

/** Throws the refusal the room answered with, or `unavailable` when it cannot be reached in time. */
async function reach(
  rooms: Rooms,
  place: Pick<Ticket, "party" | "room">,
  { token, withinMs, query, ...asked }: Asked,
): Promise<Response> {
  const address = new URL(roomPath(place, rooms.shards), rooms.url);
  address.search = String(new URLSearchParams(query));
  const signal = AbortSignal.timeout(withinMs);
  const span = { "http.method": asked.method, "servihub.room.party": place.party };
  const response = await inSpan("call to the rooms", span, () => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...askedFor() };
    return fetch(address, { ...asked, headers, cache: "no-store", signal });
  }).catch(becauseUnreachable);
  if (!response.ok) throw refusalIn(await readJson(response));
  return response;
}

/** By what the log of the rooms names what they were asked for, too. */
function askedFor(): Record<string, string> {
  const [request, trace] = [requestId(), traceparent()];
  return { ...(request && { "x-request-id": request }), ...(trace && { traceparent: trace }) };
}

async function readEvent(response: Response) {
  const answer = event.safeParse(await readJson(response));
  if (!answer.success) throw new Refusal("unavailable", { cause: answer.error });
  return answer.data;
}

function readJson(response: Response): Promise<unknown> {
  return response.json().catch(becauseUnreachable);
}

function becauseUnreachable(cause: unknown): never {
  throw new Refusal("unavailable", { cause });
}

const refused = z.object({
  error: z.object({ code: z.string(), message: z.string(), unseen: z.optional(z.array(message)) }),
});

function refusalIn(body: unknown): Refusal {
  const { data } = refused.safeParse(body);
  if (!data || !isRefusalCode(data.error.code)) return new Refusal("unavailable", { cause: body });
  const { code, message: words, unseen } = data.error;
  if (code === "stale") return new StaleRefusal(unseen ?? [], { message: words });
  return new Refusal(code, { message: words });
}
