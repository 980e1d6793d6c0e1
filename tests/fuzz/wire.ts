import { v7 as uuid } from "uuid";
import { event } from "@/lib/protocol/event";

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
/** What a side is told of a line that broke. */
export const BROKEN = 1006;

export type Item =
  | { is: "knock" }
  | { is: "open" }
  | { is: "frame"; frame: string }
  | { is: "close"; code: number }
  | { is: "error" };
type Listener = (event: {
  type: string;
  data?: unknown;
  code?: number;
  error?: Error;
  message?: string;
}) => void;

/**
 * One socket between a client and a room. What either side sends waits in its queue until the test delivers it;
 * each queue keeps its order, as one socket does.
 */
export class Wire {
  toRoom: Item[] = [{ is: "knock" }];
  toClient: Item[] = [];
  /** The line is down, noticed or not: what is sent goes nowhere. */
  isCut = false;
  readonly room: RoomEnd;
  readonly client: ClientEnd;

  constructor(client: ClientEnd) {
    this.client = client;
    this.room = new RoomEnd(this);
  }

  get isOver(): boolean {
    const isQuiet = this.toRoom.length === 0 && this.toClient.length === 0;
    return isQuiet && this.client.readyState >= CLOSING && !this.isHeldByRoom;
  }

  /** The line breaks. Of what is under way in each direction a first part still arrives. */
  cut({ toRoom, toClient }: { toRoom: number; toClient: number }): void {
    this.isCut = true;
    this.toRoom = this.toRoom.slice(0, toRoom);
    this.toClient = this.toClient.slice(0, toClient);
  }

  roomNotices(): void {
    if (this.toRoom.at(-1)?.is === "close") return;
    if (this.isHeldByRoom) this.toRoom.push({ is: "close", code: BROKEN });
  }

  clientNotices(): void {
    if (this.client.readyState === CLOSED) return;
    if (this.client.readyState === CONNECTING) this.toClient.push({ is: "error" });
    this.toClient.push({ is: "close", code: BROKEN });
  }

  /** It was let in, and the room has not heard that it is over. */
  get isHeldByRoom(): boolean {
    return this.room.readyState === OPEN || this.room.readyState === CLOSING;
  }

  /** Answers a request with no more than its status. */
  refuse(status: number): void {
    this.room.accept(this.client.url);
    this.room.write(String(status));
    this.room.close();
  }

  put(direction: "toRoom" | "toClient", item: Item): void {
    if (!this.isCut) this[direction].push(item);
  }
}

/** The room's end, in the shape of the platform's connection. */
export class RoomEnd {
  id = uuid();
  uri = "";
  tags: string[] = [];
  state: unknown = null;
  /** Nobody has let it in yet. */
  readyState = CONNECTING;

  constructor(readonly wire: Wire) {}

  accept(uri: string): void {
    this.uri = uri;
    this.readyState = OPEN;
    this.wire.put("toClient", { is: "open" });
  }

  setState(state: unknown): void {
    this.state = structuredClone(state);
  }

  addEventListener(): void {}

  send(frame: string): void {
    if (this.readyState !== OPEN) throw new TypeError("Can't call WebSocket send() after close().");
    // The browser takes a room at its word; that it keeps to the protocol is held here.
    event.parse(JSON.parse(frame));
    this.write(frame);
  }

  write(frame: string): void {
    this.wire.put("toClient", { is: "frame", frame });
  }

  close(code = 1005): void {
    if (this.readyState === OPEN) this.wire.put("toClient", { is: "close", code });
    this.readyState = Math.max(this.readyState, CLOSING);
  }
}

/** The client's end, in the shape of the browser's WebSocket. */
export class ClientEnd {
  readyState = CONNECTING;
  binaryType = "blob";
  readonly wire = new Wire(this);
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(readonly url: string) {}

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  send(frame: string): void {
    if (this.readyState === OPEN) this.wire.put("toRoom", { is: "frame", frame });
  }

  close(code = 1005): void {
    if (this.readyState >= CLOSING) return;
    this.readyState = CLOSING;
    this.wire.put("toRoom", { is: "close", code });
    // A line that is down never says good-bye.
    if (this.wire.isCut) this.readyState = CLOSED;
  }

  /** What the room sent, or what became of the line, arrives. */
  hear(item: Item): void {
    if (item.is === "open" && this.readyState === CONNECTING) {
      this.readyState = OPEN;
      this.#emit({ type: "open" });
    } else if (item.is === "frame" && this.readyState === OPEN) {
      this.#emit({ type: "message", data: item.frame });
    } else if (item.is === "error") {
      this.#emit({ type: "error", error: new Error("no line"), message: "no line" });
    } else if (item.is === "close") {
      if (this.readyState === OPEN) this.wire.put("toRoom", { is: "close", code: item.code });
      this.readyState = CLOSED;
      this.#emit({ type: "close", code: item.code });
    }
  }

  #emit(event: Parameters<Listener>[0]): void {
    for (const listener of [...(this.#listeners.get(event.type) ?? [])]) listener(event);
  }
}
