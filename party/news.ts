import type * as Party from "partykit/server";
import type { Appended } from "../db/append";
import type { Db } from "../db/client";
import { summariesOf } from "../db/summaries";
import { type FeedEvent, feedId } from "../lib/protocol/feed";
import { deliver } from "./deliver";

/** The line of a feed, as the rooms hold it. */
export type FeedLine = Pick<Party.Connection, "readyState" | "send" | "close">;

/** Tells the feeds that follow a list how its conversations look now. */
export class News {
  /** The lines of the feeds, by the id of the feed. */
  readonly #followers = new Map<string, Set<FeedLine>>();
  /** Conversations that changed while the last summaries were being read. */
  #changed = new Set<string>();
  #isRunning = false;

  constructor(readonly db: () => Db) {}

  follow(feed: string, line: FeedLine): void {
    const lines = this.#followers.get(feed) ?? new Set();
    this.#followers.set(feed, lines.add(line));
  }

  unfollow(feed: string, line: FeedLine): void {
    const lines = this.#followers.get(feed);
    lines?.delete(line);
    if (lines?.size === 0) this.#followers.delete(feed);
  }

  /** Costs nothing for what nobody follows. */
  spread(conversationId: string, appended: Appended[]): void {
    for (const { outcome, business, customer } of appended) {
      if (!business || !this.#isFollowed(business, customer)) continue;
      if (outcome.is === "marked")
        this.#tell({ type: "receipt", conversationId, ...outcome.receipt }, business, customer);
      if (outcome.is !== "stored" && outcome.is !== "changed") continue;
      this.#changed.add(conversationId);
      if (!this.#isRunning) void this.#run();
    }
  }

  /** However fast a conversation goes, its lists are told as often as a summary can be read. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#changed.size > 0) {
        const changed = [...this.#changed];
        this.#changed.clear();
        for (const conversation of await summariesOf(this.db(), changed))
          this.#tell(
            { type: "conversation:changed", conversation },
            conversation.businessId,
            conversation.customerId,
          );
      }
    } catch (error) {
      console.error("lists could not be told of a change, so they load anew:", error);
      this.#loseFollowers();
    } finally {
      this.#isRunning = false;
    }
  }

  #tell(event: FeedEvent, business: string, customer: string | null): void {
    const frame = JSON.stringify(event);
    for (const feed of feedsOf(business, customer))
      for (const line of this.#followers.get(feed) ?? []) deliver(line, frame);
  }

  #isFollowed(business: string, customer: string | null): boolean {
    return this.#followers.size > 0 && feedsOf(business, customer).some((feed) => this.#followers.has(feed));
  }

  /** A feed whose line breaks dials again and has its readers load anew. */
  #loseFollowers(): void {
    for (const lines of this.#followers.values()) for (const line of lines) line.close(1011, "news was lost");
    this.#followers.clear();
  }
}

function feedsOf(business: string, customer: string | null): string[] {
  return customer ? [feedId.inbox(business), feedId.me(customer)] : [feedId.inbox(business)];
}
