import { assert } from "../lib/assert";
import { Refusal } from "../lib/refusal";

/** A batch beside another is worth its statement when it holds so much, or when the other is a slow one. */
const BESIDE_FROM = 32;
const SLOW_MS = 10;
export const BATCHES_IN_FLIGHT_MAX = 2;

export interface GroupCommitOptions<Entry, Outcome> {
  /** Stores a batch; answers in its order, an Error for an entry that failed alone. */
  commit: (batch: Entry[]) => Promise<(Outcome | Error)[]>;
  /** What one batch holds at most. */
  batchMax: number;
  /** What may wait while a batch is in flight; past it the answer is `busy`. */
  waitingMax: number;
  /** How much of both bounds an entry takes. */
  sizeOf?: (entry: Entry) => number;
  /** What is of one key is never in two batches at once. Without it everything is of one. */
  keyOf?: (entry: Entry) => string;
}

interface Waiting<Entry, Outcome> {
  entry: Entry;
  key: string;
  size: number;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Batching without waiting: commits at once when idle, and collects while a commit is in flight. What is of one key is
 * stored and answered in the order it was added in.
 */
export class GroupCommit<Entry, Outcome> {
  #waiting: Waiting<Entry, Outcome>[] = [];
  #waitingSize = 0;
  /** Of what waits, how much no batch in flight holds up. */
  #readySize = 0;
  #inFlight = 0;
  /** Keys of what is in flight or about to be answered. */
  readonly #held = new Set<string>();
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly options: GroupCommitOptions<Entry, Outcome>) {}

  /** Settles when the entry's batch has; a batch that fails rejects every entry in it. */
  add(entry: Entry): Promise<Outcome> {
    const { keyOf, sizeOf, waitingMax } = this.options;
    const key = keyOf?.(entry) ?? "";
    const size = sizeOf?.(entry) ?? 1;
    if (this.#waitingSize + size > waitingMax) return Promise.reject(new Refusal("busy"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, key, size, resolve, reject });
      this.#waitingSize += size;
      if (this.#held.has(key)) return;
      this.#readySize += size;
      this.#begin();
    });
  }

  /** Whether there is a batch in flight that was not before. */
  #begin(besideFrom = BESIDE_FROM): boolean {
    const before = this.#inFlight;
    while (
      this.#inFlight < BATCHES_IN_FLIGHT_MAX &&
      this.#readySize >= (this.#inFlight === 0 ? 1 : besideFrom)
    )
      void this.#run(this.#take());
    if (this.#readySize > 0 && this.#inFlight < BATCHES_IN_FLIGHT_MAX)
      this.#patience ??= setTimeout(() => {
        this.#patience = undefined;
        this.#begin(1);
      }, SLOW_MS);
    return this.#inFlight > before;
  }

  async #run(batch: Waiting<Entry, Outcome>[]): Promise<void> {
    this.#inFlight += 1;
    const answer = await this.#commit(batch);
    this.#inFlight -= 1;
    // The store would have nothing to do while everybody is told.
    if (this.#inFlight === 0 && this.#begin()) await handedOver();
    answer();
    for (const { key } of batch) this.#held.delete(key);
    this.#countReady();
    this.#begin();
  }

  /** What is ready in the order it came, as far as it fits a batch, and never nothing. */
  #take(): Waiting<Entry, Outcome>[] {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    const batch: Waiting<Entry, Outcome>[] = [];
    const left: Waiting<Entry, Outcome>[] = [];
    let size = 0;
    let isFull = false;
    for (const each of this.#waiting) {
      const isHeld = this.#held.has(each.key);
      isFull ||= !isHeld && batch.length > 0 && size + each.size > this.options.batchMax;
      if (isHeld || isFull) left.push(each);
      else {
        batch.push(each);
        size += each.size;
      }
    }
    this.#waiting = left;
    this.#waitingSize -= size;
    for (const { key } of batch) this.#held.add(key);
    this.#countReady();
    return batch;
  }

  #countReady(): void {
    this.#readySize = 0;
    for (const { key, size } of this.#waiting) if (!this.#held.has(key)) this.#readySize += size;
  }

  /** Stores a batch, and says how to answer whoever asked for it. */
  async #commit(batch: Waiting<Entry, Outcome>[]): Promise<() => void> {
    try {
      const outcomes = await this.options.commit(batch.map(({ entry }) => entry));
      assert(outcomes.length === batch.length, "a commit answers every entry");
      return () => {
        for (const [n, { resolve, reject }] of batch.entries()) {
          const outcome = outcomes[n];
          if (outcome instanceof Error) reject(outcome);
          else if (outcome !== undefined) resolve(outcome);
        }
      };
    } catch (error) {
      return () => {
        for (const { reject } of batch) reject(error);
      };
    }
  }
}

/** A turn of the event loop later, when the statement that was begun is written. */
function handedOver(): Promise<void> {
  return new Promise((resolve) => (globalThis.setImmediate ?? setTimeout)(resolve));
}
