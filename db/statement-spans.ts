import type { VercelPool } from "@vercel/postgres";
import { inSpan, isTracing } from "../lib/server/tracing";

const TEXT_LENGTH_MAX = 500;

type Query = (...asked: unknown[]) => Promise<unknown>;

/** Has each statement seen in the trace of what it is asked for: as it was prepared, with `$1` where a value stands. */
export function traceStatements(pool: VercelPool): void {
  const [query, connect] = [pool.query, pool.connect];
  const wrapped = new WeakSet<object>();
  Object.assign(pool, {
    query: traced((...asked) => Reflect.apply(query, pool, asked)),
    connect: async (...asked: unknown[]) => {
      const client = await Reflect.apply(connect, pool, asked);
      // The pool itself connects by a callback, for statements that are traced already.
      if (asked.length > 0 || wrapped.has(client)) return client;
      const own = client.query;
      client.query = traced((...given) => Reflect.apply(own, client, given));
      wrapped.add(client);
      return client;
    },
  });
}

function traced(query: Query): Query {
  return (...asked) => {
    const text = textOf(asked[0]);
    // Who is answered by a callback was asked by the pool.
    if (text === undefined || typeof asked.at(-1) === "function" || !isTracing()) return query(...asked);
    const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "SQL";
    const attributes = {
      "db.system.name": "postgresql",
      "db.operation.name": operation,
      "db.query.text": text.slice(0, TEXT_LENGTH_MAX),
    };
    return inSpan(`postgres ${operation}`, attributes, () => query(...asked));
  };
}

function textOf(asked: unknown): string | undefined {
  if (typeof asked === "string") return asked;
  const text: unknown = Object(asked).text;
  return typeof text === "string" ? text : undefined;
}
