import { Refusal } from "../../refusal";

/** Work that needs much memory, a little of it at once; past `waitingMax` that wait, `busy`. */
export class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    readonly atOnce: number,
    readonly waitingMax: number,
  ) {}

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.atOnce) await this.#wait();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // Whoever comes next takes the place over, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= this.waitingMax) throw new Refusal("busy");
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
