import type * as Party from "partykit/server";
import type { Appended } from "../db/append";
import type { Db } from "../db/client";
import { postsAmong } from "../db/posts";
import { forCustomers, summariesOf } from "../db/summaries";
import type { Outcome } from "../lib/ledger";
import { memberNewsOf } from "../lib/people";
import { type ChannelEvent, channelFeed } from "../lib/protocol/channel";
import { type FeedEvent, feedId } from "../lib/protocol/feed";
import type { Message } from "../lib/protocol/message";
import { log } from "../lib/server/log";
import { mentionsOf } from "../lib/work";
import { deliver } from "./deliver";

/** How often readers are told of emoji at most. */
const RETOLD_EVERY_MS = 1_000;

/** The line of a feed, as the rooms hold it. */
export type FeedLine = Pick<Party.Connection, "readyState" | "send" | "close">;

/** Tells the feeds that follow a list how its conversations look now. */
export class News {
  /** The lines of the feeds, by the id of the feed. */
  readonly #followers = new Map<string, Set<FeedLine>>();
  /** Conversations that changed while the last summaries were being read, and the customers they are told to. */
  #changed = new Map<string, string[]>();
  /** Posts that changed since they were last read, and the channels they are told in; and under which only emoji did. */
  #posts = new Map<string, string>();
  readonly #retold = new Map<string, string>();
  #retelling: ReturnType<typeof setTimeout> | undefined;
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
  spread(appended: Appended[]): void {
    if (this.#followers.size === 0) return;
    for (const { outcome, business, customers: before, listed: conversationId, named = [] } of appended) {
      // Also what is there already: where the first answer was lost, nobody has been told.
      if ("message" in outcome) this.#tellPost(conversationId, outcome.message.id);
      if (!business) continue;
      const customers = this.#customersAfter(conversationId, outcome, before);
      if (!this.#isFollowed(business, customers)) continue;
      if (outcome.is === "marked")
        this.#tell({ type: "receipt", conversationId, ...outcome.receipt }, feedsOf(business, customers));
      if (outcome.is !== "stored" && outcome.is !== "changed") continue;
      if (outcome.is === "stored") this.#tellMentioned(outcome.message, conversationId, business);
      for (const userId of named)
        this.#tell({ type: "mentions:changed", conversationId, userId }, [feedId.inbox(business)]);
      this.#changed.set(conversationId, [...(this.#changed.get(conversationId) ?? []), ...customers]);
      if (!this.#isRunning) void this.#run();
    }
  }

  tellInbox(businessId: string, event: FeedEvent): void {
    const inbox = feedId.inbox(businessId);
    if (this.#followers.has(inbox)) this.#tell(event, [inbox]);
  }

  /** However many put emoji under a post, its readers are told how many they are now and then. */
  retell(broadcastId: string, postId: string): void {
    const channel = channelFeed(broadcastId);
    if (!this.#followers.has(channel)) return;
    this.#retold.set(postId, channel);
    this.#retelling ??= setTimeout(() => {
      this.#retelling = undefined;
      for (const [id, feed] of this.#retold) this.#posts.set(id, feed);
      this.#retold.clear();
      if (!this.#isRunning) void this.#run();
    }, RETOLD_EVERY_MS);
  }

  #tellPost(conversationId: string, messageId: string): void {
    const channel = channelFeed(conversationId);
    if (!this.#followers.has(channel)) return;
    this.#posts.set(messageId, channel);
    if (!this.#isRunning) void this.#run();
  }

  #tellMentioned(message: Message, conversationId: string, business: string): void {
    const { id: messageId, senderName: by, createdAt: at } = message;
    for (const { userId } of mentionsOf(message))
      this.#tell({ type: "mentioned", conversationId, messageId, userId, by, at }, [feedId.inbox(business)]);
  }

  /** Whoever comes or goes is not, or still, among the customers that the statement saw. */
  #customersAfter(conversationId: string, outcome: Outcome, before: string[]): string[] {
    if (outcome.is !== "stored") return before;
    const { message } = outcome;
    const news = memberNewsOf(message);
    if (news?.is === "in" && news.member.role === "customer") return [...before, news.member.userId];
    if (news?.is !== "out") return before;
    this.#tell({ type: "conversation:left", conversationId, rev: message.rev }, [feedId.me(news.userId)]);
    return before.filter((userId) => userId !== news.userId);
  }

  /** However fast a conversation goes, its lists are told as often as a summary can be read. */
  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#changed.size > 0 || this.#posts.size > 0) {
        await this.#tellPosts();
        const changed = this.#changed;
        this.#changed = new Map();
        for (const conversation of await summariesOf(this.db(), [...changed.keys()])) {
          const type = "conversation:changed";
          const customers = new Set(changed.get(conversation.id));
          this.#tell({ type, conversation }, [feedId.inbox(conversation.businessId)]);
          this.#tell({ type, conversation: forCustomers(conversation) }, [...customers].map(feedId.me));
        }
      }
    } catch (error) {
      log.error("lists could not be told of a change, so they load anew", { error });
      this.#loseFollowers();
    } finally {
      this.#isRunning = false;
    }
  }

  async #tellPosts(): Promise<void> {
    if (this.#posts.size === 0) return;
    const channels = this.#posts;
    this.#posts = new Map();
    const newestFirst = await postsAmong(this.db(), [...channels.keys()]);
    for (const post of newestFirst.toReversed())
      this.#tell({ type: "post:changed", post }, [channels.get(post.id) ?? ""]);
  }

  #tell(event: FeedEvent | ChannelEvent, feeds: string[]): void {
    const frame = JSON.stringify(event);
    for (const feed of feeds) for (const line of this.#followers.get(feed) ?? []) deliver(line, frame);
  }

  #isFollowed(business: string, customers: string[]): boolean {
    return feedsOf(business, customers).some((feed) => this.#followers.has(feed));
  }

  /** A feed whose line breaks dials again and has its readers load anew. */
  #loseFollowers(): void {
    for (const lines of this.#followers.values()) for (const line of lines) line.close(1011, "news was lost");
    this.#followers.clear();
  }
}

function feedsOf(business: string, customers: string[]): string[] {
  return [feedId.inbox(business), ...customers.map(feedId.me)];
}
