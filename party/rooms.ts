import "./node-buffer";
import type * as Party from "partykit/server";
import { z } from "zod/mini";
import type { RoomFigures } from "../lib/room-figures";
import { log } from "../lib/server/log";
import type { ShownTicket } from "../lib/server/ticket";
import { notesIdOf } from "../lib/work";
import { Admissions, tagsOf } from "./admissions";
import { Around, WHO_IS_THERE } from "./around";
import type { Attendee, Socket } from "./audience";
import { ConversationRoom } from "./conversation";
import { answerClose, deliver } from "./deliver";
import { admit, cameThroughTheDoor, expulsionOf, hidingOf, refusalResponse, ticketOf } from "./doorkeeper";
import { Leavers } from "./leavers";
import { Ledger } from "./ledger";
import { settingsOf } from "./settings";
import type { RoomServer } from "./socket";
import { Streams } from "./stream";
import { TagIndex } from "./tag-index";
import { type Call, callIn, Visitor } from "./visitor";

/** Rooms with nobody in them that are kept: somebody may come back, or a program write to them again. */
const EMPTY_ROOMS_MAX = 1_000;

/**
 * The rooms of one shard of all conversations, with the ledger they share. If every room were an object of its
 * own, each message would go to a ledger elsewhere and back, which costs more than all the rest of its way.
 */
export default class Rooms implements RoomServer<Attendee> {
  static onFetch(request: Party.Request): Response {
    const isHealth = new URL(request.url).pathname === "/health";
    if (!isHealth) return refusalResponse("not-found");
    // A ticket of the site holds by our clock.
    return new Response("ok", { headers: { date: new Date().toUTCString() } });
  }

