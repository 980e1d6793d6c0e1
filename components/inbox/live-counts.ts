import { Deadline } from "@/lib/client/deadline";
import { type InboxView, keyOfView } from "@/lib/inbox-view";
import type { FeedEvent } from "@/lib/protocol/feed";
import type { ReadTo } from "./read-ahead";
import type { SharedFeed } from "./shared-feed";

/** However much happens, it is counted no more often. */
const COUNTED_EVERY_MS = 1_000;
/** What happens together is counted once. */
const COUNTED_AFTER_MS = 200;
const TRIES_MAX = 4;

/** How many conversations views show, by their keys. What is not known is not there. */
export type Counts = Record<string, number>;

interface LiveCountsOptions {
  readerId: string;
  count: (views: InboxView[], readAhead: ReadTo) => Promise<number[]>;
  follow: SharedFeed["follow"];
  now: () => number;
}

/** How many conversations some views of an inbox show: asked again after whatever may change it, so they never drift. */
export class LiveCounts {
  #counts: Counts = {};
  #views: InboxView[] = [];
  #readAhead: ReadTo = {};
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | undefined;
  readonly #soon = new Deadline(() => void this.#ask());
  /** An answer to an older question says nothing any more. */
  #asked = 0;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #tries = 0;

  constructor(readonly options: LiveCountsOptions) {}

  readonly getSnapshot = (): Counts => this.#counts;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.options.follow({
      onReload: () => this.#askSoon(),
      onEvent: (event) => this.#isCounted(event) && this.#askSoon(),
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#leave();
    };
  };

  /** What to count from now on, and what as read. */
  want(views: InboxView[], readAhead: ReadTo = {}): void {
    this.#views = views;
    this.#readAhead = readAhead;
    this.#askSoon();
  }

  #isCounted(event: FeedEvent): boolean {
    if (event.type === "draft:changed" || event.type === "customer:changed") return false;
    return !("userId" in event) || event.userId === this.options.readerId;
  }

  #askSoon(): void {
    const restMs = this.#askedAtMs + COUNTED_EVERY_MS - this.options.now();
    this.#soon.setIfClear(Math.max(COUNTED_AFTER_MS, restMs));
  }

  async #ask(): Promise<void> {
    if (!this.#stop || this.#views.length === 0) return;
    this.#asked += 1;
    const [asked, views] = [this.#asked, this.#views];
    this.#askedAtMs = this.options.now();
    try {
      const counts = await this.options.count(views, this.#readAhead);
      if (asked !== this.#asked) return;
      this.#tries = 0;
      this.#tell(Object.fromEntries(views.map((view, n) => [keyOfView(view), counts[n] ?? 0])));
    } catch (cause) {
      if (asked !== this.#asked) return;
      console.warn("not counted:", cause);
      this.#tries += 1;
      if (this.#tries < TRIES_MAX) this.#soon.setIfClear(COUNTED_EVERY_MS * 2 ** this.#tries);
      // Better none than wrong ones; whatever happens next has it counted again.
      else this.#tell({});
    }
  }

  #tell(counts: Counts): void {
    this.#counts = counts;
    for (const listener of this.#listeners) listener();
  }

  #leave(): void {
    this.#soon.clear();
    this.#asked += 1;
    this.#tries = 0;
    this.#stop?.();
    this.#stop = undefined;
  }
}
