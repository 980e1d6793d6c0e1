export interface SharedReadsOptions<Asked, Value> {
  read: (asked: Asked) => Promise<Value>;
  /** How old what `kept` answers may be. */
  keptMs: number;
  /** More answers than this are not kept, the oldest go first. */
  keptMax: number;
  now: () => number;
}

interface Reading<Value> {
  beganMs: number;
  isUnderWay: boolean;
  value: Promise<Value>;
  next?: Promise<Value>;
}

/** Reads the same for all who ask at a time. What is asked must be the same as JSON where it is the same. */
export class SharedReads<Asked, Value> {
  readonly #options: SharedReadsOptions<Asked, Value>;
  readonly #readings = new Map<string, Reading<Value>>();

  constructor(options: SharedReadsOptions<Asked, Value>) {
    this.#options = options;
  }

  /** As it was within the last `keptMs`. */
  kept(asked: Asked): Promise<Value> {
    const found = this.#readings.get(JSON.stringify(asked));
    const { now, keptMs } = this.#options;
    return found && now() - found.beganMs < keptMs ? found.value : this.#begin(asked);
  }

  /** As it is now: whoever comes while it is being read shares the read after that one, which sees what they know of. */
  fresh(asked: Asked): Promise<Value> {
    const found = this.#readings.get(JSON.stringify(asked));
    if (!found?.isUnderWay) return this.#begin(asked);
    const again = () => this.#begin(asked);
    found.next ??= found.value.then(again, again);
    return found.next;
  }

  #begin(asked: Asked): Promise<Value> {
    const key = JSON.stringify(asked);
    const { read, now, keptMax } = this.#options;
    const value = read(asked);
    const reading: Reading<Value> = { beganMs: now(), isUnderWay: true, value };
    value.then(
      () => {
        reading.isUnderWay = false;
      },
      () => {
        if (this.#readings.get(key) === reading) this.#readings.delete(key);
      },
    );
    this.#readings.delete(key);
    this.#readings.set(key, reading);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size > keptMax && oldest !== undefined) this.#readings.delete(oldest);
    return value;
  }
}
