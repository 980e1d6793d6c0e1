import { isStaff } from "../lib/permissions";
import type { Event, Participant, Present } from "../lib/protocol/event";
import { deliver, isOpen } from "./deliver";
import { Readers } from "./readers";
import type { RoomSocket } from "./socket";

/** What a socket carries through a pause of its room. */
export interface Attendee extends Present {
  conversationId: string;
  /** The others are not told of them. */
  isHidden?: boolean;
}

export type Socket = RoomSocket<Attendee>;

/** Past this many events held back for one socket it is closed, and resumes. */
const HELD_MAX = 1_000;
/** Clients give a sign every quarter of a minute, and in a sleeping tab every minute. */
export const SILENT_MAX_MS = 150_000;
const SWEPT_EVERY_MS = 10_000;
const TRY_AGAIN_LATER = 1013;
const POLICY_VIOLATION = 1008;

interface Held {
  rev: number;
  frame: string;
}

/** The sockets of a room: who is here, and telling them. Nothing is kept that the sockets do not know. */
export class Audience {
  /** Each with when it last gave a sign. */
  readonly #sockets = new Map<Socket, number>();
  /** Whose they are: looking through all of them for everyone who comes would cost a full room the square of it. */
  readonly #people = new Map<string, Set<Socket>>();
  #sweptAtMs = 0;
  /** Sockets that are still being told the past: what happens meanwhile waits for them here. */
  readonly #held = new Map<Socket, Held[]>();
  readonly #readers = new Readers();

  /** Lets a socket in. It hears nothing until it is released. */
  admit(socket: Socket, attendee: Attendee): void {
    this.lend(socket, attendee);
    this.readmit(socket);
  }

  /** The same for whoever only calls for a moment: they hear what everyone hears, and nobody takes them to be here. */
  lend(socket: Socket, attendee: Attendee): void {
    socket.setState(attendee);
    this.#sockets.set(socket, Date.now());
    this.#held.set(socket, []);
  }

  /** A socket that was here before the room slept. */
  readmit(socket: Socket): void {
    this.#sockets.set(socket, Date.now());
    const userId = socket.state?.userId ?? "";
    const theirs = this.#people.get(userId) ?? new Set();
    this.#people.set(userId, theirs.add(socket));
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
    const userId = socket.state?.userId ?? "";
    const theirs = this.#people.get(userId);
    theirs?.delete(socket);
    if (theirs?.size === 0) this.#people.delete(userId);
  }

  /** Tells everyone, or everyone but one person. */
  tell(event: Event, { except }: { except?: string } = {}): void {
    const news = newsOf(event);
    for (const socket of this.#sockets.keys())
      if (except === undefined || socket.state?.userId !== except) this.#bring(socket, news);
  }

  /** The customers, or those of the business. */
  tellSide(side: "customers" | "staff", event: Event): void {
    const news = newsOf(event);
    for (const socket of this.#sockets.keys())
      if (socket.state && isStaff(socket.state.role) === (side === "staff")) this.#bring(socket, news);
  }

  /** Hides somebody from the others or shows them again, which is told as if they went or came. */
  setHidden(socket: Socket, isHidden: boolean): void {
    if (!socket.state) return;
    const { userId } = socket.state;
    const before = this.seenOf(userId);
    socket.setState({ ...socket.state, isHidden });
    const now = this.seenOf(userId);
    if (before && !now) this.tell({ type: "user:left", userId, lastSeenAt: null }, { except: userId });
    if (now && !before) this.tell({ type: "user:joined", ...now }, { except: userId });
  }

  /** The sockets of some people that gave no sign for a while. */
  silentOf(userIds: string[], { nowMs, forMs }: { nowMs: number; forMs: number }): Socket[] {
    return userIds
      .flatMap((userId) => [...(this.#people.get(userId) ?? [])])
      .filter((socket) => nowMs - (this.#sockets.get(socket) ?? nowMs) >= forMs);
  }

  /** The socket has read what it was asked about. */
  confirm(socket: Socket, nonce: number): void {
    this.#readers.confirm(socket, nonce);
  }

  /** Every device of one person. */
  tellPerson(userId: string, event: Event): void {
    const news = newsOf(event);
    for (const socket of this.#people.get(userId) ?? []) this.#bring(socket, news);
  }

  /** Closes every socket of one person, and says why. */
  part(userId: string, reason: string): void {
    for (const socket of this.#sockets.keys())
      if (socket.state?.userId === userId && isOpen(socket)) socket.close(POLICY_VIOLATION, reason);
  }

  /** The same for every customer who is in and takes no part; who is only being let in is told so themselves. */
  partAllBut(participants: ReadonlyMap<string, unknown>, reason: string): void {
    for (const socket of this.#sockets.keys())
      if (socket.state && !this.#held.has(socket) && !takesPart(socket.state, participants) && isOpen(socket))
        socket.close(POLICY_VIOLATION, reason);
  }

  tellOne(socket: Socket, event: Event): void {
    deliver(socket, JSON.stringify(event));
  }

  /** Everyone who has the room open, once each; away only if away on every device. */
  present(): Present[] {
    return [...this.#people.keys()].flatMap((userId) => this.presentOf(userId) ?? []);
  }

  /** Those of them whom the others are told of. */
  seen(): Present[] {
    return [...this.#people.keys()].flatMap((userId) => this.seenOf(userId) ?? []);
  }

  /** Nothing of somebody who is not here, or is hidden on any device. */
  seenOf(userId: string): Present | undefined {
    const isHidden = this.#openSocketsOf(userId).some(({ state }) => state?.isHidden);
    return isHidden ? undefined : this.presentOf(userId);
  }

  presentOf(userId: string): Present | undefined {
    const devices = this.#openSocketsOf(userId).flatMap(({ state }) => (state ? [state] : []));
    const shown = devices.find(({ status }) => status === "online") ?? devices[0];
    return shown && { userId, name: shown.name, role: shown.role, status: shown.status };
  }

  socketsOf(userId: string): number {
    return this.#openSocketsOf(userId).length;
  }

  get isEmpty(): boolean {
    for (const socket of this.#sockets.keys()) if (isOpen(socket)) return false;
    return true;
  }

  #bring(socket: Socket, news: Held): void {
    const held = this.#held.get(socket);
    if (!held) this.#readers.tell(socket, news.frame);
    else if (held.push(news) > HELD_MAX) socket.close(TRY_AGAIN_LATER, "too far behind");
  }

  #openSocketsOf(userId: string): Socket[] {
    return [...(this.#people.get(userId) ?? [])].filter(isOpen);
  }
}

/** What has no `rev` changes nothing that was stored, and is told late rather than not at all. */
function newsOf(event: Event): Held {
  return { rev: "rev" in event ? event.rev : Number.POSITIVE_INFINITY, frame: JSON.stringify(event) };
}

export function participantOf({ userId, name, role }: Participant): Participant {
  return { userId, name, role };
}

/** A customer of a group may have been shown out of it since their ticket was given. */
export function takesPart(
  { userId, role }: Participant,
  participants: ReadonlyMap<string, unknown>,
): boolean {
  return isStaff(role) || participants.has(userId);
}
