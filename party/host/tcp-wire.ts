import net from "node:net";

type Listener = (event: { data?: unknown; error?: unknown }) => void;

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

/** As `party/tcp-wire.ts`, over the sockets of Node. */
export class TcpWire {
  binaryType = "arraybuffer";
  readyState = CONNECTING;
  readonly #socket: net.Socket;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(address: string) {
    const { hostname, port } = new URL(address);
    this.#socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on("connect", () => {
      this.readyState = OPEN;
      this.#tell("open", {});
    });
    this.#socket.on("data", (data) => this.#tell("message", { data }));
    this.#socket.on("error", (error) => this.#tell("error", { error }));
    this.#socket.on("close", () => this.close());
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#socket.write(bytes);
  }

  close(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#socket.destroy();
    this.#tell("close", {});
  }

  #tell(type: string, event: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
