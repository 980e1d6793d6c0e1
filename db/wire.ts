/** What the driver needs of a socket to the database: a WebSocket's shape, bytes both ways. */
export interface Wire {
  binaryType: string;
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown; error?: unknown }) => void): void;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type WireClass = new (address: string) => Wire;

type Listener = Parameters<Wire["addEventListener"]>[1];

const OPEN = 1;
const FLUSH = 72;
const SYNC = 83;

/**
 * The same wire, but what is written in one turn of the event loop goes out as one piece. The driver writes a query
 * in five, and by itself gathers them with a timer, which costs every query up to a millisecond. It also asks for what
 * there is before it asks for the end, so Postgres would answer once before the commit and once after it: one send
 * there and one awakening here for each statement, which nobody needs.
 *
 * What it breaks by is an error and not an event: the driver hands it on to whoever asked, and where connecting takes too
 * long gives it another message. An event has no message to set, so that whoever asked would wait for ever.
 */
export function gathering(Base: WireClass): WireClass {
  return class extends Base {
    #pieces: Uint8Array<ArrayBuffer>[] = [];

    override send(bytes: Uint8Array<ArrayBuffer>): void {
      if (this.#pieces.push(bytes) === 1) queueMicrotask(() => this.#flush());
    }

    override addEventListener(type: string, listener: Listener): void {
      super.addEventListener(type, type === "error" ? (event) => listener(errorIn(event)) : listener);
    }

    #flush(): void {
      const whole = joined(
        this.#pieces.filter((piece, n) => !isFor(piece, FLUSH) || !isFor(this.#pieces[n + 1], SYNC)),
      );
      this.#pieces = [];
      // That it closed is told by itself.
      if (this.readyState === OPEN) super.send(whole);
    }
  };
}

/** Every message begins with what it is for. */
function isFor(piece: Uint8Array | undefined, what: number): boolean {
  return piece?.[0] === what;
}

function errorIn({ error }: Parameters<Listener>[0]): Error & { error?: unknown } {
  return error instanceof Error ? error : new Error("The line to the database broke");
}

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
