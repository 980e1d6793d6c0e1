import { Deadline } from "@/lib/client/deadline";
import type { ActivityEvent } from "@/lib/protocol/feed";

type Active = ActivityEvent & { untilMs: number };

export const NOBODY: Active[] = [];

/** Who is in the conversations of an inbox, as long as its feed goes on saying so. */
export class Activities {
  #of = new Map<string, Active[]>();
  readonly #listeners = new Set<() => void>();
  readonly #lapse = new Deadline(() => this.#change(this.#of));

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The same until it changes, each in their place. */
  in(conversationId: string): Active[] {
    return this.#of.get(conversationId) ?? NOBODY;
  }

  readonly hear = (event: ActivityEvent): void => {
    const { conversationId, userId, forMs } = event;
    const known = this.in(conversationId);
    const now = { ...event, untilMs: Date.now() + forMs };
    const isNew = !known.some((each) => each.userId === userId);
    const all = isNew ? [...known, now] : known.map((each) => (each.userId === userId ? now : each));
    this.#change(new Map(this.#of).set(conversationId, all));
  };

  #change(to: Map<string, Active[]>): void {
    const nowMs = Date.now();
    this.#of = new Map();
    for (const [id, all] of to) {
      const left = all.filter(({ untilMs }) => untilMs > nowMs);
      if (left.length > 0) this.#of.set(id, left.length === all.length ? all : left);
    }
    const next = Math.min(...[...this.#of.values()].flat().map(({ untilMs }) => untilMs));
    if (Number.isFinite(next)) this.#lapse.set(next - nowMs);
    for (const listener of this.#listeners) listener();
  }
}
