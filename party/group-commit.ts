import { assert } from "../lib/assert";
import { Refusal } from "../lib/refusal";

export interface GroupCommitOptions<Entry, Outcome> {
  /** Stores a batch; answers in its order, an Error for an entry that failed alone. */
  commit: (batch: Entry[]) => Promise<(Outcome | Error)[]>;
  /** What one batch holds at most. */
  batchMax: number;
  /** What may wait while a batch is in flight; past it the answer is `busy`. */
  waitingMax: number;
  /** How much of both bounds an entry takes. */
  sizeOf?: (entry: Entry) => number;
}

interface Waiting<Entry, Outcome> {
  entry: Entry;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Batching without waiting: commits at once when idle, and collects while a commit is in flight.
 * One batch at a time and first come first served, so what is added in order is stored in order.
 */
export class GroupCommit<Entry, Outcome> {
  #waiting: Waiting<Entry, Outcome>[] = [];
  #waitingSize = 0;
  #isRunning = false;

  constructor(readonly options: GroupCommitOptions<Entry, Outcome>) {}

  /** Settles when the entry's batch has; a batch that fails rejects every entry in it. */
  add(entry: Entry): Promise<Outcome> {
    const size = this.#sizeOf(entry);
    if (this.#waitingSize + size > this.options.waitingMax) return Promise.reject(new Refusal("busy"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      this.#waitingSize += size;
      if (!this.#isRunning) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#commit(this.#take());
    this.#isRunning = false;
  }

  /** The longest prefix that fits a batch, and never nothing. */
  #take(): Waiting<Entry, Outcome>[] {
    let count = 0;
    let size = 0;
    for (const { entry } of this.#waiting) {
      size += this.#sizeOf(entry);
      if (count > 0 && size > this.options.batchMax) break;
      count += 1;
    }
    const batch = this.#waiting.splice(0, count);
    for (const { entry } of batch) this.#waitingSize -= this.#sizeOf(entry);
    return batch;
  }

  async #commit(batch: Waiting<Entry, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.options.commit(batch.map(({ entry }) => entry));
      assert(outcomes.length === batch.length, "a commit answers every entry");
      for (const [n, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[n];
        if (outcome instanceof Error) reject(outcome);
        else if (outcome !== undefined) resolve(outcome);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  #sizeOf(entry: Entry): number {
    return this.options.sizeOf?.(entry) ?? 1;
  }
}
