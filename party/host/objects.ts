import { log } from "../../lib/server/log";
import type { RoomServer, RoomSocket } from "../socket";
import { TagIndex } from "../tag-index";
import { LineEnd } from "./line";

/** Whoever nobody calls on for so long is forgotten: all tickets that it remembers have run out by then. */
const IDLE_MS = 15 * 60_000;
const SWEPT_EVERY_MS = 60_000;

/** What PartyKit asks of a party. */
export interface PartyClass {
  onFetch?(request: Request): Response | Promise<Response>;
  onBeforeConnect(request: Request, lobby: Lobby): Promise<Request | Response>;
  onBeforeRequest(request: Request, lobby: Lobby): Promise<Request | Response>;
}

export interface Lobby {
  id: string;
  env: Record<string, unknown>;
}

export interface Place {
  party: string;
  id: string;
}

/** What a connection goes over: a WebSocket, or an end of a line. */
export interface Wire {
  readonly readyState: number;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

interface Server extends RoomServer<unknown> {
  getConnectionTags(socket: RoomSocket, context: { request: Request }): string[];
}

class Connection implements RoomSocket {
  readonly id = crypto.randomUUID();
  state: RoomSocket["state"] = null;

  constructor(
    readonly wire: Wire,
    readonly uri: string,
  ) {}

  get readyState(): number {
    return this.wire.readyState;
  }

  setState(state: unknown): void {
    this.state = Object(state);
  }

  send(frame: string): void {
    this.wire.send(frame);
  }

  close(code?: number, reason?: string): void {
    this.wire.close(code, reason);
  }
}

/** One object of a party: a shard, a feed or a relay. */
export class RoomObject {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #tagged = new TagIndex<Connection>();
  /** Requests that are not answered to their end. */
  #asked = 0;
  #leftAtMs = Date.now();

  constructor(
    readonly place: Place,
    Party: PartyClass,
    { env, parties }: Pick<Objects, "env" | "parties">,
  ) {
    const getConnections = (tag?: string) =>
      tag === undefined ? this.#connections.values() : this.#tagged.getConnections(tag).values();
    this.#server = Reflect.construct(Object(Party), [
      { id: place.id, name: place.party, env, context: { parties }, getConnections },
    ]);
  }

  isIdle(nowMs: number): boolean {
    return this.#connections.size === 0 && this.#asked === 0 && nowMs - this.#leftAtMs > IDLE_MS;
  }

  /** Resolves once the room has let it in, or turned it away. */
  async enter(wire: Wire, request: Request): Promise<Entered> {
    const connection = new Connection(wire, request.url);
    this.#connections.add(connection);
    this.#tagged.add(connection, this.#server.getConnectionTags(connection, { request }));
    await this.#run(() => this.#server.onConnect(connection, { request: Object(request) }));
    return {
      hear: (frame) => void this.#run(() => this.#server.onMessage(frame, connection)),
      leave: () => {
        this.#connections.delete(connection);
        this.#tagged.remove(connection);
        this.#leftAtMs = Date.now();
        void this.#run(() => this.#server.onClose(connection));
      },
    };
  }

  /** `answered` is to be called once the whole answer is with whoever asked, or they are gone. */
  async answer(request: Request): Promise<{ response: Response; answered: () => void }> {
    this.#asked += 1;
    const answered = () => {
      this.#asked -= 1;
      this.#leftAtMs = Date.now();
    };
    try {
      const response = await this.#server.onRequest?.(Object(request));
      return { response: Object(response), answered };
    } catch (error) {
      answered();
      throw error;
    }
  }

  async #run(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error("a room failed", { ...this.place, error });
    }
  }
}

export interface Entered {
  hear: (frame: string | ArrayBuffer) => void;
  leave: () => void;
}

/** The objects of all parties in this process, made when somebody first calls on them. */
export class Objects {
  readonly #objects = new Map<string, RoomObject>();
  readonly #sweeping = setInterval(() => this.#sweep(), SWEPT_EVERY_MS);
  readonly parties: Record<string, { get: (id: string) => { socket: (path: string) => Promise<LineEnd> } }>;

  constructor(
    readonly classes: Record<string, PartyClass>,
    readonly env: Record<string, unknown>,
  ) {
    this.parties = Object.fromEntries(
      Object.keys(classes).map((party) => [
        party,
        { get: (id) => ({ socket: (path) => this.#dial({ party, id }, path) }) },
      ]),
    );
  }

  at(place: Place): RoomObject {
    const key = `${place.party}/${place.id}`;
    const known = this.#objects.get(key);
    if (known) return known;
    const Party = this.classes[place.party];
    if (!Party) throw new Error(`There is no party ${place.party}`);
    const made = new RoomObject(place, Party, this);
    this.#objects.set(key, made);
    return made;
  }

  stop(): void {
    clearInterval(this.#sweeping);
  }

  /** Nobody from outside comes this way. */
  async #dial(place: Place, path: string): Promise<LineEnd> {
    const [near, far] = LineEnd.pair();
    const request = new Request(`http://rooms/parties/${place.party}/${place.id}${path}`);
    const { hear, leave } = await this.at(place).enter(far, request);
    far.addEventListener("message", ({ data = "" }) => hear(data));
    far.addEventListener("close", leave);
    return near;
  }

  #sweep(): void {
    for (const [key, object] of this.#objects) if (object.isIdle(Date.now())) this.#objects.delete(key);
  }
}
