import type { VercelPool } from "@vercel/postgres";
import type * as appending from "@/db/append";
import type { Db } from "@/db/client";
import type * as snapshots from "@/db/snapshot";
import { Pool } from "./pool";

/** Our statements over Postgres, or over its model where a run has one: either way they are calls to be let through. */
export function appendingOver(real: typeof appending): typeof appending {
  return {
    ...real,
    append: (pool: VercelPool, batch) => {
      const { calls, memory } = poolOf(pool);
      return calls && memory
        ? calls.ask("append", async () => memory.append(batch))
        : real.append(pool, batch);
    },
  };
}

export function snapshotsOver(real: typeof snapshots): typeof snapshots {
  return {
    ...real,
    snapshotOf: (db, id) => {
      const { calls, memory } = poolOf(clientOf(db));
      return calls && memory ? calls.ask("open", () => memory.snapshot(id)) : real.snapshotOf(db, id);
    },
    revsOf: (db, ids) => {
      const { calls, memory } = poolOf(clientOf(db));
      return calls && memory ? calls.ask("revs", () => memory.revs(ids)) : real.revsOf(db, ids);
    },
    changesSince: (db, asked) => {
      const { calls, memory } = poolOf(clientOf(db));
      if (!calls || !memory) return real.changesSince(db, asked);
      return calls.ask("changes", () => memory.changes(asked.conversationId, asked.after));
    },
  };
}

function clientOf(db: Db): unknown {
  return "$client" in db ? db.$client : undefined;
}

function poolOf(pool: unknown): Pool {
  if (!(pool instanceof Pool)) throw new Error("every pool is the test's");
  return pool;
}
