import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { wordsBefore } from "./retention";

/** So many messages at once: whoever speaks meanwhile where one is taken waits for that. */
export const TAKEN_AT_ONCE_MAX = 200;

export interface Taken {
  messages: number;
  /** Where, and one message of each that was taken last. */
  told: { conversationId: string; messageId: string; customerId: string | null }[];
  files: number;
}

type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

const NOTHING: Taken = { messages: 0, told: [], files: 0 };

/**
 * Takes the words out of the oldest messages of a business that were written before then, all of one batch or nothing.
 * What is left is what a deletion leaves: a place, a sender, a time. Each change has a version of its own, so that
 * whoever knows what it said is told; the ids stay taken. Where somebody speaks at this moment it is passed over.
 */
export async function takeWords(
  db: Db,
  { businessId, before }: { businessId: string; before: Date },
): Promise<Taken> {
  return db.transaction(async (tx) => {
    const going = await held(tx, { businessId, before });
    if (going.length === 0) return NOTHING;
    const told = await emptied(tx, going);
    const files = await removedBeside(tx, { ids: going, before, conversationIds: told.map(conversationOf) });
    await tx.execute(sql`
      update retentions set taken = taken + ${going.length}::int where business_id = ${businessId}::uuid`);
    return { messages: going.length, told, files };
  });
}

const conversationOf = ({ conversationId }: { conversationId: string }) => conversationId;
const uuids = (ids: string[]) => sql`array[${sql.join(ids, sql`, `)}]::uuid[]`;

/**
 * The oldest, with the counters of their conversations: these first, as the ledger does. What is somebody's is left to
 * them, so that nobody waits for anybody in a circle. Looked for again once they are held: they may have changed.
 */
async function held(tx: Tx, whose: { businessId: string; before: Date }): Promise<string[]> {
  const words = wordsBefore(whose);
  const oldest = sql`select id, conversation_id from messages where ${words}
    order by created_at limit ${TAKEN_AT_ONCE_MAX}`;
  const { rows: talks } = await tx.execute<{ id: string }>(sql`
    with oldest as materialized (${oldest})
    select id from conversations where id in (select conversation_id from oldest)
    order by id for no key update skip locked`);
  if (talks.length === 0) return [];
  const { rows } = await tx.execute<{ id: string }>(sql`
    with oldest as materialized (${oldest})
    select m.id from oldest join messages m on m.id = oldest.id
    where m.conversation_id = any (${uuids(talks.map(({ id }) => id))}) for no key update of m skip locked`);
  return rows.map(({ id }) => id);
}

/** A thread that grows from one of them keeps its name, and goes on. */
async function emptied(tx: Tx, ids: string[]): Promise<Taken["told"]> {
  const { rows } = await tx.execute<Taken["told"][number]>(sql`
    with numbered as materialized (
      select m.id, m.conversation_id, m.seq, m.kind,
        c.rev + row_number() over (partition by m.conversation_id order by m.seq) as rev
      from messages m join conversations c on c.id = m.conversation_id
      where m.id = any (${uuids(ids)})
    ), emptied as (
      update messages m set rev = numbered.rev, body = '', is_reacted = false,
        kind = case when m.kind = 'file' then 'text' else m.kind end,
        deleted_at = case when m.kind = 'system' then null else now() end,
        metadata = case
          when m.kind = 'system' then m.metadata
            || case when m.metadata ? 'text' then '{"text": ""}' else '{}' end::jsonb
            || case when m.metadata ? 'comment' then '{"comment": ""}' else '{}' end::jsonb
          when m.metadata ? 'thread' then jsonb_build_object('thread', m.metadata -> 'thread')
          else '{}' end
      from numbered where m.id = numbered.id
    ), moved as (
      select conversation_id, max(rev) as rev, max(seq) filter (where kind <> 'system') as seq,
        (array_agg(id order by (kind = 'system'), rev desc))[1] as last_id
      from numbered group by conversation_id
    ), counted as (
      update conversations c set rev = moved.rev,
        last_preview = case when c.last_seq = moved.seq then '' else c.last_preview end,
        last_sort = case when c.last_seq = moved.seq then 'text' else c.last_sort end,
        last_mail = case when c.last_seq = moved.seq then null else c.last_mail end
      from moved where c.id = moved.conversation_id
      returning c.id, c.customer_id, moved.last_id
    ), untelling as (
      insert into untold_conversations (conversation_id) select id from counted on conflict do nothing
    )
    select id as "conversationId", last_id as "messageId", customer_id as "customerId" from counted`);
  return rows;
}

/** Whatever else holds a word of them. Their files are nobody's from now on, and go with those that were never sent. */
async function removedBeside(
  tx: Tx,
  { ids, before, conversationIds }: { ids: string[]; before: Date; conversationIds: string[] },
): Promise<number> {
  const [those, there] = [uuids(ids), uuids(conversationIds)];
  const old = sql`${before.toISOString()}::timestamptz`;
  await tx.execute(sql`delete from message_revisions where message_id = any (${those})`);
  await tx.execute(sql`delete from reactions where message_id = any (${those})`);
  await tx.execute(sql`delete from mentions where message_id = any (${those})`);
  await tx.execute(sql`delete from secrets where id = any (${those})`);
  await tx.execute(sql`update closings set comment = null where id = any (${those})`);
  await tx.execute(sql`update post_questions set body = '' where id = any (${those})`);
  await tx.execute(sql`
    delete from later_messages
    where conversation_id = any (${there}) and send_at < ${old} and state <> 'waiting'`);
  await tx.execute(sql`delete from drafts where conversation_id = any (${there}) and updated_at < ${old}`);
  const { rows } = await tx.execute(sql`
    update attachments set message_id = null, uploader_id = null, state = 'pending', created_at = 'epoch'
    where message_id = any (${those}) returning 1`);
  return rows.length;
}

/** Which of some conversations somebody may have open: those of whoever opened one in these days. */
export async function openAmong(db: Db, conversationIds: string[]): Promise<Set<string>> {
  if (conversationIds.length === 0) return new Set();
  const { rows } = await db.execute<{ id: string }>(sql`
    with asked as materialized (
      select id, coalesce(parent_id, id) as about, business_id, customer_id from conversations
      where id = any (${uuids(conversationIds)})
    ), people as (
      select m.user_id from memberships m where m.business_id in (select business_id from asked)
      union select customer_id from asked where customer_id is not null
      union select p.user_id from asked join participants p on p.conversation_id = asked.id
    )
    select distinct v.room as id from people join sessions s on s.user_id = people.user_id
      join visits v on v.session_id = s.id and v.party = 'main'
    where v.room = any (array(select id::text from asked)) and v.at > now() - interval '4 days'`);
  return new Set(rows.map(({ id }) => id));
}
