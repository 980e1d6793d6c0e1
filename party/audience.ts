import type * as Party from "partykit/server";
import type { Event, Participant, Present } from "../lib/protocol/event";
import { deliver } from "./deliver";
import { Readers } from "./readers";

/** What a socket carries through a pause of its room. */
export type Attendee = Present;

/** Past this many events held back for one socket it is closed, and resumes. */
const HELD_MAX = 1_000;
const TRY_AGAIN_LATER = 1013;

interface Held {
  rev: number;
  frame: string;
}

/** The sockets of a room: who is here, and telling them. Nothing is kept that the sockets do not know. */
export class Audience {
  /** Sockets that are still being told the past: what happens meanwhile waits for them here. */
  readonly #held = new Map<Party.Connection<Attendee>, Held[]>();
  readonly #readers = new Readers();

  constructor(readonly room: Party.Room) {}

  /** Lets a socket in. It hears nothing until it is released. */
  admit(connection: Party.Connection<Attendee>, attendee: Attendee): void {
    connection.setState(attendee);
    this.#held.set(connection, []);
  }

  /** From here on the socket hears everything that came after `rev`, without a gap. */
  release(connection: Party.Connection<Attendee>, rev: number): void {
    const held = this.#held.get(connection) ?? [];
    this.#held.delete(connection);
    for (const each of held) if (each.rev > rev) this.#readers.tell(connection, each.frame);
  }

  forget(connection: Party.Connection<Attendee>): void {
    this.#held.delete(connection);
  }

  /** Tells everyone, or everyone but one person. */
  tell(event: Event, { except }: { except?: string } = {}): void {
    const frame = JSON.stringify(event);
    // What has no `rev` changes nothing that was stored, and is told late rather than not at all.
    const rev = "rev" in event ? event.rev : Number.POSITIVE_INFINITY;
    for (const connection of this.#connections()) {
      if (except !== undefined && connection.state?.userId === except) continue;
      const held = this.#held.get(connection);
      if (!held) this.#readers.tell(connection, frame);
      else if (held.push({ rev, frame }) > HELD_MAX) connection.close(TRY_AGAIN_LATER, "too far behind");
    }
  }

  /** The socket has read what it was asked about. */
  confirm(connection: Party.Connection<Attendee>, nonce: number): void {
    this.#readers.confirm(connection, nonce);
  }

  tellOne(connection: Party.Connection<Attendee>, event: Event): void {
    deliver(connection, JSON.stringify(event));
  }

  /** Everyone who has the room open, once each; away only if away on every device. */
  present(): Present[] {
    const people = new Map<string, Present>();
    for (const { state } of this.#connections()) {
      if (state && people.get(state.userId)?.status !== "online") people.set(state.userId, state);
    }
    return [...people.values()];
  }

  socketsOf(userId: string): number {
    let count = 0;
    for (const { state } of this.#connections()) if (state?.userId === userId) count += 1;
    return count;
  }

  get isEmpty(): boolean {
    for (const _ of this.#connections()) return false;
    return true;
  }

  #connections(): Iterable<Party.Connection<Attendee>> {
    return this.room.getConnections<Attendee>();
  }
}

export function participantOf({ userId, name, role }: Participant): Participant {
  return { userId, name, role };
}
