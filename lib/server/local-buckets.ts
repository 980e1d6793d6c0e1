/** Past this many callers the oldest are forgotten: a flood of names must not fill the memory. */
export const CALLERS_MAX = 10_000;

interface Bucket {
  uses: number;
  endsAt: number;
}

/** How a caller stands after a use. */
export interface Counted {
  isWithin: boolean;
  remaining: number;
  /** When this window ends. */
  endsAt: number;
}

/** Counts per caller in fixed windows, in this process only. */
export class LocalBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** One more use of `uses` per `windowMs`. */
  use(caller: string, { uses, windowMs, now }: { uses: number; windowMs: number; now: number }): Counted {
    const kept = this.#buckets.get(caller);
    const bucket = kept && kept.endsAt > now ? kept : { uses: 0, endsAt: now + windowMs };
    bucket.uses += 1;
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    this.#forgetOldest();
    const remaining = Math.max(0, uses - bucket.uses);
    return { isWithin: bucket.uses <= uses, remaining, endsAt: bucket.endsAt };
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > CALLERS_MAX && oldest !== undefined) this.#buckets.delete(oldest);
  }
}
