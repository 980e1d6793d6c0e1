import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  FAILURES_COUNTED_MAX,
  FAILURES_PAGE_SIZE,
  FAILURES_SETTLED_AT_ONCE_MAX,
  type Failure,
  type FailureKind,
  type FailureWish,
  failureKinds,
  type SettledKind,
  withoutAddresses,
} from "../lib/failures";
import type { Db } from "./client";
import { settlings, sources } from "./failure-sources";

/** The place of a line in its list: the ones after it are older. */
export interface FailureCursor {
  at: string;
  id: string;
}

const row = z.object({
  id: z.string(),
  at: z.coerce.date(),
  tries: z.nullable(z.coerce.number()),
  why: z.nullable(z.string()),
  next_at: z.nullable(z.coerce.date()),
  name: z.nullable(z.string()),
  host: z.nullable(z.string()),
});

/** What failed of a kind, the newest first, or what is older than a line. */
export async function failuresOf(
  db: Db,
  { kind, after }: { kind: FailureKind; after?: FailureCursor | undefined },
): Promise<{ failures: Failure[]; hasMore: boolean }> {
  const { table, where, at, id, columns, joins } = sources[kind];
  const place = sql.raw(`${at}, ${id}`);
  const { rows } = await db.execute(sql`
    select ${sql.raw(`${id} as id, ${at} as at, ${columns} from (select * from ${table} where ${where}) x ${joins}`)}
    ${after ? sql`where (${place}) < (${after.at}::timestamptz, ${after.id})` : sql``}
    order by ${sql.raw(`${at} desc, ${id} desc`)} limit ${FAILURES_PAGE_SIZE + 1}`);
  const failures = z
    .array(row)
    .parse(rows.slice(0, FAILURES_PAGE_SIZE))
    .map(({ at, next_at, why, name, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      nextAt: next_at?.toISOString() ?? null,
      why: withoutAddresses(why ?? ""),
      businessName: name,
    }));
  return { failures, hasMore: rows.length > FAILURES_PAGE_SIZE };
}

/** How many failed of each kind, up to FAILURES_COUNTED_MAX. */
export async function countFailures(db: Db): Promise<Record<FailureKind, number>> {
  const counts = failureKinds.map((kind) => {
    const { table, where } = sources[kind];
    return sql`(select count(*) from (select from ${sql.raw(`${table} where ${where}`)} limit ${FAILURES_COUNTED_MAX}) x)::int as ${sql.identifier(kind)}`;
  });
  const { rows } = await db.execute(sql`select ${sql.join(counts, sql`, `)}`);
  return z.record(z.enum(failureKinds), z.int()).parse(rows[0]);
}

/**
 * Has one of a kind, or all, tried again now or forgotten; how many that were. What somebody has in hand is left to them,
 * and what may have gone out already is not sent again.
 */
export async function settleFailures(
  db: Pick<Db, "execute">,
  { kind, id, wish }: { kind: SettledKind; id?: string | undefined; wish: FailureWish },
): Promise<number> {
  const { table, where, id: named } = sources[kind];
  const { isFree, retry, mayRetry } = settlings[kind];
  const chosen = sql`
    select x.ctid from ${sql.raw(`${table} x`)} where ${sql.raw(where)} and ${isFree}
      ${wish === "retry" ? sql`and ${mayRetry}` : sql``} ${id === undefined ? sql`` : sql`and ${sql.raw(named)} = ${id}`}
    limit ${FAILURES_SETTLED_AT_ONCE_MAX} for update skip locked`;
  const { rows } = await db.execute(
    wish === "retry"
      ? sql`update ${sql.raw(table)} set ${retry} where ctid = any (array(${chosen})) returning 1`
      : sql`delete from ${sql.raw(table)} where ctid = any (array(${chosen})) returning 1`,
  );
  return rows.length;
}
