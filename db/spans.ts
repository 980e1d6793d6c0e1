import { type SQL, sql } from "drizzle-orm";

const SPAN = "4 minutes";
const ORDER = ["last_span", "last_message_at", "id"];

/**
 * The span of time that a moment is in, both as SQL. Lists stand in the order of when something was last said, which each
 * message moves. Their indexes have the span of it, and of one span Postgres sorts what it finds: so a message after
 * another moves no index.
 */
export function spanOf(moment: string): string {
  return `date_bin('${SPAN}', ${moment}, timestamptz '2000-01-01 00:00:00Z')`;
}

/** Of a moment that is given; ISO 8601 in UTC, or a date. */
export function spanAt(moment: string | Date): SQL {
  const [before, after] = spanOf("?").split("?").map(sql.raw);
  return sql`${before}${new Date(moment).toISOString()}::timestamptz${after}`;
}

/** By when something was last said, as in the indexes, nulls included: otherwise Postgres would sort a whole inbox. */
export function newestFirst(table = "conversations"): SQL {
  return inOrder(table, "desc nulls last");
}

export function oldestFirst(table = "conversations"): SQL {
  return inOrder(table, "asc nulls first");
}

/** Where a conversation stands in that order: compared as a whole, which takes Postgres to the span in an index. */
export const PLACE = sql.raw(ORDER.map((column) => `conversations.${column}`).join(", "));

export function placeOf({ at, id }: { at: string; id: string }): SQL {
  return sql`${spanAt(at)}, ${at}::timestamptz, ${id}::uuid`;
}

function inOrder(table: string, direction: string): SQL {
  return sql.raw(ORDER.map((column) => `${table}.${column} ${direction}`).join(", "));
}
