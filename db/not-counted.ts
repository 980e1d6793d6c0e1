import { type SQL, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { notesIdOf, workStatuses } from "../lib/work";
import type { Db } from "./client";
import type { figures } from "./figure-parts";
import { IS_LISTED } from "./schema";
import { oldestFirst, spanAt } from "./spans";

/** So much is counted at once, and no more, however much there is. */
export const COUNTED_AT_ONCE_MAX = 100;
export const MESSAGES_OF_EACH_MAX = 200;
/** Longer ones say nothing beyond thanks: see `isThanks`. */
const BODY_START = 81;

type Asked = Pick<Db, "execute">;
export type Book = typeof figures.$inferSelect;

const moment = z.pipe(
  z.number(),
  z.transform((ms) => new Date(ms)),
);
const begun = z.array(
  z.object({
    ...{ id: z.uuid(), seq: z.int(), at: z.nullable(moment), since: z.nullable(moment), isNew: z.boolean() },
    ...{ lastSeq: z.int(), lastAt: moment, createdAt: moment },
  }),
);
export type Begun = z.infer<typeof begun>[number];
const lines = z.array(
  z.object({
    ...{ id: z.uuid(), seq: z.int(), at: moment, senderId: z.nullable(z.uuid()), body: z.string() },
    role: z.enum(["customer", "agent", "owner", "bot", "system"]),
    status: z.nullable(z.enum([...workStatuses, "woken"])),
  }),
);
export type Line = z.infer<typeof lines>[number];
const closings = z.array(
  z.object({
    id: z.uuid(),
    at: moment,
    status: z.enum(["completed", "open"]),
    senderId: z.nullable(z.uuid()),
  }),
);

/** Conversations that were written in since they were counted; status by status, because that is how they are indexed. */
export function talksNotCounted(db: Asked, { businessId, talksTo }: Book): Promise<Begun[]> {
  const of = sql`c.business_id = ${businessId}::uuid and c.${sql.raw(IS_LISTED)}`;
  return begunIn(
    db,
    workStatuses.map((status) => writtenIn(sql`${of} and c.status = ${sql.raw(`'${status}'`)}`, talksTo)),
  );
}

/** The notes of conversations, where something was told or noted since they were counted. */
export function notesNotCounted(db: Asked, { businessId, notesTo }: Book): Promise<Begun[]> {
  return begunIn(db, [writtenIn(sql`c.business_id = ${businessId}::uuid and c.kind = 'internal'`, notesTo)]);
}

/** The notes of conversations whose two sides said whether all was done, since that was counted. */
export function closedNotCounted(db: Asked, { businessId, notesTo }: Book): Promise<Begun[]> {
  return begunIn(db, [
    sql`select ${begunColumns("l.closed_at")} from closings l
      join conversations c on c.parent_id = l.conversation_id and c.kind = 'internal'
      left join lateral ${markOfC} k on true
      where l.business_id = ${businessId}::uuid and l.closed_at is not null and l.closed_at >= ${momentOf(notesTo)}
        and ${isAnswered} and (k.at is null or l.closed_at > k.at)`,
  ]);
}

/** One by one: of a table that grows while it is counted Postgres knows little. The limit holds it to the index. */
const markOfC = sql`(select seq, at, since from figure_marks where conversation_id = c.id limit 1)`;

function begunColumns(lastAt: string): SQL {
  return sql`c.id, coalesce(k.seq, 0) as seq, ${ms("k.at")} as at, ${ms("k.since")} as since, k.seq is null as "isNew",
    c.last_seq as "lastSeq", ${ms(lastAt)} as "lastAt", ${ms("c.created_at")} as "createdAt"`;
}

/** The longest ago first. */
function writtenIn(isOne: SQL, from: Date): SQL {
  return sql`
    select ${begunColumns("c.last_message_at")}
    from conversations c left join lateral ${markOfC} k on true
    where ${isOne} and c.last_message_at >= ${momentOf(from)} and c.last_span >= ${spanAt(from)}
      and c.last_seq > coalesce(k.seq, 0)
    order by ${oldestFirst("c")} limit ${COUNTED_AT_ONCE_MAX}::int`;
}

async function begunIn(db: Asked, each: SQL[]): Promise<Begun[]> {
  const all = sql.join(
    each.map((one) => sql`(${one})`),
    sql` union all `,
  );
  const { rows } = await db.execute(
    sql`select * from (${all}) found order by "lastAt", id limit ${COUNTED_AT_ONCE_MAX}::int`,
  );
  return begun.parse(rows);
}

function ms(column: string): SQL {
  return sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
}

function momentOf(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}

/** What was said since, in the order of each. */
export async function linesSince(db: Asked, rows: Begun[], which: SQL): Promise<Map<string, Line[]>> {
  const { rows: found } = await db.execute(sql`
    select m.conversation_id as id, m.seq, ${ms("m.created_at")} as at, m.sender_id as "senderId",
      case when m.kind = 'system' then 'system' else m.sender_role end as role, left(m.body, ${BODY_START}::int) as body,
      case m.metadata ->> 'event' when 'woken' then 'woken' when 'work' then m.metadata -> 'now' ->> 'status' end as status
    from unnest(${list(rows.map(({ id }) => id))}::uuid[], ${list(rows.map(({ seq }) => seq))}::int[]) k (id, seq)
    cross join lateral (
      select * from messages where conversation_id = k.id and messages.seq > k.seq ${which}
      order by messages.seq limit ${MESSAGES_OF_EACH_MAX}::int
    ) m`);
  return byId(lines.parse(found));
}

/** With fewer than are read at once, nothing was left. */
export function isWhole(read: Line[] = []): boolean {
  return read.length < MESSAGES_OF_EACH_MAX;
}

const isAnswered = sql`l.state in ('confirmed', 'lapsed', 'objected')`;

/** What became of what was proposed to be done, by the notes of the conversation. */
export async function closingsSince(
  db: Asked,
  rows: Begun[],
): Promise<Map<string, z.infer<typeof closings>>> {
  const { rows: found } = await db.execute(sql`
    select c.id, ${ms("l.closed_at")} as at, l.user_id as "senderId",
      case l.state when 'objected' then 'open' else 'completed' end as status
    from conversations c join closings l on l.conversation_id = c.parent_id
    left join lateral ${markOfC} k on true
    where c.id = any (${list(rows.map(({ id }) => id))}::uuid[]) and l.closed_at is not null and ${isAnswered}
      and (k.at is null or l.closed_at > k.at)`);
  return byId(closings.parse(found));
}

/** When the work on conversations was done, by their notes. */
export async function overIn(db: Asked, rows: Begun[]): Promise<Map<string, Date[]>> {
  const { rows: found } = await db.execute(sql`
    select conversation_id as id, ${ms("ended_at")} as at from figure_spans
    where conversation_id = any (${list(rows.map(({ id }) => notesIdOf(id)))}::uuid[])`);
  const over = byId(z.array(z.object({ id: z.uuid(), at: moment })).parse(found));
  return new Map([...over].map(([id, ends]) => [id, ends.map(({ at }) => at)]));
}

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const others = found.get(row.id);
    if (others) others.push(row);
    else found.set(row.id, [row]);
  }
  return found;
}

/** As a literal that Postgres reads: one parameter instead of one for each. */
export function list(values: (string | number | null)[]): string {
  return `{${values.map((value) => value ?? "null").join(",")}}`;
}