  static onBeforeConnect(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "main");
  }

  static onBeforeRequest(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "main");
  }

  readonly options: Party.ServerOptions;
  readonly #sockets = new TagIndex<Socket>();
  readonly #ledger: Ledger;
  readonly #leavers: Leavers;
  /** Those of our feeds. */
  readonly #lines = new WeakSet<Socket>();
  readonly #around = new Around();
  readonly #streams = new Streams<Attendee>(this);
  readonly #visitors = new TagIndex<Visitor>();
  readonly #admissions: Admissions<Socket>;
  readonly #rooms = new Map<string, ConversationRoom>();
  /** The oldest first. */
  readonly #empty = new Set<string>();

  constructor(readonly shard: Party.Room) {
    const hibernate = settingsOf(shard).ROOMS_HIBERNATE === "1";
    this.options = { hibernate };
    this.#ledger = new Ledger(
      () => settingsOf(shard),
      (conversationId) => this.#tellWoken(conversationId),
    );
    this.#leavers = new Leavers(() => settingsOf(shard));
    const sockets = hibernate
      ? { getConnections: (tag: string) => shard.getConnections<Attendee>(tag) }
      : this.#sockets;
    this.#admissions = new Admissions({
      getConnections: (tag) =>
        [sockets, this.#streams, this.#visitors].flatMap((each) => [...each.getConnections(tag)]),
    });
  }

  getConnectionTags(socket: Socket, { request }: Party.ConnectionContext): string[] {
    const tags = cameThroughTheDoor(request) ? tagsOf(ticketOf(request)) : [];
    this.#sockets.add(socket, tags);
    return tags;
  }

  /** After a sleep everyone is still here. */
  onStart(): void {
    for (const socket of this.shard.getConnections<Attendee>()) {
      if (socket.state) this.#room(socket.state.conversationId).readmit(socket);
      else this.#follow(socket, { asks: true });
    }
  }

  onConnect(socket: Socket, { request }: Pick<Party.ConnectionContext, "request">): void {
    if (cameThroughTheDoor(request)) {
      this.#letIn(socket, request);
    } else {
      // Only our own feeds have another way in, and they carry no state.
      this.#follow(socket, { asks: false });
    }
  }

  async onMessage(frame: string | ArrayBuffer, socket: Socket): Promise<void> {
    this.#admissions.sweep(Date.now());
    // Whoever was turned away at the door has no state either, and no word in this.
    if (this.#lines.has(socket)) this.#around.hear(feedOf(socket), socket, String(frame));
    else if (socket.state) await this.#room(socket.state.conversationId).hear(frame, socket);
  }

  onClose(socket: Socket): void {
    this.#sockets.remove(socket);
    answerClose(socket);
    if (!socket.state) {
      this.#ledger.news.unfollow(feedOf(socket), socket);
      this.#around.forget(feedOf(socket), socket);
      return;
    }
    const room = this.#room(socket.state.conversationId);
    room.leave(socket);
    this.#tidy(room);
  }

  onError(socket: Socket): void {
    this.onClose(socket);
  }

  /** A stream, a call, or a command from a program or from the site for somebody; or the site's word that they go. */
  async onRequest(request: Party.Request): Promise<Response> {
    this.#admissions.sweep(Date.now());
    const ofStream = await this.#streams.answer(request);
    if (ofStream) return ofStream;
    if (request.method === "DELETE") return this.#admissions.expel(expulsionOf(request));
    if (request.method === "PUT") return this.#hide(request);
    const ticket = ticketOf(request);
    // Nobody who signed in is told.
    if (request.method === "GET" && ticket.session === undefined) return Response.json(this.#figures);
    const room = this.#room(ticket.room);
    const permit = () => this.#admissions.refuseExpelled(ticket);
    const call = callIn(request);
    const answer = call ? this.#receive(call, room, ticket, permit) : room.answer(request, ticket, permit);
    return answer.finally(() => this.#tidy(room));
  }

  /** Whoever is shown out meanwhile is told nothing more. */
  #receive(call: Call, room: ConversationRoom, ticket: ShownTicket, permit: () => void): Promise<Response> {
    const visitor = new Visitor();
    this.#visitors.add(visitor, tagsOf(ticket));
    return room.receive(call, visitor, ticket, permit).finally(() => this.#visitors.remove(visitor));
  }

  /** The notes of a conversation live in the shard it lives in. What fails here is made up for by `keepWaking`. */
  #tellWoken(conversationId: string): void {
    const notes = this.#room(notesIdOf(conversationId));
    notes
      .tellWoken()
      .catch((error: unknown) => log.error("notes were not told of a customer's return", { error }))
      .finally(() => this.#tidy(notes));
  }

  #follow(line: Socket, { asks }: { asks: boolean }): void {
    this.#lines.add(line);
    this.#ledger.news.follow(feedOf(line), line);
    if (asks) deliver(line, WHO_IS_THERE);
  }

  get #figures(): RoomFigures {
    const sockets = [...this.shard.getConnections(), ...this.#streams];
    const followers = sockets.filter((socket) => this.#lines.has(Object(socket))).length;
    return {
      ...{ rooms: this.#rooms.size - this.#empty.size, sockets: sockets.length - followers, followers },
      ...this.#ledger.tally.figures,
    };
  }

  #hide(request: Party.Request): Response {
    const { isHidden, ...place } = hidingOf(request);
    for (const socket of this.#admissions.socketsOf(place))
      this.#room(place.room).setHidden(socket, isHidden);
    return new Response(null, { status: 204 });
  }

  #letIn(socket: Socket, request: Party.Request): void {
    const ticket = ticketOf(request);
    const room = this.#room(ticket.room);
    try {
      this.#admissions.admit(ticket);
      room.enter(socket, ticket, afterOf(request));
    } catch (error) {
      room.turnAway(socket, error, ticket.userId);
      this.#tidy(room);
    }
  }

  #room(conversationId: string): ConversationRoom {
    this.#empty.delete(conversationId);
    const known = this.#rooms.get(conversationId);
    if (known) return known;
    const room = new ConversationRoom(conversationId, {
      ledger: this.#ledger.of(conversationId),
      leavers: this.#leavers,
      around: this.#around,
      settings: settingsOf(this.shard),
    });
    this.#rooms.set(conversationId, room);
    return room;
  }

  #tidy({ id, isEmpty }: ConversationRoom): void {
    if (!isEmpty) return;
    this.#empty.add(id);
    const [oldest = id] = this.#empty;
    if (this.#empty.size <= EMPTY_ROOMS_MAX) return;
    this.#empty.delete(oldest);
    this.#rooms.delete(oldest);
  }
}

const version = z.coerce.number().check(z.int(), z.minimum(0));

/** The `rev` a client says it is at. */
function afterOf({ url }: Party.Request): number | undefined {
  return version.safeParse(new URL(url).searchParams.get("after") ?? undefined).data;
}

function feedOf({ uri }: Socket): string {
  return new URL(uri).searchParams.get("follow") ?? "";
}
