import type * as Party from "partykit/server";
import { z } from "zod/mini";
import { FRAMES_PER_VISIT_MAX, VISIT_SECONDS_MAX } from "../lib/protocol/visit";
import { Refusal } from "../lib/refusal";
import { type Attendee, participantOf } from "./audience";
import { textIn } from "./command-in";
import { isOpen } from "./deliver";
import { CLOSED, OPEN, type RoomSocket } from "./socket";
import { type Hosts, welcome } from "./welcome";

const RESUMED = '{"type":"resumed"';

/** Somebody who calls in for a moment and is told everything at once, when they go. */
export class Visitor implements RoomSocket<Attendee> {
  readonly id = "";
  readonly uri = "";
  state: Party.ConnectionState<Attendee> = null;
  readyState = OPEN;
  readonly #frames: string[] = [];
  /** Whether they were told all that was before they came. */
  #isResumed = false;
  #tell: () => void = () => {};
  readonly #news = new Promise<void>((resolve) => {
    this.#tell = resolve;
  });

  setState(state: Attendee): void {
    this.state = state;
  }

  send(frame: string): void {
    if (this.readyState !== OPEN) return;
    this.#frames.push(frame);
    if (this.#isResumed) this.#tell();
    else this.#isResumed = frame.startsWith(RESUMED);
  }

  close(): void {
    this.readyState = CLOSED;
    this.#tell();
  }

  /** Until they are told something that happens while they are there, or are shown out. */
  async news(withinMs: number): Promise<void> {
    const timer = setTimeout(this.#tell, withinMs);
    await this.#news;
    clearTimeout(timer);
  }

  /** `rev` is the version they are at after that. */
  answer(rev: number): Response {
    return new Response(`{"changes":[${this.#frames.join(",")}],"rev":${rev}}`, {
      headers: { "content-type": "application/json" },
    });
  }
}

const asked = z.object({
  visit: z.literal(""),
  after: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  wait: z._default(z.coerce.number().check(z.minimum(0), z.maximum(VISIT_SECONDS_MAX)), 0),
});
export type Call = z.output<typeof asked> & Pick<Party.Request, "body" | "headers">;

/** Nothing where a request is no call. */
export function callIn({
  method,
  url,
  body,
  headers,
}: Pick<Party.Request, "method" | "url" | "body" | "headers">): Call | undefined {
  const { data } = asked.safeParse(Object.fromEntries(new URL(url).searchParams));
  return method === "POST" && data ? { ...data, body, headers } : undefined;
}

/**
 * Lets somebody in who says what they have to say, a frame a line, and is told what they missed and what comes of it,
 * as over a socket. Who says nothing and missed nothing waits for what comes, as long as they asked for.
 */
export async function receive(
  { after, wait, ...call }: Call,
  visitor: Visitor,
  attendee: Attendee,
  hosts: Hosts & { hear: (frame: string) => Promise<void> },
): Promise<Response> {
  const { announcer, audience, hear } = hosts;
  const said = await textIn(call);
  const frames = said === "" ? [] : said.split("\n");
  if (frames.length > FRAMES_PER_VISIT_MAX) throw new Refusal("too-long");
  audience.lend(visitor, attendee);
  try {
    const caughtUp = await welcome(visitor, after, hosts);
    for (const frame of frames) await hear(frame);
    if (frames.length === 0 && caughtUp === after) await visitor.news(wait * 1_000);
    const { rev } = await announcer.known();
    // Shown out, or far behind: of what came after that they were told nothing, and would take it that they know it.
    if (!isOpen(visitor)) throw new Refusal("unavailable");
    return visitor.answer(rev);
  } finally {
    audience.forget(visitor);
  }
}

/** Nobody is told that they come or go. */
export function visiting(
  conversationId: string,
  person: Omit<Attendee, "conversationId" | "status">,
): Attendee {
  return { ...participantOf(person), conversationId, status: "online", isHidden: true };
}
