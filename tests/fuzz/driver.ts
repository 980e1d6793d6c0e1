import pg from "pg";
import { type Books, booksOfPostgres, DIRECT } from "./books";
import { Calls } from "./calls";
import type { Memory } from "./memory";
import { Pool, type Query } from "./pool";

/**
 * Stands where the driver of the database stands: our own statements reach a real Postgres, or its model, one by
 * one and when the test lets them. Each house of rooms has a database address of its own, so that its calls can
 * be told apart.
 */
export class Driver {
  readonly #gates = new Map<string, Calls>();
  readonly #names = new Map<string, string>();
  /** What was stored, as it was asked for; a message's id is found in it. */
  #committed: string[] = [];
  #books: Books | undefined;
  memory: Memory | undefined;

  constructor(readonly client?: pg.Client) {}

  static async open(databaseUrl: string): Promise<Driver> {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    return new Driver(client);
  }

  get books(): Books {
    if (this.memory) return this.memory;
    this.#books ??= booksOfPostgres();
    return this.#books;
  }

  gate(url: string): Calls {
    const gate = this.#gates.get(url) ?? new Calls();
    this.#gates.set(url, gate);
    return gate;
  }

  /** Between two runs nothing is left of the first. */
  forget(): void {
    this.#gates.clear();
    this.#committed = [];
  }

  isCommitted(messageId: string): boolean {
    return this.memory?.has(messageId) ?? this.#committed.some((values) => values.includes(messageId));
  }

  pool({ connectionString }: { connectionString: string }): Pool {
    const calls = connectionString === DIRECT ? undefined : this.gate(connectionString);
    return new Pool((query) => this.#run(query), calls, this.memory);
  }

  /** One statement at a time, and prepared once for all runs: planning costs more than running. */
  #last: Promise<unknown> = Promise.resolve();

  #run(query: Query): Promise<unknown> {
    const name = this.#names.get(query.text) ?? `fuzz ${this.#names.size}`;
    this.#names.set(query.text, name);
    const result = this.#last.then(() => this.client?.query({ ...query, name }));
    this.#last = result.catch(() => {});
    return result.then((found) => {
      if (query.name?.startsWith("append")) this.#committed.push(JSON.stringify(query.values));
      return found;
    });
  }
}
