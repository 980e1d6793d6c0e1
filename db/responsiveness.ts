import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  type Asked,
  firstAsked,
  hoursLike,
  type Responsiveness,
  responsivenessIn,
  type Stretch,
  type Wait,
  weeksUpTo,
} from "../lib/responsiveness";
import { isThanks } from "../lib/work";
import type { Db } from "./client";

/** How much is read, whatever was written to a business: the newest so many of each hour, and of all weeks. */
export const ASKED_PER_HOUR_MAX = 80;
export const ASKED_PER_WEEKS_MAX = 600;
/** How far around a question is looked for what ended the wait, and for its beginning. */
export const LOOKED_AT_AROUND = 100;
/** Longer ones say nothing beyond thanks: see `isThanks`. */
const BODY_START = 200;

const asked = z.array(
  z.object({ conversationId: z.uuid(), seq: z.int(), hour: z.string(), body: z.string() }),
);
const around = z.array(
  z.object({
    said: z.array(z.object({ at: z.number(), body: z.string() })),
    endedAt: z.nullable(z.number()),
  }),
);

interface Where {
  businessId: string;
  timeZone: string;
  now: Date;
}

/**
 * How long whoever writes to a business at this hour of the week waits for the first answer of a person, or, where too
 * few wrote at it, at any hour. A wait begins with the first of what its customer wrote since a member last did, and
 * goes on until a member writes, or its customer says that all is done. `null` where nothing can be told.
 */
export async function responsivenessOf(db: Db, where: Where): Promise<Responsiveness | null> {
  const { now, timeZone } = where;
  const thisHour = await waitsOf(db, where, hoursLike(now, timeZone), ASKED_PER_HOUR_MAX);
  return (
    responsivenessIn("hour", thisHour) ??
    responsivenessIn("week", await waitsOf(db, where, [weeksUpTo(now)], ASKED_PER_WEEKS_MAX))
  );
}

async function waitsOf(db: Db, where: Where, stretches: Stretch[], max: number): Promise<Wait[]> {
  const firsts = firstAsked(await askedIn(db, where, stretches, max));
  if (firsts.length === 0) return [];
  const nowMs = where.now.getTime();
  return (await aroundThem(db, firsts)).flatMap(({ said, endedAt }) => {
    const beganAt = said.find(({ body }) => !isThanks(body))?.at;
    const isAnswered = endedAt !== null && endedAt <= nowMs;
    return beganAt === undefined
      ? []
      : [{ seconds: Math.round(((isAnswered ? endedAt : nowMs) - beganAt) / 1000), isAnswered }];
  });
}

/** What a customer took back themself asks nothing any more; what a member took away was asked. */
async function askedIn(db: Db, where: Where, stretches: Stretch[], max: number): Promise<Asked[]> {
  const list = (end: keyof Stretch) => sql.param(stretches.map((each) => each[end].toISOString()));
  const { rows } = await db.execute(sql`
    select m.conversation_id as "conversationId", m.seq, left(m.body, ${BODY_START}::int) as body,
      to_char(date_trunc('hour', m.created_at at time zone ${where.timeZone}::text), 'YYYYMMDDHH24') as hour
    from unnest(${list("from")}::timestamptz[], ${list("to")}::timestamptz[]) s (begins, ends)
    cross join lateral (
      select * from messages
      where business_id = ${where.businessId}::uuid and sender_role = 'customer'
        and created_at >= s.begins and created_at < least(s.ends, ${where.now.toISOString()}::timestamptz)
      order by created_at desc limit ${max}::int
    ) m
    join conversations c on c.id = m.conversation_id and c.kind = 'direct'
    where m.kind <> 'system' and (m.deleted_at is null or m.deleted_by is distinct from m.sender_id)`);
  return asked.parse(rows);
}

/** What their customers had said since a member last wrote, up to each, and when a member or its being done ended it. */
async function aroundThem(db: Db, firsts: Asked[]) {
  const answers = sql`sender_role in ('agent', 'owner') and kind <> 'system' and deleted_at is null`;
  const moment = (at: string) => sql.raw(`(extract(epoch from ${at}) * 1000)::float8`);
  const { rows } = await db.execute(sql`
    select (
        select coalesce(jsonb_agg(jsonb_build_object('at', ${moment("created_at")}, 'body', body) order by seq), '[]')
        from (
          select seq, created_at, left(body, ${BODY_START}::int) as body from messages
          where conversation_id = a.id and seq > before.seq and seq <= a.seq
            and sender_role = 'customer' and kind <> 'system'
          order by seq limit ${LOOKED_AT_AROUND}::int
        ) of_customer
      ) as said,
      least(${moment("answer.created_at")}, ${moment("done.closed_at")}) as "endedAt"
    from unnest(${sql.param(firsts.map(({ conversationId }) => conversationId))}::uuid[],
      ${sql.param(firsts.map(({ seq }) => seq))}::int[]) a (id, seq)
    join lateral (select created_at from messages where conversation_id = a.id and seq = a.seq) m on true
    cross join lateral (
      select coalesce((
        select seq from messages
        where conversation_id = a.id and seq < a.seq and seq >= a.seq - ${LOOKED_AT_AROUND}::int and ${answers}
        order by seq desc limit 1
      ), a.seq - ${LOOKED_AT_AROUND}::int) as seq
    ) before
    left join lateral (
      select created_at from messages
      where conversation_id = a.id and seq > a.seq and seq <= a.seq + ${LOOKED_AT_AROUND}::int and ${answers}
      order by seq limit 1
    ) answer on true
    left join lateral (
      select closed_at from closings
      where conversation_id = a.id and state = 'confirmed' and closed_at > m.created_at
      order by closed_at limit 1
    ) done on true`);
  return around.parse(rows);
}
