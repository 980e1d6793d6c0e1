import { randomUUID } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import { roomAddress } from "./room-address.mjs";

const ENTERS_WITHIN_MS = 10_000;

const TRY_AGAIN_AFTER_MS = 300;
let entered = 0;

/** Somebody at a bare socket: a client that keeps nothing. */
export class Visitor {
  /** What it heard, by type. */
  heard = {};
  /** The code it was closed with. */
  closedWith;
  #listeners = new Set();
  #said = 0;

  static async enter(links, place) {
    const visitor = new Visitor(await roomAddress({ ...links, site: undefined }, place), {
      ...place,
      journal: links.journal,
    });
    await once(visitor.socket, "open", { signal: AbortSignal.timeout(ENTERS_WITHIN_MS) });
    return visitor;
  }

  constructor(address, { name, person, conversationId, journal }) {
    entered += 1;
    this.name = `${name ?? person.name} at socket ${entered}`;
    Object.assign(this, { person, conversationId, journal });
    this.socket = new WebSocket(address, { perMessageDeflate: false });
    this.socket.on("error", () => {});
    this.socket.on("message", (frame) => this.#hear(JSON.parse(frame)));
    this.socket.on("close", (code) => {
      this.closedWith = code;
    });
  }

  get isOpen() {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Calls back with every frame until what it gives back is called. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(frame) {
    if (this.isOpen) this.socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  say(words) {
    this.#said += 1;
    const [id, body] = [randomUUID(), `${this.name}, ${this.#said}: ${words}`];
    this.journal.invoke(id, { seat: this, body });
    const command = { type: "message:send", id, body };
    this.send(command);
    return command;
  }

  /** Says so many things, so many at a time and again what could not be taken; resolves when all are acknowledged. */
  async sayMany(count, { atOnce, words }) {
    let open = 0;
    let left = count;
    const { resolve, promise } = withResolver();
    const own = new Map();
    const more = () => {
      for (; open < atOnce && left > 0; open += 1, left -= 1) {
        const command = this.say(words);
        own.set(command.id, command);
      }
      if (open === 0) resolve();
    };
    const stop = this.listen((event) => {
      if (event.type === "refused" && event.retryable && own.has(event.id)) {
        this.journal.putOff(event.id);
        setTimeout(() => this.send(own.get(event.id)), TRY_AGAIN_AFTER_MS);
      }
      if (event.type !== "message:new" || !own.delete(event.message.id)) return;
      open -= 1;
      more();
    });
    more();
    await Promise.race([promise, once(this.socket, "close")]);
    stop();
    if (own.size > 0) throw new Error(`${this.name} was cut off (${this.closedWith})`);
  }

  /** Takes nothing off the line any more, as a device that hangs. */
  stopReading() {
    this.socket._socket?.pause();
  }

  leave() {
    this.socket.terminate();
  }

  #hear(event) {
    this.heard[event.type] = (this.heard[event.type] ?? 0) + 1;
    if (event.type === "ping") this.send({ type: "pong", nonce: event.nonce });
    if (event.type === "message:new" && event.message.senderId === this.person.userId)
      this.journal.acknowledge(event.message.id, event.message.seq);
    for (const listener of this.#listeners) listener(event);
  }
}

function withResolver() {
  const made = {};
  made.promise = new Promise((resolve) => {
    made.resolve = resolve;
  });
  return made;
}
