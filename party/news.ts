import type * as Party from "partykit/server";
import type { Appended } from "../db/append";
import type { Db } from "../db/client";
import { summariesOf } from "../db/summaries";
import { type FeedEvent, feedId } from "../lib/protocol/feed";
import { deliver } from "./deliver";

/** Tells the feeds that follow a list how its conversations look now. */
export class News {
  /** Conversations that changed while the last summaries were being read. */
  #changed = new Set<string>();
  #isRunning = false;

  constructor(
    readonly room: Party.Room,
    readonly db: () => Db,
  ) {}

  /** Costs nothing for what nobody follows. */
  spread(conversationId: string, appended: Appended[]): void {
    for (const { outcome, business, customer } of appended) {
      if (!business || !this.#isFollowed(business, customer)) continue;
      if (outcome.is === "marked")
        this.#tell({ type: "receipt", conversationId, ...outcome.receipt }, business, customer);
      if (outcome.is !== "stored") continue;
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
    for (const tag of tagsOf(business, customer))
      for (const follower of this.room.getConnections(tag)) deliver(follower, frame);
  }

  #isFollowed(business: string, customer: string | null): boolean {
    return tagsOf(business, customer).some((tag) => {
      for (const _ of this.room.getConnections(tag)) return true;
      return false;
    });
  }

  /** A feed whose line breaks dials again and has its readers load anew. */
  #loseFollowers(): void {
    for (const connection of this.room.getConnections())
      if (connection.uri.includes("?follow=")) connection.close(1011, "news was lost");
  }
}

function tagsOf(business: string, customer: string | null): string[] {
  return customer ? [feedId.inbox(business), feedId.me(customer)] : [feedId.inbox(business)];
}
