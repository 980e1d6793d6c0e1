/** Chance that can be repeated: the same seed gives the same draws (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  }

  readonly fraction = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  isTrue(share: number): boolean {
    return this.fraction() < share;
  }

  pick<Each>(list: readonly Each[]): Each | undefined {
    return list[this.below(list.length)];
  }

  /** One of several, each as often as its weight says. */
  weighed<Each>(list: readonly { weight: number; is: Each }[]): Each | undefined {
    let rest = this.fraction() * list.reduce((sum, { weight }) => sum + weight, 0);
    for (const each of list) {
      rest -= each.weight;
      if (rest < 0) return each.is;
    }
    return undefined;
  }
}
