import { Deadline } from "@/lib/client/deadline";
import type { FeedClientOptions } from "@/lib/client/feed-client";
import type { FeedEvent } from "@/lib/protocol/feed";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import { Refusal } from "@/lib/refusal";
import { type Heard, hear, isToLoad, type Looking, mergeList, settle } from "./live-list";
import { type ReadTo, readAhead } from "./read-ahead";

/** When many write for the first time at once, the list is loaded for all of them together. */
const TOGETHER_WITHIN_MS = 250;
/** A page that makes way for another one with the same list leaves the feed to it. */
const LEFT_AFTER_MS = 500;
const TRIES_MAX = 4;
const TRIED_AGAIN_AFTER_MS = 1_000;
/** A list that ran short while there is more loads it by itself. */
const SHOWN_MIN = 15;

/** What is known of a list: immutable, and the same object until something changes. */
export interface Followed {
  /** As loaded, in their order; `null` before the first. */
  pages: ConversationList[] | null;
  heard: Heard;
  ahead: ReadTo;
  /** What the list shows by all of these. */
  conversations: ListedConversation[];
  loading: "nothing" | "anew" | "more";
  isFailed: boolean;
}

export const NOT_FOLLOWED: Followed = {
  ...{ pages: null, heard: {}, ahead: {}, conversations: [] },
  ...{ loading: "nothing", isFailed: false },
};

export interface FollowedListOptions extends Looking {
  load: (cursor: string | null) => Promise<ConversationList>;
  /** Opens the list's feed, until the returned function is called. */
  follow: (feed: Pick<FeedClientOptions, "onReload" | "onEvent">) => () => void;
}

/** One list of conversations, kept as it is on the server for as long as any part of the page looks at it. */
export class FollowedList {
  #known = NOT_FOLLOWED;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | undefined;
  /** An answer to an older question says nothing any more. */
  #asked = 0;
  readonly #newcomers = new Deadline(() => void this.reload());
  readonly #leaving = new Deadline(() => this.#leave());
  readonly #tryAgain = new Deadline(() => void this.reload());
  #tries = 0;

  constructor(readonly options: FollowedListOptions) {}

  readonly getSnapshot = (): Followed => this.#known;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#leaving.clear();
    if (!this.#stop) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#leaving.set(LEFT_AFTER_MS);
    };
  };

  /** Takes over what the server wrote into the page; later knowledge stays. */
  begin(firstPage: ConversationList): void {
    if (!this.#known.pages) this.#change({ pages: [firstPage] });
  }

  /** Loads as many pages as there were, from the newest. */
  async reload(): Promise<void> {
    const wanted = this.#known.pages?.length ?? 1;
    await this.#ask("anew", async () => {
      const pages = [await this.options.load(null)];
      while (pages.length < wanted) {
        const cursor = pages.at(-1)?.nextCursor ?? null;
        if (cursor === null) break;
        pages.push(await this.options.load(cursor));
      }
      return pages;
    });
  }

  async loadMore(): Promise<void> {
    const { pages, loading } = this.#known;
    const cursor = pages?.at(-1)?.nextCursor ?? null;
    if (!pages || cursor === null || loading !== "nothing") return;
    await this.#ask("more", async () => [...pages, await this.options.load(cursor)]);
  }

  async #ask(loading: "anew" | "more", load: () => Promise<ConversationList[]>): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const { heard: before } = this.#known;
    this.#tryAgain.clear();
    this.#change({ loading });
    try {
      const pages = await load();
      if (asked !== this.#asked) return;
      this.#tries = 0;
      const heard = loading === "anew" ? settle(this.#known.heard, before) : this.#known.heard;
      this.#change({ pages, heard, loading: "nothing", isFailed: false });
      this.#askOfNewcomers();
    } catch (cause) {
      if (asked !== this.#asked) return;
      console.warn("list not loaded:", cause);
      this.#failed(cause);
    }
  }

  /** What can be had by asking again is asked for again, a few times. */
  #failed(cause: unknown): void {
    this.#tries += 1;
    const isHopeless = cause instanceof Refusal && !cause.isRetryable;
    if (isHopeless || this.#tries >= TRIES_MAX) {
      this.#tries = 0;
      this.#change({ loading: "nothing", isFailed: true });
    } else {
      this.#tryAgain.set(TRIED_AGAIN_AFTER_MS * 2 ** (this.#tries - 1));
    }
  }

  #open(): void {
    const leave = [
      this.options.follow({
        onReload: () => void this.reload(),
        onEvent: (event) => this.#receive(event),
      }),
      readAhead.subscribe(() => this.#change({})),
    ];
    this.#stop = () => {
      for (const each of leave) each();
    };
    // Later, not at once: the part of the page that the server wrote the list into may be about to say so.
    queueMicrotask(() => {
      if (!this.#known.pages && this.#known.loading === "nothing") void this.reload();
    });
  }

  #receive(event: FeedEvent): void {
    const heard = hear(this.#known.heard, event, this.options.readerId);
    if (heard !== this.#known.heard) this.#change({ heard });
    this.#askOfNewcomers();
  }

  /** Also after an answer: what was loaded before may not be in it. */
  #askOfNewcomers(): void {
    const { pages, heard } = this.#known;
    if (isToLoad(pages ?? [], heard, this.options)) this.#newcomers.setIfClear(TOGETHER_WITHIN_MS);
  }

  #leave(): void {
    this.#newcomers.clear();
    this.#tryAgain.clear();
    this.#stop?.();
    this.#stop = undefined;
  }

  #change(changed: Partial<Followed>): void {
    const before = this.#known;
    const now = { ...before, ...changed, ahead: readAhead.getSnapshot() };
    const { pages, heard, ahead, loading, isFailed } = now;
    const isSame = pages === before.pages && heard === before.heard && ahead === before.ahead;
    this.#known = isSame
      ? now
      : { ...now, conversations: mergeList(pages ?? [], heard, this.options, ahead) };
    for (const listener of this.#listeners) listener();
    if (loading === "nothing" && !isFailed && this.#known.conversations.length < SHOWN_MIN)
      void this.loadMore();
  }
}
