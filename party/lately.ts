import type { ActivityEvent, FeedEvent } from "../lib/protocol/feed";

/** How the frames begin that tell of it. */
const BEGINNING = '{"type":"activity"';
/** Past this many the oldest are forgotten until they are renewed. */
export const KEPT_MAX = 2_000;

/** Who is in conversations at this moment, as far as a feed has heard, for readers who come to it. */
export class Lately {
  readonly #kept = new Map<string, { event: ActivityEvent; untilMs: number }>();

  hear(frame: string, nowMs: number): void {
    if (!frame.startsWith(BEGINNING)) return;
    const event: FeedEvent = JSON.parse(frame);
    if (event.type !== "activity") return;
    const key = `${event.conversationId} ${event.userId}`;
    this.#kept.delete(key);
    if (event.is !== "gone") this.#kept.set(key, { event, untilMs: nowMs + event.forMs });
    const [oldest = key] = this.#kept.keys();
    if (this.#kept.size > KEPT_MAX) this.#kept.delete(oldest);
  }

  /** What is still believed, and for how much longer. */
  frames(nowMs: number): string[] {
    for (const [key, { untilMs }] of this.#kept) if (untilMs <= nowMs) this.#kept.delete(key);
    return Array.from(this.#kept.values(), ({ event, untilMs }) =>
      JSON.stringify({ ...event, forMs: untilMs - nowMs }),
    );
  }
}
