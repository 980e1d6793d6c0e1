import { inject } from "vitest";
import { roomPath, type Ticket } from "@/lib/protocol/ticket";
import { signTicket } from "@/lib/server/ticket";
import Rooms from "@/party/rooms";
import type { Calls } from "./calls";
import type { Driver } from "./driver";
import type { RoomEnd, Wire } from "./wire";

const OPEN = 1;
const CLOSED = 3;
/** A room sleeps when nothing came or went for this long: no timer of ours waits longer. */
export const SLEEPS_AFTER_MS = 10_000;

/** What the platform needs of a party. */
interface Server {
  onStart?(): unknown;
  onConnect(connection: unknown, context: unknown): unknown;
  onMessage(frame: string, connection: unknown): unknown;
  onClose(connection: unknown): unknown;
  onRequest(request: unknown): unknown;
  getConnectionTags?(connection: unknown, context: unknown): string[];
}

let houses = 0;

/** The object that hosts our rooms, and its sockets: it can sleep, and it can crash. */
export class House {
  /** Where this one finds its database: what is asked there comes from nobody else. */
  readonly #env: Record<string, unknown>;
  readonly calls: Calls;
  #sockets: RoomEnd[] = [];
  /** Requests that are not answered to the end, each with how it is given up. */
  readonly #answering = new Map<RoomEnd, () => void>();
  #server: Server | undefined;
  #busy = 0;
  #activeAtMs = 0;
  isUp = true;

  constructor(
    driver: Driver,
    readonly complain: (what: string) => void,
  ) {
    houses += 1;
    const url = `fuzz:house-${houses}`;
    this.calls = driver.gate(url);
    this.#env = { ...inject("env"), POSTGRES_URL: url, ROOM_SHARDS: "1" };
  }

  /** A client is at the door; it is let in, or told why not. */
  async open(wire: Wire): Promise<void> {
    const request = await this.#knock(Rooms.onBeforeConnect, new Request(wire.client.url));
    if (request instanceof Response) {
      wire.toClient.push({ is: "error" });
      return;
    }
    const server = this.#awake();
    wire.room.tags = server.getConnectionTags?.(wire.room, { request }) ?? [];
    wire.room.accept(request.url);
    this.#sockets.push(wire.room);
    this.#follow(() => server.onConnect(wire.room, { request }));
  }

  hear(frame: string, socket: RoomEnd): void {
    if (this.#sockets.includes(socket)) this.#follow(() => this.#awake().onMessage(frame, socket));
  }

  /** A request, with its answer as it comes. */
  async answer(wire: Wire, asked: Request): Promise<void> {
    this.#answering.set(wire.room, () => {});
    const request = await this.#knock(Rooms.onBeforeRequest, asked);
    if (request instanceof Response) void pour(request, wire, this.#answering);
    else
      this.#follow(
        async () => void pour(Object(await this.#awake().onRequest(request)), wire, this.#answering),
      );
    await bodyRead();
  }

  close(socket: RoomEnd): void {
    this.#answering.get(socket)?.();
    this.#answering.delete(socket);
    if (!this.#sockets.includes(socket)) {
      socket.readyState = CLOSED;
      return;
    }
    this.#sockets = this.#sockets.filter((each) => each !== socket);
    socket.readyState = CLOSED;
    this.#follow(() => this.#awake().onClose(socket));
  }

  /** A command over HTTP, as a program or the site sends it. Settles with the status, or never when this crashes. */
  async post(ticket: Ticket, command: unknown): Promise<{ answered: Promise<number> }> {
    const body = JSON.stringify(command);
    const request = await this.#knock(
      Rooms.onBeforeRequest,
      new Request(await addressOf(ticket), { method: "POST", body }),
    );
    if (request instanceof Response) return { answered: Promise.resolve(request.status) };
    const answered = new Promise<number>((resolve) => {
      this.#follow(async () => {
        const response = await this.#awake().onRequest(request);
        if (response instanceof Response) resolve(response.status);
      });
    });
    return { answered };
  }

  get isQuiet(): boolean {
    const isIdle = this.#busy + this.#answering.size === 0 && this.calls.open.length === 0;
    return isIdle && Date.now() - this.#activeAtMs >= SLEEPS_AFTER_MS;
  }

  /** Its memory is gone, its sockets stay. */
  sleep(): void {
    this.#server = undefined;
  }

  /** Its memory is gone and its lines break; whoever asked it something hears nothing more. */
  crash(): void {
    this.isUp = false;
    this.#server = undefined;
    for (const socket of [...this.#sockets, ...this.#answering.keys()]) socket.readyState = CLOSED;
    this.#sockets = [];
    this.#answering.clear();
    this.calls.end();
  }

  #awake(): Server {
    if (!this.#server) {
      const shard = { id: "0", env: this.#env, getConnections: (tag?: string) => this.#connections(tag) };
      const server: Server = Reflect.construct(Rooms, [shard]);
      this.#server = server;
      server.onStart?.();
    }
    return this.#server;
  }

  *#connections(tag?: string): Iterable<RoomEnd> {
    for (const socket of this.#sockets)
      if (socket.readyState === OPEN && (!tag || socket.tags.includes(tag))) yield socket;
  }

  #knock(door: unknown, request: Request): Promise<Request | Response> {
    this.#activeAtMs = Date.now();
    if (typeof door !== "function") throw new Error("there is no door");
    return Reflect.apply(door, Rooms, [request, { id: "0", env: this.#env }]);
  }

  #follow(handle: () => unknown): void {
    this.#busy += 1;
    this.#activeAtMs = Date.now();
    void (async () => {
      try {
        await handle();
      } catch (error) {
        this.complain(`a room threw: ${String(error)}`);
      } finally {
        this.#busy -= 1;
      }
    })();
  }
}

/** Lets an answer out as it is written, until nobody waits for it any more. */
async function pour({ status, body }: Response, wire: Wire, open: Map<RoomEnd, () => void>): Promise<void> {
  const { room } = wire;
  if (!open.has(room)) return body?.cancel();
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  open.set(room, () => void reader?.cancel());
  room.accept(wire.client.url);
  room.write(String(status));
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
    room.write(read.value);
  open.delete(room);
  room.close();
}

/** A request's body is read in several turns of the event loop. */
export async function bodyRead(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Where somebody finds a room, with the right to open it. */
export async function addressOf(ticket: Ticket): Promise<URL> {
  const address = new URL(roomPath(ticket, 1), "http://rooms.test");
  address.searchParams.set("token", await signTicket(ticket, inject("env").TICKET_SECRET));
  return address;
}
