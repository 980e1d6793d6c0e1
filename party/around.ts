import { isStaff } from "../lib/permissions";
import { type Around as AroundNews, around, type Participant, type Present } from "../lib/protocol/event";
import { feedId } from "../lib/protocol/feed";
import type { Audience, Socket } from "./audience";

export type Person = Present;

/** How many of a business its customers are told of. */
export const AROUND_MAX = 10;

/** What the rooms ask of feeds after a sleep, in which they forgot it. */
export const WHO_IS_THERE = '{"type":"who"}';

/** By which a feed says so; it is told from others of the same feed. */
type Line = object;
type Listener = (feed: string, gone: string[]) => void;

/** Who is on the site, as the feeds say over their lines to the rooms of one object, for the rooms that want to know. */
export class Around {
  readonly #told = new Map<string, { line: Line; news: AroundNews }>();
  readonly #listeners = new Map<string, Set<Listener>>();

  hear(feed: string, line: Line, frame: string): void {
    this.#change(feed, { line, news: around.parse(JSON.parse(frame)) });
  }

  /** A line that broke says nothing any more; another one of the same feed may have been faster. */
  forget(feed: string, line: Line): void {
    if (this.#told.get(feed)?.line === line) this.#change(feed, undefined);
  }

  of(feed: string): AroundNews {
    return this.#told.get(feed)?.news ?? { type: "around", people: [], lastSeenAt: null };
  }

  follow(feeds: string[], listener: Listener): void {
    for (const feed of feeds) {
      const listeners = this.#listeners.get(feed) ?? new Set();
      this.#listeners.set(feed, listeners.add(listener));
    }
  }

  unfollow(feeds: string[], listener: Listener): void {
    for (const feed of feeds) {
      const listeners = this.#listeners.get(feed);
      listeners?.delete(listener);
      if (listeners?.size === 0) this.#listeners.delete(feed);
    }
  }

  #change(feed: string, told: { line: Line; news: AroundNews } | undefined): void {
    const before = this.of(feed).people;
    if (told) this.#told.set(feed, told);
    else this.#told.delete(feed);
    const now = this.of(feed).people;
    if (JSON.stringify(before) === JSON.stringify(now)) return;
    const gone = before.flatMap(({ userId }) => (now.some((each) => each.userId === userId) ? [] : userId));
    for (const listener of this.#listeners.get(feed) ?? []) listener(feed, gone);
  }
}

interface Talk {
  kind: string;
  businessId: string;
  participants: ReadonlyMap<string, Participant>;
}

/** Tells those who have a direct conversation open who of its other side is on the site. */
export class Company {
  #feeds: { ofBusiness: string; ofCustomers: string[] } | undefined;

  constructor(
    readonly around: Around,
    readonly audience: Pick<Audience, "isEmpty" | "tellSide" | "tellOne">,
    /** Those of whom the feed heard nothing any more may have gone from here, too. */
    readonly onGone: (userIds: string[]) => void,
  ) {}

  get isFollowing(): boolean {
    return this.#feeds !== undefined;
  }

  follow({ kind, businessId, participants }: Talk): void {
    // Whoever came may have left before they were welcome.
    if (this.#feeds || kind !== "direct" || this.audience.isEmpty) return;
    const customers = [...participants.values()].filter(({ role }) => !isStaff(role));
    const ofCustomers = customers.map(({ userId }) => feedId.me(userId));
    this.#feeds = { ofBusiness: feedId.inbox(businessId), ofCustomers };
    this.around.follow([this.#feeds.ofBusiness, ...ofCustomers], this.#hear);
  }

  /** After a sleep, in which it was forgotten: the feeds may have said so before this room followed them again. */
  followAgain(talk: Talk): void {
    this.follow(talk);
    if (!this.#feeds) return;
    for (const feed of [this.#feeds.ofBusiness, ...this.#feeds.ofCustomers])
      if (this.around.of(feed).people.length > 0) this.#hear(feed, []);
  }

  unfollow(): void {
    if (!this.#feeds) return;
    this.around.unfollow([this.#feeds.ofBusiness, ...this.#feeds.ofCustomers], this.#hear);
    this.#feeds = undefined;
  }

  /** Tells somebody who came; nothing where nobody is there. */
  greet(socket: Socket): void {
    if (!this.#feeds || !socket.state) return;
    const { ofBusiness, ofCustomers } = this.#feeds;
    const feeds = isStaff(socket.state.role) ? ofCustomers : [ofBusiness];
    for (const news of feeds.map((feed) => this.around.of(feed)))
      if (news.people.length > 0) this.audience.tellOne(socket, news);
  }

  readonly #hear: Listener = (feed, gone) => {
    if (gone.length > 0) this.onGone(gone);
    this.audience.tellSide(feed === this.#feeds?.ofBusiness ? "customers" : "staff", this.around.of(feed));
  };
}
