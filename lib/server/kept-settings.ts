/** After so long what is known is read anew, by whoever asks next, while they go on with what is known. */
export const READ_ANEW_AFTER_MS = 3_000;
/** What is known and is older than this is waited for: so soon all processes follow. */
export const FOLLOWED_WITHIN_MS = 10_000;
/** But no longer than this; then what is known holds. */
const WAITED_MAX_MS = 1_000;

export interface KeptSettingsOptions<Settings> {
  /** What holds where nothing was ever read. */
  first: Settings;
  read: () => Promise<Settings>;
  now: () => number;
  onFailure: (error: unknown) => void;
}

/**
 * Settings that are asked for at every request and change once a month: each process keeps what it read last. While they
 * cannot be read what is known holds, and nobody waits for them but once in READ_ANEW_AFTER_MS.
 */
export class KeptSettings<Settings> {
  readonly #options: KeptSettingsOptions<Settings>;
  #known: Settings;
  /** When the read began that what is known comes from. */
  #asOfMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(options: KeptSettingsOptions<Settings>) {
    this.#options = options;
    this.#known = options.first;
  }

  /** As they are known, at once. */
  get known(): Settings {
    if (this.#isDue()) void this.#read();
    return this.#known;
  }

  /** What to wait for before `known` is asked for; nothing where it is new enough. */
  caughtUp(): Promise<void> | undefined {
    const isOld = this.#options.now() - this.#asOfMs >= FOLLOWED_WITHIN_MS;
    if (!isOld || !(this.#reading || this.#isDue())) return undefined;
    return withinMs(this.#read(), WAITED_MAX_MS);
  }

  /** As they are from this moment on: for whoever just changed them. */
  async readAnew(): Promise<void> {
    await this.#reading;
    await this.#read();
  }

  #isDue(): boolean {
    return !this.#reading && this.#options.now() - this.#triedAtMs >= READ_ANEW_AFTER_MS;
  }

  /** Never throws. */
  #read(): Promise<void> {
    this.#reading ??= this.#take().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #take(): Promise<void> {
    const { read, now, onFailure } = this.#options;
    const beganMs = now();
    this.#triedAtMs = beganMs;
    try {
      this.#known = await read();
      this.#asOfMs = beganMs;
    } catch (error) {
      onFailure(error);
    }
  }
}

async function withinMs(what: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([what, over]).finally(() => clearTimeout(timer));
}
