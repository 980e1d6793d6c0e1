/**
 * Something asked of the database or of the site. The test decides when it happens, and when the one who asked
 * hears of it: the two may lie far apart, and either may never come.
 */
export class Call {
  #answer: (() => void) | undefined;
  isForsaken = false;

  constructor(
    readonly name: string,
    readonly perform: () => Promise<unknown>,
    readonly settle: { resolve: (value: unknown) => void; reject: (error: unknown) => void },
  ) {}

  get hasHappened(): boolean {
    return this.#answer !== undefined;
  }

  async happen(): Promise<void> {
    this.#answer = await this.perform().then(
      (value) => () => this.settle.resolve(value),
      (error: unknown) => () => this.settle.reject(error),
    );
  }

  answer(): void {
    if (!this.isForsaken) this.#answer?.();
  }

  /** Whoever asked is told that it failed; it may happen all the same, or have happened. */
  forsake(error: Error): void {
    this.isForsaken = true;
    this.settle.reject(error);
  }
}

/** What is asked and not yet answered. */
export class Calls {
  open: Call[] = [];
  #isOver = false;

  ask<Answer>(name: string, perform: () => Promise<Answer>): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (this.#isOver) return;
      const settle = { resolve: (value: unknown) => resolve(value as Answer), reject };
      this.open.push(new Call(name, perform, settle));
    });
  }

  /** Whoever asks here is no more: nobody waits for what is open, and its timers ask for nothing. */
  end(): void {
    this.#isOver = true;
    for (const call of this.open) call.isForsaken = true;
  }

  remove(call: Call): void {
    this.open = this.open.filter((each) => each !== call);
  }
}
