import { Deadline } from "./deadline";
import type { Waiting } from "./outbox";

/** A send without an answer for this long is taken for lost, and the socket with it. */
const ANSWERED_WITHIN_MS = 10_000;
/** A text the room could not take now is sent again, later each time. */
const RETRY_DELAY_MIN_MS = 500;
const RETRY_DELAY_MAX_MS = 4_000;

export interface SenderOptions {
  /** The oldest text or change that waits. */
  next: () => Waiting | undefined;
  /** Puts it on the wire; false while there is none. */
  transmit: (waiting: Waiting) => boolean;
  /** The room owes an answer and does not give it. */
  onSilence: () => void;
}

/** Sends what waits, one text at a time: so a person's texts arrive in the order they were written in. */
export class Sender {
  #inFlight: string | undefined;
  #retries = 0;
  readonly #silence: Deadline;
  readonly #retry = new Deadline(() => this.pump());

  constructor(readonly options: SenderOptions) {
    this.#silence = new Deadline(options.onSilence);
  }

  pump(): void {
    if (this.#inFlight || this.#retry.isSet) return;
    const text = this.options.next();
    if (!text || !this.options.transmit(text)) return;
    this.#inFlight = text.id;
    this.#silence.set(ANSWERED_WITHIN_MS);
  }

  /** The room has it, or it is not wanted any more. */
  settle(id: string): void {
    if (id !== this.#inFlight) return;
    this.#inFlight = undefined;
    this.#retries = 0;
    this.#silence.clear();
  }

  /** The room cannot take a text now; one it does not name, because it did not read it, is the one in flight. */
  postpone(id: string | undefined): void {
    if (!this.#inFlight || (id && id !== this.#inFlight)) return;
    this.#inFlight = undefined;
    this.#silence.clear();
    const delayMs = Math.min(RETRY_DELAY_MIN_MS * 2 ** this.#retries, RETRY_DELAY_MAX_MS);
    this.#retries += 1;
    this.#retry.set(delayMs * (0.5 + Math.random()));
  }

  /** The line is gone; what was in flight is sent again over the next one. */
  stop(): void {
    this.#inFlight = undefined;
    this.#retries = 0;
    this.#silence.clear();
    this.#retry.clear();
  }
}
