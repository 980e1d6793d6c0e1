import { businessOfInbox } from "../lib/protocol/feed";
import type { Ticket } from "../lib/protocol/ticket";
import { markOffline, markStatus } from "../lib/server/last-seen";
import { markGone, markHere, type Seat } from "../lib/server/presence";
import { openRedis } from "../lib/server/redis";
import type { Person } from "./around";
import { isOpen } from "./deliver";
import type { Settings } from "./settings";
import type { RoomSocket } from "./socket";

/** Whose socket it is, and how they are there: what it carries through a pause of its feed. */
export interface Attending {
  person: Person;
  isHidden: boolean;
}
export type Reader = RoomSocket<Attending>;

/** Where it stands who is there. */
export interface Board {
  here: (here: { businessId: string; userIds: string[] }, nowMs: number) => Promise<void>;
  gone: (seat: Seat) => Promise<void>;
  status: (person: Person, at: Date) => Promise<void>;
  offline: (userId: string, at: Date) => Promise<void>;
}

/**
 * Lets be known who is there: of a business whoever has its inbox open, and of a person whether they have any page of
 * the site open, which each has their own feed. Of a line that is dead no sign comes, so each is asked for one.
 */
export class Attendance {
  readonly #businessId: string | undefined;
  readonly #signs = new WeakMap<Reader, number>();
  #askedAtMs = 0;

  constructor(
    feed: string,
    readonly board: Board,
  ) {
    this.#businessId = businessOfInbox(feed);
  }

  sign(reader: Reader, nowMs: number): void {
    this.#signs.set(reader, nowMs);
  }

  /** Those who gave no sign since all were asked last; the others are marked, and to be asked again. */
  beat(readers: Reader[], nowMs: number): Reader[] {
    const silent = readers.filter((reader) => (this.#signs.get(reader) ?? nowMs) < this.#askedAtMs);
    this.#askedAtMs = nowMs;
    this.mark(
      readers.filter((reader) => !silent.includes(reader)),
      nowMs,
    );
    return silent;
  }

  /** To be there for a business takes no wish to be seen: it is also how work is given out. */
  mark(readers: Reader[], nowMs: number): void {
    if (this.#businessId) {
      const userIds = new Set(readers.flatMap(({ state }) => state?.person.userId ?? []));
      void this.board.here({ businessId: this.#businessId, userIds: [...userIds] }, nowMs);
    } else {
      for (const person of peopleOf(readers)) void this.board.status(person, new Date(nowMs));
    }
  }

  /** The last socket of somebody here is closed. */
  async leave({ person: { userId }, isHidden }: Attending, nowMs: number): Promise<void> {
    if (this.#businessId) await this.board.gone({ businessId: this.#businessId, userId });
    else if (!isHidden) await this.board.offline(userId, new Date(nowMs));
  }
}

/** Who of them wants to be seen, once each; away only if away on every device, hidden if hidden on any. */
export function peopleOf(readers: Reader[]): Person[] {
  const people = new Map<string, Person>();
  const hidden = new Set<string>();
  for (const reader of readers) {
    if (!reader.state || !isOpen(reader)) continue;
    const { person, isHidden } = reader.state;
    if (isHidden) hidden.add(person.userId);
    if (people.get(person.userId)?.status !== "online") people.set(person.userId, person);
  }
  return [...people.values()].filter(({ userId }) => !hidden.has(userId));
}

export function attending({ userId, name, role, isHidden = false }: Ticket): Attending {
  return { person: { userId, name, role, status: "online" }, isHidden };
}

export function boardIn(settings: () => Settings): Board {
  const redis = () => {
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings();
    return openRedis({ url, token });
  };
  return {
    here: (here, nowMs) => markHere(redis(), here, nowMs),
    gone: (seat) => markGone(redis(), seat),
    status: ({ userId, status }, at) => markStatus(redis(), { userId, status }, at),
    offline: (userId, at) => markOffline(redis(), userId, at),
  };
}
