import { CLOSED, OPEN } from "../socket";

type Listener = (event: { data?: string }) => void;

/** One end of a line between two objects of one process. What is sent is heard a moment later, by whoever listens then. */
export class LineEnd {
  readyState: number = OPEN;
  #other: LineEnd | undefined;
  #listeners: Record<"message" | "close", Listener[]> = { message: [], close: [] };
  /** Nobody listens yet. */
  #held: string[] = [];

  static pair(): [LineEnd, LineEnd] {
    const [one, other] = [new LineEnd(), new LineEnd()];
    one.#other = other;
    other.#other = one;
    return [one, other];
  }

  addEventListener(type: "message" | "close", listener: Listener): void {
    this.#listeners[type].push(listener);
    if (type === "message") for (const data of this.#held.splice(0)) listener({ data });
  }

  send(data: string): void {
    if (this.readyState === OPEN) queueMicrotask(() => this.#other?.hear(data));
  }

  close(): void {
    if (this.readyState === OPEN) queueMicrotask(() => this.#other?.end());
    this.end();
  }

  hear(data: string): void {
    if (this.readyState !== OPEN) return;
    if (this.#listeners.message.length === 0) this.#held.push(data);
    for (const listener of this.#listeners.message) listener({ data });
  }

  end(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    for (const listener of this.#listeners.close) listener({});
  }
}
