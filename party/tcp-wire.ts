import { connect, type TcpSocket } from "cloudflare:sockets";

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;

type Listener = (event: { data?: unknown; error?: unknown }) => void;

/**
 * A wire to a Postgres that is near, over TCP: a bridge between WebSocket and TCP would be one more process that
 * every message passes twice. The address is `ws://host:port`, as the driver would dial the bridge.
 */
export class TcpWire {
  binaryType = "arraybuffer";
  readyState = CONNECTING;
  readonly #socket: TcpSocket;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(address: string) {
    const { hostname, port } = new URL(address);
    this.#socket = connect({ hostname, port: Number(port) });
    this.#writer = this.#socket.writable.getWriter();
    // The streams tell of the same end.
    this.#socket.closed.catch(() => {});
    void this.#run();
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#writer.write(bytes).catch(() => this.close());
  }

  close(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#socket.close().catch(() => {});
    this.#tell("close", {});
  }

  async #run(): Promise<void> {
    try {
      await this.#socket.opened;
      this.readyState = OPEN;
      this.#tell("open", {});
      const reader = this.#socket.readable.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        this.#tell("message", { data: value });
      }
    } catch (error) {
      if (this.readyState !== CLOSED) this.#tell("error", { error });
    }
    this.close();
  }

  #tell(type: string, event: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
