import { type SQL, sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { WorkStatus } from "../lib/work";
import type { Db } from "./client";
import { IS_LISTED } from "./schema";
import { oldestFirst, spanAt } from "./spans";

/** What people put aside until a moment comes back by itself, and is not for the clock to put away. */
export const archivable = ["open", "completed"] as const satisfies WorkStatus[];

const silent = z.array(
  z.object({
    ...{ id: z.uuid(), status: z.enum(archivable), lastSeq: z.int() },
    /** What nothing happened since, as a name for that. */
    since: z.string(),
  }),
);
export type Silent = z.infer<typeof silent>[number];

/** Of one business, and since when. */
interface Silence {
  businessId: string;
  before: Date;
}

/** Conversations of a business in which nothing was said, noted or changed since then, the longest silent first. */
export async function silentSince(
  db: Pick<Db, "execute">,
  { limit, ...silence }: Silence & { limit: number },
): Promise<Silent[]> {
  const { rows } = await db.execute(sql`
    select id, status, last_seq as "lastSeq", last_message_at || ' ' || work_rev as since
    from (${silentIn(silence, limit)}) each order by last_message_at, id limit ${limit}::int`);
  return silent.parse(rows);
}

/** How many these are, up to one more than `limit`. */
export async function countSilent(
  db: Pick<Db, "execute">,
  { limit, before, businessId }: { businessId: string; before: Date | null; limit: number },
): Promise<number> {
  if (!before) return 0;
  const { rows } = await db.execute<{ count: number }>(sql`
    select least(count(*), ${limit + 1}::int)::int as count
    from (${silentIn({ businessId, before }, limit + 1)}) each`);
  return rows[0]?.count ?? 0;
}

/**
 * Status by status, because that is how they are indexed. None to which something is owed, and none of which a notice says
 * that somebody did something: these are no words, and move no list.
 */
function silentIn({ businessId, before }: Silence, limit: number): SQL {
  const since = sql`${before.toISOString()}::timestamptz`;
  const of = (status: string) => sql`(
    select id, status, last_seq, work_rev, last_message_at from conversations c
    where business_id = ${businessId}::uuid and status = ${sql.raw(`'${status}'`)} and ${sql.raw(IS_LISTED)}
      and last_message_at < ${since} and last_span <= ${spanAt(before)} and due_at is null
      and not coalesce((select m.created_at >= ${since} from messages m
        where m.conversation_id = c.id and m.seq = c.last_seq), false)
      and not coalesce((select m.created_at >= ${since}
        from conversations n join messages m on m.conversation_id = n.id and m.seq = n.last_seq
        where n.parent_id = c.id and n.kind = 'internal'), false)
    order by ${oldestFirst("c")} limit ${limit}::int)`;
  return sql.join(archivable.map(of), sql` union all `);
}
