import { v7 as uuid } from "uuid";
import { onTestFinished } from "vitest";
import { type Hiding, hostOf, type Ticket } from "@/lib/protocol/ticket";
import { signHiding } from "@/lib/server/expulsion";
import { signTicket } from "@/lib/server/ticket";
import ChannelRoom from "@/party/channel";
import FeedRoom from "@/party/feed";
import Rooms from "@/party/rooms";

const OPEN = 1;
const CLOSED = 3;

type Listener = (event: { data?: unknown; code?: number }) => void;

/** One end of a pair of sockets, in the shape of a PartyKit connection on the room's side. */
export class SocketOfTest {
  id = uuid();
  uri = "";
  readyState = OPEN;
  tags: string[] = [];
  state: unknown = null;
  /** What this end was told, parsed. */
  heard: { type: string; [key: string]: unknown }[] = [];
  closedWith: number | undefined;
  other: SocketOfTest | undefined;
  /** The client's end; a room hears through its server. */
  isOutside = false;
  readonly #listeners = new Map<string, Set<Listener>>();

  setState(state: unknown): void {
    this.state = structuredClone(state);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }

  send(frame: string): void {
    if (this.readyState !== OPEN) throw new TypeError("Can't call WebSocket send() after close().");
    const { other } = this;
    queueMicrotask(() => other?.readyState === OPEN && other.receive(frame));
  }

  receive(data: unknown): void {
    if (this.isOutside) this.heard.push(JSON.parse(String(data)));
    this.emit("message", { data });
  }

  close(code = 1005): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    const { other } = this;
    queueMicrotask(() => other?.closed(code));
  }

  closed(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.closedWith = code;
    this.emit("close", { code });
  }

  emit(type: string, event: { data?: unknown; code?: number }): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}

const parties = { main: Rooms, feed: FeedRoom, channel: ChannelRoom };
type PartyName = keyof typeof parties;

/** What the platform needs of a party; ours take narrower sockets, which is what they get. */
interface Server {
  onStart?(): unknown;
  onConnect?(connection: unknown, context: unknown): unknown;
  onMessage?(frame: unknown, connection: unknown): unknown;
  onClose?(connection: unknown): unknown;
  onRequest?(request: unknown): unknown;
  getConnectionTags?(connection: unknown, context: unknown): string[];
}

/** One object of a party with its sockets; its server can be built anew around them, as after a sleep. */
export class RoomOfTest {
  sockets: SocketOfTest[] = [];
  #server: Server | undefined;
  readonly env: Record<string, unknown>;
  readonly context: {
    parties: Record<string, { get: (id: string) => { socket: (path: string) => Promise<SocketOfTest> } }>;
  };

  constructor(
    readonly backstage: Backstage,
    readonly party: PartyName,
    readonly id: string,
  ) {
    this.env = backstage.env;
    const get = (shard: string) => ({ socket: (path: string) => backstage.dialRooms(shard, path) });
    this.context = { parties: { main: { get } } };
  }

  *getConnections(tag?: string): Iterable<SocketOfTest> {
    for (const socket of this.sockets)
      if (socket.readyState === OPEN && (!tag || socket.tags.includes(tag))) yield socket;
  }

  get server(): Server {
    if (!this.#server) {
      const Party = parties[this.party];
      const server: Server = Reflect.construct(Party, [this]);
      this.#server = server;
      server.onStart?.();
    }
    return this.#server;
  }

  /** The room falls asleep: its memory is gone, its sockets stay. */
  sleep(): void {
    this.#server = undefined;
  }

  async accept(request: Request): Promise<SocketOfTest> {
    const inside = new SocketOfTest();
    const outside = new SocketOfTest();
    outside.isOutside = true;
    inside.other = outside;
    outside.other = inside;
    inside.uri = request.url;
    const { server } = this;
    inside.tags = server.getConnectionTags?.(inside, { request }) ?? [];
    this.sockets.push(inside);
    inside.addEventListener("message", ({ data }) => void this.server.onMessage?.(data, inside));
    inside.addEventListener("close", () => void this.server.onClose?.(inside));
    await server.onConnect?.(inside, { request });
    return outside;
  }
}

