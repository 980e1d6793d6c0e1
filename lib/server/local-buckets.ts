/** Past this many callers the oldest are forgotten: a flood of names must not fill the memory. */
export const CALLERS_MAX = 10_000;

interface Bucket {
  uses: number;
  endsAt: number;
}

/** Counts per caller in fixed windows, in this process only. */
export class LocalBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** Whether one more use is within `uses` per `windowMs`. */
  use(caller: string, { uses, windowMs, now }: { uses: number; windowMs: number; now: number }): boolean {
    const kept = this.#buckets.get(caller);
    const bucket = kept && kept.endsAt > now ? kept : { uses: 0, endsAt: now + windowMs };
    bucket.uses += 1;
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    this.#forgetOldest();
    return bucket.uses <= uses;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > CALLERS_MAX && oldest !== undefined) this.#buckets.delete(oldest);
  }
}
