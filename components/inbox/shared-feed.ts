import type { FeedClientOptions } from "@/lib/client/feed-client";
import type { FeedEvent } from "@/lib/protocol/feed";

type Follower = Pick<FeedClientOptions, "onReload" | "onEvent">;

/** One feed for all in this tab that follow it, open for as long as anybody does. */
export class SharedFeed {
  readonly #followers = new Set<Follower>();
  #close: (() => void) | undefined;
  #isHeard = false;

  constructor(readonly open: (follower: Follower) => () => void) {}

  readonly follow = (follower: Follower): (() => void) => {
    this.#followers.add(follower);
    this.#close ??= this.open({
      onReload: () => {
        this.#isHeard = true;
        for (const each of [...this.#followers]) each.onReload();
      },
      onEvent: this.tell,
    });
    // What was told before somebody came, they have not heard.
    if (this.#isHeard) queueMicrotask(() => this.#followers.has(follower) && follower.onReload());
    return () => this.#leave(follower);
  };

  /** Also what this tab knows before it is told. */
  readonly tell = (event: FeedEvent): void => {
    for (const each of [...this.#followers]) each.onEvent(event);
  };

  #leave(follower: Follower): void {
    this.#followers.delete(follower);
    if (this.#followers.size > 0) return;
    this.#close?.();
    this.#close = undefined;
    this.#isHeard = false;
  }
}
