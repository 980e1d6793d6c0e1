import { Refusal } from "../refusal";

/** What may wait while something is on its way. */
export const WAITING_MAX = 2_000;

interface Waiting {
  go: () => Promise<unknown>;
  giveUp: (error: unknown) => void;
}

/**
 * Calls that are asked for while others are on their way wait, and then go together: the client of Redis sends what is
 * asked of it at one moment as one request. Of many callers at once none waits in a crowd of requests so long that
 * Redis seems to be away; when it is, who waited for it hears so with the others.
 */
export class Together {
  /** Nothing while nothing is on its way. */
  #waiting: Waiting[] | undefined;

  call<Value>(ask: () => Promise<Value>): Promise<Value> {
    if (!this.#waiting) {
      const asked = ask();
      void this.#followed([asked]);
      return asked;
    }
    if (this.#waiting.length >= WAITING_MAX) return Promise.reject(new Refusal("busy"));
    const waiting = this.#waiting;
    return new Promise((resolve, reject) => {
      const go = () => {
        const asked = ask();
        asked.then(resolve, reject);
        return asked;
      };
      waiting.push({ go, giveUp: reject });
    });
  }

  async #followed(asked: Promise<unknown>[]): Promise<void> {
    this.#waiting = [];
    const failed = (await Promise.allSettled(asked)).find(({ status }) => status === "rejected");
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (failed?.status === "rejected") for (const { giveUp } of waiting) giveUp(failed.reason);
    else if (waiting.length > 0) void this.#followed(waiting.map(({ go }) => go()));
  }
}
