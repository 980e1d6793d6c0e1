/** What the driver needs of a socket to the database: a WebSocket's shape, bytes both ways. */
export interface Wire {
  binaryType: string;
  readonly readyState: number;
  addEventListener(type: string, listener: (event: { data?: unknown; error?: unknown }) => void): void;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type WireClass = new (address: string) => Wire;

const OPEN = 1;

/**
 * The same wire, but what is written in one turn of the event loop goes out as one piece. The driver writes a query
 * in five, and by itself gathers them with a timer, which costs every query up to a millisecond.
 */
export function gathering(Base: WireClass): WireClass {
  return class extends Base {
    #pieces: Uint8Array<ArrayBuffer>[] = [];

    override send(bytes: Uint8Array<ArrayBuffer>): void {
      if (this.#pieces.push(bytes) === 1) queueMicrotask(() => this.#flush());
    }

    #flush(): void {
      const whole = joined(this.#pieces);
      this.#pieces = [];
      // That it closed is told by itself.
      if (this.readyState === OPEN) super.send(whole);
    }
  };
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
