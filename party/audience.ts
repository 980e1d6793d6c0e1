import type * as Party from "partykit/server";
import type { Event, Participant, Present } from "../lib/protocol/event";
import { deliver, isOpen } from "./deliver";
import { Readers } from "./readers";

/** What a socket carries through a pause of its room. */
export interface Attendee extends Present {
  conversationId: string;
}

export type Socket = Party.Connection<Attendee>;

/** Past this many events held back for one socket it is closed, and resumes. */
const HELD_MAX = 1_000;
/** Clients give a sign every quarter of a minute, and in a sleeping tab every minute. */
export const SILENT_MAX_MS = 150_000;
const SWEPT_EVERY_MS = 10_000;
const TRY_AGAIN_LATER = 1013;

interface Held {
  rev: number;
  frame: string;
}

/** The sockets of a room: who is here, and telling them. Nothing is kept that the sockets do not know. */
export class Audience {
  /** Each with when it last gave a sign. */
  readonly #sockets = new Map<Socket, number>();
  #sweptAtMs = 0;
  /** Sockets that are still being told the past: what happens meanwhile waits for them here. */
  readonly #held = new Map<Socket, Held[]>();
  readonly #readers = new Readers();

  /** Lets a socket in. It hears nothing until it is released. */
  admit(socket: Socket, attendee: Attendee): void {
    socket.setState(attendee);
    this.#sockets.set(socket, Date.now());
    this.#held.set(socket, []);
  }

  /** A socket that was here before the room slept. */
  readmit(socket: Socket): void {
    this.#sockets.set(socket, Date.now());
  }

  /** A sign of life; gives back those who have given none for too long, or were closed and do not answer. */
  hear(socket: Socket, nowMs: number): Socket[] {
    if (this.#sockets.has(socket) && isOpen(socket)) this.#sockets.set(socket, nowMs);
    if (nowMs - this.#sweptAtMs < SWEPT_EVERY_MS) return [];
    this.#sweptAtMs = nowMs;
    return [...this.#sockets].flatMap(([each, atMs]) => (nowMs - atMs > SILENT_MAX_MS ? each : []));
  }

  /** From here on the socket hears everything that came after `rev`, without a gap. */
  release(socket: Socket, rev: number): void {
    const held = this.#held.get(socket) ?? [];
    this.#held.delete(socket);
    for (const each of held) if (each.rev > rev) this.#readers.tell(socket, each.frame);
  }

  forget(socket: Socket): void {
    this.#sockets.delete(socket);
    this.#held.delete(socket);
  }

  /** Tells everyone, or everyone but one person. */
  tell(event: Event, { except }: { except?: string } = {}): void {
    const frame = JSON.stringify(event);
    // What has no `rev` changes nothing that was stored, and is told late rather than not at all.
    const rev = "rev" in event ? event.rev : Number.POSITIVE_INFINITY;
    for (const socket of this.#sockets.keys()) {
      if (except !== undefined && socket.state?.userId === except) continue;
      const held = this.#held.get(socket);
      if (!held) this.#readers.tell(socket, frame);
      else if (held.push({ rev, frame }) > HELD_MAX) socket.close(TRY_AGAIN_LATER, "too far behind");
    }
  }

  /** The socket has read what it was asked about. */
  confirm(socket: Socket, nonce: number): void {
    this.#readers.confirm(socket, nonce);
  }

  tellOne(socket: Socket, event: Event): void {
    deliver(socket, JSON.stringify(event));
  }

  /** Everyone who has the room open, once each; away only if away on every device. */
  present(): Present[] {
    const people = new Map<string, Present>();
    for (const attendee of this.#attendees()) {
      const { userId, name, role, status } = attendee;
      if (people.get(userId)?.status !== "online") people.set(userId, { userId, name, role, status });
    }
    return [...people.values()];
  }

  socketsOf(userId: string): number {
    let count = 0;
    for (const attendee of this.#attendees()) if (attendee.userId === userId) count += 1;
    return count;
  }

  get isEmpty(): boolean {
    for (const _ of this.#attendees()) return false;
    return true;
  }

  *#attendees(): Iterable<Attendee> {
    for (const socket of this.#sockets.keys()) if (isOpen(socket) && socket.state) yield socket.state;
  }
}

export function participantOf({ userId, name, role }: Participant): Participant {
  return { userId, name, role };
}
