import { type RoomFigures, STORING_BUCKETS_MS } from "../lib/room-figures";

type Stored = Pick<RoomFigures, "messages" | "batches" | "failures" | "storingMs" | "within">;

/** What a ledger stored since it began, and how long that took: for whoever watches over it. */
export class Tally {
  readonly #stored: Stored = {
    ...{ messages: 0, batches: 0, failures: 0, storingMs: 0 },
    within: STORING_BUCKETS_MS.map(() => 0),
  };

  get figures(): Stored {
    return { ...this.#stored, within: [...this.#stored.within] };
  }

  /** Counts what a batch came to; `messagesIn` says how many of its outcomes are new messages. */
  async time<Outcome>(batch: Promise<Outcome>, messagesIn: (outcome: Outcome) => number): Promise<Outcome> {
    const beganAtMs = Date.now();
    try {
      const outcome = await batch;
      this.#count(Date.now() - beganAtMs, messagesIn(outcome));
      return outcome;
    } catch (error) {
      this.#stored.failures += 1;
      throw error;
    }
  }

  #count(tookMs: number, messages: number): void {
    this.#stored.messages += messages;
    this.#stored.batches += 1;
    this.#stored.storingMs += tookMs;
    for (const [n, bound] of STORING_BUCKETS_MS.entries())
      if (tookMs <= bound) this.#stored.within[n] = (this.#stored.within[n] ?? 0) + 1;
  }
}
