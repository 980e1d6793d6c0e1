import { Refusal } from "../lib/refusal";
import { SOCKETS_PER_USER_MAX } from "../lib/room-limits";
import type { ShownExpulsion } from "../lib/server/expulsion";
import type { ShownTicket } from "../lib/server/ticket";
import type { RoomSocket } from "./socket";

/** What one object remembers; past it nobody comes in until some of it is past, rather than anybody twice. */
export const REMEMBERED_MAX = 200_000;
/** A socket is closed, and dials again, on the second day after the one it was opened on. */
const DAYS_OPEN_MAX = 2;
/** How far back a room that slept looks for sockets that are too old. */
const DAYS_SWEPT = 40;
const DAY_MS = 24 * 60 * 60 * 1000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;
const FORGET_EVERY_MS = 10_000;
/** By so much a ticket may be dated later that was decided on before: clocks differ, and a request takes its time. */
const DATED_LATE_MAX_MS = 10_000;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

/**
 * Whom the rooms of one object let in and whom they show out. Tickets that were used and sign-ins that were shown out
 * are remembered for as long as such a ticket could be shown again; until then a timer keeps the object awake.
 */
export class Admissions<Socket extends Pick<RoomSocket, "close">> {
  /** Tickets by id and sign-ins by tag, and until when each matters. */
  readonly #remembered = new Map<string, number>();
  #forgetting: ReturnType<typeof setTimeout> | undefined;
  #sweepAtMs = 0;

  constructor(readonly room: { getConnections: (tag: string) => Iterable<Socket> }) {}

  /** Throws `unauthorized` for a ticket that was used or whose sign-in was shown out, `too-many` past the limit. */
  admit(ticket: ShownTicket): void {
    if (this.#remembered.has(ticket.id)) throw new Refusal("unauthorized");
    this.refuseExpelled(ticket);
    this.#remember(ticket);
    if (this.#count(tags.user(ticket)) > SOCKETS_PER_USER_MAX) throw new Refusal("too-many");
  }

  /** Throws `unauthorized` for a ticket that a sign-in was given before it was shown out: it may have been let in again. */
  refuseExpelled({ room, session = "", expiresAtMs }: ShownTicket): void {
    const untilMs = this.#remembered.get(tags.session({ room, session })) ?? 0;
    if (expiresAtMs <= untilMs) throw new Refusal("unauthorized");
  }

  /** Closes the sockets of a sign-in, and keeps out those who still hold a ticket that was given to it. */
  expel({ room, session, expiresAtMs }: ShownExpulsion): Response {
    const tag = tags.session({ room, session });
    this.#closeAll(tag, POLICY_VIOLATION, "expelled");
    // Both hold for as long as each other, so that what ends later was given later.
    this.#remember({ id: tag, expiresAtMs: expiresAtMs + DATED_LATE_MAX_MS });
    return new Response(null, { status: 204 });
  }

  /** The sockets of a sign-in in a room. */
  socketsOf({ room, session }: { room: string; session: string }): Socket[] {
    return [...this.room.getConnections(tags.session({ room, session }))];
  }

  /** Every hour closes what has been open for days: the site forgets who visited a room. */
  sweep(nowMs: number): void {
    if (nowMs < this.#sweepAtMs) return;
    this.#sweepAtMs = nowMs + SWEEP_EVERY_MS;
    for (let age = DAYS_OPEN_MAX; age <= DAYS_SWEPT; age += 1)
      this.#closeAll(tags.day(nowMs - age * DAY_MS), TRY_AGAIN_LATER, "open for days");
  }

  #remember({ id, expiresAtMs }: { id: string; expiresAtMs: number }): void {
    if (this.#remembered.size >= REMEMBERED_MAX) throw new Refusal("busy");
    this.#remembered.set(id, expiresAtMs);
    this.#forgetting ??= setTimeout(() => this.#forget(), FORGET_EVERY_MS);
  }

  #forget(): void {
    const nowMs = Date.now();
    for (const [id, untilMs] of this.#remembered) if (untilMs < nowMs) this.#remembered.delete(id);
    const isEmpty = this.#remembered.size === 0;
    this.#forgetting = isEmpty ? undefined : setTimeout(() => this.#forget(), FORGET_EVERY_MS);
  }

  #count(tag: string): number {
    return [...this.room.getConnections(tag)].length;
  }

  #closeAll(tag: string, code: number, reason: string): void {
    for (const connection of this.room.getConnections(tag)) connection.close(code, reason);
  }
}

/** What a socket can be found by, also after the room slept. */
export function tagsOf({ room, userId, session }: ShownTicket): string[] {
  const ofSession = session ? [tags.session({ room, session })] : [];
  return [tags.user({ room, userId }), tags.day(Date.now()), ...ofSession];
}

const tags = {
  user: ({ room, userId }: { room: string; userId: string }) => `user:${userId} ${room}`,
  session: ({ room, session }: { room: string; session: string }) => `session:${session} ${room}`,
  day: (atMs: number) => `day:${Math.floor(atMs / DAY_MS)}`,
};
