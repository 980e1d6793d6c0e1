import type { Command } from "../protocol/command";
import { activity } from "./activity";
import { Deadline } from "./deadline";

/** While somebody types, the others are told again this often; and that it stopped after this long. */
const TYPING_RENEWED_AFTER_MS = 3_000;
const TYPING_STOPS_AFTER_MS = 5_000;
/** Receipts of one moment travel together. */
const RECEIPT_DELAY_MS = 250;

/** What a client says without being asked and may lose without harm: typing, receipts, being away. */
export class Signals {
  #heard = 0;
  #seen = 0;
  #told = { delivered: 0, read: 0 };
  /** How many messages of each thread were seen, and said to have been. */
  readonly #seenIn = new Map<string, number>();
  #toldOf = new Map<string, number>();
  #typingToldAtMs = 0;
  #toldStatus = "online";
  #unfollow = () => {};
  readonly #receipt = new Deadline(() => this.#tellReceipt());
  readonly #typing = new Deadline(() => this.setTyping(false));

  /** `transmit` says whether the command went out. */
  constructor(readonly transmit: (command: Command) => boolean) {}

  get seenSeq(): number {
    return this.#seen;
  }

  /** How many messages of a thread were seen here. */
  seenOf(threadId: string): number {
    return this.#seenIn.get(threadId) ?? 0;
  }

  start(seenBefore = 0): void {
    this.#seen = Math.max(this.#seen, seenBefore);
    this.#unfollow = activity.follow(this.#tellStatus);
  }

  stop(): void {
    this.#unfollow();
    for (const deadline of [this.#receipt, this.#typing]) deadline.clear();
  }

  /** A room starts with no idea of what it was told over an earlier socket. */
  connected(): void {
    this.#told = { delivered: 0, read: 0 };
    this.#toldOf = new Map();
    this.#typingToldAtMs = 0;
    this.#toldStatus = "online";
    this.#receipt.setIfClear(RECEIPT_DELAY_MS);
    this.#tellStatus();
  }

  heard(seq: number): void {
    if (seq <= this.#heard) return;
    this.#heard = seq;
    this.#receipt.setIfClear(RECEIPT_DELAY_MS);
  }

  seen(seq: number): void {
    if (seq <= this.#seen) return;
    this.#seen = seq;
    this.#receipt.setIfClear(RECEIPT_DELAY_MS);
  }

  seenInThread(threadId: string, read: number): void {
    if (read <= (this.#seenIn.get(threadId) ?? 0)) return;
    this.#seenIn.set(threadId, read);
    this.#receipt.setIfClear(RECEIPT_DELAY_MS);
  }

  setTyping(isTyping: boolean): void {
    const nowMs = Date.now();
    if (!isTyping) {
      this.#typing.clear();
      if (this.#typingToldAtMs > 0) this.transmit({ type: "typing", isTyping: false });
      this.#typingToldAtMs = 0;
      return;
    }
    this.#typing.set(TYPING_STOPS_AFTER_MS);
    if (nowMs - this.#typingToldAtMs < TYPING_RENEWED_AFTER_MS) return;
    if (this.transmit({ type: "typing", isTyping: true })) this.#typingToldAtMs = nowMs;
  }

  #tellReceipt(): void {
    for (const [id, read] of this.#seenIn)
      if (read > (this.#toldOf.get(id) ?? 0) && this.transmit({ type: "thread:read", id, read }))
        this.#toldOf.set(id, read);
    const delivered = this.#heard;
    const read = Math.min(this.#seen, this.#heard);
    if (delivered <= this.#told.delivered && read <= this.#told.read) return;
    if (this.transmit({ type: "receipt", delivered, read })) this.#told = { delivered, read };
  }

  readonly #tellStatus = (): void => {
    const { status } = activity;
    if (status !== this.#toldStatus && this.transmit({ type: "status", status })) this.#toldStatus = status;
  };
}
