import type { Calls } from "./calls";
import type { Memory } from "./memory";

// Our mocked modules are made with this file, so it imports none of ours.

export interface Query {
  name?: string;
  text: string;
  values?: unknown[];
}

interface Maker {
  pool: (options: { connectionString: string }) => Pool;
}

let current: Maker | undefined;

/** From here on this is the driver that our modules find. */
export function drive(driver: Maker): void {
  current = driver;
}

/** In place of the driver's own. */
export function createPool(options: { connectionString: string }): Pool {
  if (!current) throw new Error("nobody drives the database");
  return current.pool(options);
}

export class Pool {
  constructor(
    readonly run: (query: Query) => Promise<unknown>,
    readonly calls: Calls | undefined,
    readonly memory: Memory | undefined,
  ) {}

  on(): void {}

  query(query: Query | string, values?: unknown[]): Promise<unknown> {
    const whole: Query = {
      ...(typeof query === "string" ? { text: query } : query),
      ...(values && { values }),
    };
    return this.calls ? this.calls.ask(titleOf(whole), () => this.run(whole)) : this.run(whole);
  }

  async end(): Promise<void> {}
}

function titleOf({ name, text }: Query): string {
  if (name?.startsWith("append")) return "append";
  if (text.includes("unnest")) return "look up";
  return text.includes("left join") ? "changes" : "open";
}
