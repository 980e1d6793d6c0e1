import WebSocket from "ws";
import { z } from "zod/mini";
import { type Event, event } from "../protocol/event";
import { isRefusalCode, Refusal } from "../refusal";

/** A line of the canary to its room: a program's, as anybody may write one by docs/PROTOCOL.md. */
export class CanaryLine {
  readonly #socket: WebSocket;
  readonly #heard: Event[] = [];
  readonly #ears = new Set<() => void>();
  #end: Error | null = null;

  constructor(address: string, withinMs: number) {
    this.#socket = new WebSocket(address, { handshakeTimeout: withinMs });
    this.#socket.on("open", () => this.#listen());
    this.#socket.on("message", (frame) => this.#hear(String(frame)));
    this.#socket.on("error", (error) => this.#over(error));
    this.#socket.on("close", (code) => this.#over(new Error(`closed ${code}`)));
  }

  /** Resolves once the room has taken the call. */
  open(withinMs: number): Promise<void> {
    return this.#wait(() => this.#socket.readyState === WebSocket.OPEN || null, withinMs).then(() => {});
  }

  say(command: { type: string; id: string; [key: string]: unknown }): void {
    this.#socket.send(JSON.stringify(command));
  }

  /** The first event of a type that is meant; throws what the room refuses of it, or that nothing came. */
  hears<Type extends Event["type"]>(
    type: Type,
    withinMs: number,
    isMeant: (heard: Extract<Event, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<Event, { type: Type }>> {
    return this.#wait(() => {
      const refused = this.#heard.find((heard) => heard.type === "refused");
      if (refused?.type === "refused")
        throw new Refusal(isRefusalCode(refused.code) ? refused.code : "unavailable");
      const isIt = (heard: Event): heard is Extract<Event, { type: Type }> => heard.type === type;
      return this.#heard.filter(isIt).find(isMeant) ?? null;
    }, withinMs);
  }

  hangUp(): void {
    this.#socket.terminate();
  }

  #hear(frame: string): void {
    try {
      const heard = event.safeParse(JSON.parse(frame));
      if (heard.success) this.#heard.push(heard.data);
      this.#listen();
    } catch (cause) {
      this.#over(new Error("a frame that is no JSON", { cause }));
    }
  }

  #over(error: Error): void {
    this.#end ??= error;
    this.#listen();
  }

  #listen(): void {
    for (const ear of [...this.#ears]) ear();
  }

  #wait<Found>(look: () => Found | null, withinMs: number): Promise<Found> {
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        clearTimeout(late);
        this.#ears.delete(ear);
        then();
      };
      const ear = () => {
        try {
          const found = look();
          const end = this.#end;
          if (found !== null) settle(() => resolve(found));
          else if (end) settle(() => reject(end));
        } catch (refusal) {
          settle(() => reject(refusal));
        }
      };
      const late = setTimeout(() => settle(() => reject(new Error("no answer"))), withinMs);
      this.#ears.add(ear);
      ear();
    });
  }
}

const ticketAnswer = z.union([
  z.object({ url: z.string(), token: z.string() }),
  z.object({ error: z.object({ code: z.string() }) }),
]);

/** The address of a room with a ticket for it, as the API gives it to a program. */
export async function addressOf(
  site: string,
  {
    conversationId,
    accessToken,
    withinMs,
  }: { conversationId: string; accessToken: string; withinMs: number },
): Promise<string> {
  const response = await fetch(new URL("/api/tickets", site), {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ conversationId }),
    cache: "no-store",
    signal: AbortSignal.timeout(withinMs),
  });
  const answer = ticketAnswer.parse(await response.json());
  if ("error" in answer) {
    const { code } = answer.error;
    throw isRefusalCode(code) ? new Refusal(code) : new Error("no ticket");
  }
  const address = new URL(answer.url);
  address.searchParams.set("token", answer.token);
  return String(address);
}
