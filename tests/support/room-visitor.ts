import { inject, onTestFinished } from "vitest";
import WebSocket, { type ClientOptions } from "ws";
import { z } from "zod/mini";
import { type Event, type EventOf, event } from "@/lib/protocol/event";
import { type FeedEvent, feedEvent } from "@/lib/protocol/feed";
import { roomPath, type Ticket } from "@/lib/protocol/ticket";
import { signTicket } from "@/lib/server/ticket";
import type { Person } from "./cast";

const anyEvent = z.union([event, feedEvent]);

/** A socket to a real room that remembers every frame it got and lets a test wait for one. */
export class RoomVisitor<Heard extends { type: string }> {
  readonly heard: Heard[] = [];
  readonly closed: Promise<{ code: number }>;
  readonly #listeners = new Set<() => void>();

  constructor(readonly socket: WebSocket) {
    socket.on("message", (frame) => {
      const heard = JSON.parse(String(frame));
      // The browser takes a room at its word; that it keeps to the protocol is held here.
      anyEvent.parse(heard);
      this.heard.push(heard);
      for (const listener of this.#listeners) listener();
    });
    this.closed = new Promise((resolve) => socket.on("close", (code) => resolve({ code })));
    onTestFinished(() => socket.terminate());
  }

  send(frame: unknown): void {
    this.socket.send(
      typeof frame === "string" || frame instanceof Uint8Array ? frame : JSON.stringify(frame),
    );
  }

  /** The first frame of a type that also satisfies the condition, heard already or to come. */
  hears<Type extends Heard["type"]>(
    type: Type,
    is: (heard: Extract<Heard, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<Heard, { type: Type }>> {
    return new Promise((resolve) => {
      const look = () => {
        for (const each of this.heard) {
          if (isOfType(each, type) && is(each)) {
            this.#listeners.delete(look);
            resolve(each);
            return;
          }
        }
      };
      this.#listeners.add(look);
      look();
    });
  }

  all<Type extends Heard["type"]>(type: Type): Extract<Heard, { type: Type }>[] {
    return this.heard.filter((each) => isOfType(each, type));
  }
}

/** What a room or a feed says, where a test does not care which. */
export interface Heard {
  type: string;
  code?: string;
}

export interface Visit {
  as: Person;
  conversationId: string;
  after?: number;
  origin?: string;
  /** Rooms other than those of the whole run. */
  roomsUrl?: string;
}

/** Opens a conversation room as somebody, with a ticket as the site would sign it. */
export async function visit({
  as,
  conversationId,
  after,
  origin,
  roomsUrl,
}: Visit): Promise<RoomVisitor<Event>> {
  const token = await ticketFor({ party: "main", room: conversationId, ...as });
  const address = roomAddress("main", conversationId, token, roomsUrl);
  if (after !== undefined) address.searchParams.set("after", String(after));
  return opened(address, origin);
}

export async function visitFeed(
  as: Person,
  feed: string,
  roomsUrl?: string,
): Promise<RoomVisitor<FeedEvent>> {
  const token = await ticketFor({ party: "feed", room: feed, ...as });
  return opened(roomAddress("feed", feed, token, roomsUrl));
}

export function ticketFor(ticket: Ticket): Promise<string> {
  return signTicket(ticket, inject("env").TICKET_SECRET);
}

export function roomAddress(party: string, room: string, token?: string, roomsUrl?: string): URL {
  const path = party === "main" ? roomPath({ party, room }, 1) : `/parties/${party}/${room}`;
  return addressOf(path, token, roomsUrl);
}

export function addressOf(path: string, token?: string, roomsUrl?: string): URL {
  const address = new URL(path, roomsUrl ?? inject("env").ROOMS_URL);
  address.protocol = "ws:";
  if (token) address.searchParams.set("token", token);
  return address;
}

/** `from`: the Origin, or all there is to say of the request. Rejects with the HTTP status of a refused upgrade. */
export function opened<Heard extends { type: string }>(
  address: URL,
  from?: string | ClientOptions,
): Promise<RoomVisitor<Heard>> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, typeof from === "string" ? { origin: from } : from);
    // Listening before it opens: a room's first frame may come in the same tick.
    const visitor = new RoomVisitor<Heard>(socket);
    socket.once("open", () => resolve(visitor));
    socket.once("unexpected-response", (_request, response) =>
      reject(new Error(String(response.statusCode))),
    );
    socket.once("error", reject);
  });
}

export function messagesHeard(visitor: RoomVisitor<Event>): EventOf<"message:new">["message"][] {
  return visitor.all("message:new").map(({ message }) => message);
}

function isOfType<Heard extends { type: string }, Type extends Heard["type"]>(
  heard: Heard,
  type: Type,
): heard is Extract<Heard, { type: Type }> {
  return heard.type === type;
}
