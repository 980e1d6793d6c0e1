/** One timer with one purpose, at most once pending. */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly onPassed: () => void) {}

  get isSet(): boolean {
    return this.#timer !== undefined;
  }

  set(delayMs: number): void {
    this.clear();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.onPassed();
    }, delayMs);
  }

  setIfClear(delayMs: number): void {
    if (!this.isSet) this.set(delayMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