/** Our parties in this process, wired to each other as the platform does it, over a real Postgres. */
export class Backstage {
  readonly rooms = new Map<string, RoomOfTest>();
  /** The lines from feeds to rooms, as the feeds hold them. */
  lines: SocketOfTest[] = [];
  areRoomsReachable = true;

  constructor(readonly env: Record<string, unknown>) {
    onTestFinished(() => {
      for (const room of this.rooms.values()) for (const socket of room.sockets) socket.close();
      for (const line of this.lines) line.close();
    });
  }

  room(party: PartyName, id: string): RoomOfTest {
    const key = `${party}/${id}`;
    const room = this.rooms.get(key) ?? new RoomOfTest(this, party, id);
    this.rooms.set(key, room);
    return room;
  }

  async dialRooms(shard: string, path: string): Promise<SocketOfTest> {
    if (!this.areRoomsReachable) throw new Error("the rooms are out of reach");
    const line = await this.room("main", shard).accept(
      new Request(`http://rooms.test/parties/main/${shard}${path}`),
    );
    this.lines.push(line);
    return line;
  }

  cutLines(): void {
    for (const line of this.lines) {
      line.closed(1006);
      line.other?.closed(1006);
    }
    this.lines = [];
  }

  /** Through the door, as a browser or a program would come; a refusal comes back as the response. */
  async connect(
    ticket: Ticket,
    { after, origin }: { after?: number | string; origin?: string } = {},
  ): Promise<SocketOfTest> {
    const request = await this.request(ticket, { origin });
    const url = new URL(request.url);
    if (after !== undefined) url.searchParams.set("after", String(after));
    const answer = await this.knock(ticket.party, this.#hostOf(ticket), new Request(url, request));
    if (answer instanceof Response) throw answer;
    return this.room(ticket.party, this.#hostOf(ticket)).accept(answer);
  }

  /** A command over HTTP. */
  async post(ticket: Ticket, body: unknown): Promise<Response> {
    const request = await this.request(ticket, { method: "POST", body: JSON.stringify(body) });
    const answer = await parties[ticket.party].onBeforeRequest(
      Object(request),
      Object({ id: this.#hostOf(ticket), env: this.env }),
    );
    if (answer instanceof Response) return answer;
    const response = await this.room(ticket.party, this.#hostOf(ticket)).server.onRequest?.(answer);
    if (!(response instanceof Response)) throw new Error("a request is answered by a response");
    return response;
  }

  /** The site's word on whether whoever signed in wants to be seen in a room. */
  async hide(hiding: Hiding): Promise<Response> {
    const token = await signHiding(hiding, String(this.env.TICKET_SECRET));
    const host = this.#hostOf(hiding);
    const headers = { authorization: `Bearer ${token}` };
    const request = new Request(`http://rooms.test/parties/${hiding.party}/${host}`, {
      method: "PUT",
      headers,
    });
    const answer = await parties[hiding.party].onBeforeRequest(
      Object(request),
      Object({ id: host, env: this.env }),
    );
    if (answer instanceof Response) return answer;
    const response = await this.room(hiding.party, host).server.onRequest?.(answer);
    if (!(response instanceof Response)) throw new Error("a request is answered by a response");
    return response;
  }

  knock(party: PartyName, room: string, request: Request): Promise<Request | Response> {
    return Reflect.apply(parties[party].onBeforeConnect, parties[party], [
      request,
      { id: room, env: this.env },
    ]);
  }

  private async request(
    ticket: Ticket,
    { origin, ...init }: RequestInit & { origin?: string | undefined },
  ): Promise<Request> {
    const token = await signTicket(ticket, String(this.env.TICKET_SECRET));
    const headers = { authorization: `Bearer ${token}`, ...(origin && { origin }) };
    return new Request(`http://rooms.test/parties/${ticket.party}/${this.#hostOf(ticket)}`, {
      ...init,
      headers,
    });
  }

  #hostOf(ticket: Pick<Ticket, "party" | "room">): string {
    return hostOf(ticket, Number(this.env.ROOM_SHARDS ?? 1));
  }
}
