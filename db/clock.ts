import { sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import type { Db } from "./client";

/** The one clock by which things become due: those of processes may go wrong, each in its own way. */
export async function timeOf(db: Db): Promise<Date> {
  const { rows } = await db.execute<{ ms: number }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  const [row] = rows;
  assert(row, "Postgres knows what time it is");
  return new Date(row.ms);
}
