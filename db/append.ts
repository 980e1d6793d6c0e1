import type { VercelPool } from "@vercel/postgres";
import { z } from "zod/mini";
import { assert, unreachable } from "../lib/assert";
import type { Entry, Outcome } from "../lib/ledger";
import { receipt } from "../lib/protocol/event";
import { abridge, message } from "../lib/protocol/message";
import { toMessage } from "./message-row";

/** One thing to store, and where. */
export interface Append {
  conversationId: string;
  entry: Entry;
}

export interface Appended {
  outcome: Outcome;
  /** Whose lists show the conversation; null where there is no such conversation. */
  business: string | null;
  customer: string | null;
}

/**
 * Stores a batch of many conversations in one statement and numbers it. The update that moves a
 * conversation's counters holds its row, so `seq` and `rev` are dense and nobody sees them out of order.
 * What became of each entry comes back in the order of the batch.
 *
 * A message id that is taken takes no number: the same sender in the same conversation gets the first
 * row back, anyone else a `conflict`. If somebody else commits such an id while the statement runs, the
 * primary key fails all of it; running it again is then safe, and gives the right answer.
 */
export async function append(pool: VercelPool, batch: Append[]): Promise<Appended[]> {
  const entries = batch.map(({ conversationId, entry }, n) => ({ n, conversationId, ...entry }));
  // A name makes Postgres plan it once per connection: planning costs more than running it.
  const { rows } = await pool.query({ name: "append", text: statement, values: [JSON.stringify(entries)] });
  assert(rows.length === batch.length, "every entry is answered once");
  return batch.map((asked, n) => {
    const answer = answered.parse(rows[n]);
    return { outcome: outcomeOf(asked, answer), business: answer.businessId, customer: answer.customerId };
  });
}

const dateText = z.pipe(
  z.string(),
  z.transform((text) => new Date(text)),
);
/** What no command can set yet is no column yet. */
const unset = { hasMore: true, threadId: true, replyTo: true, attachments: true, reactions: true } as const;
const row = z.extend(z.omit(message, { ...unset, editedAt: true, deletedAt: true }), { createdAt: dateText });

const answered = z.object({
  businessId: z.nullable(z.uuid()),
  customerId: z.nullable(z.uuid()),
  isNew: z.boolean(),
  message: z.nullable(row),
  receipt: z.nullable(receipt),
});
type Answered = z.infer<typeof answered>;

function outcomeOf({ conversationId, entry }: Append, { businessId, isNew, ...found }: Answered): Outcome {
  if (!businessId) return { is: "refused", code: "not-found" };
  const told = found.message && abridge(toMessage(found.message));
  switch (entry.op) {
    case "receipt":
      return found.receipt ? { is: "marked", receipt: found.receipt } : { is: "unchanged" };
    case "join":
      return told && isNew ? { is: "stored", message: told } : { is: "unchanged" };
    case "message": {
      assert(told, "a message with a place is stored or was");
      if (isNew) return { is: "stored", message: told };
      const isOwn = told.conversationId === conversationId && told.senderId === entry.userId;
      return isOwn ? { is: "repeat", message: told } : { is: "refused", code: "conflict" };
    }
    default:
      return unreachable(entry);
  }
}

/**
 * `entry` what is asked · `place` the conversations it is for · `known` ids that are taken ·
 * `joining` who becomes a participant by it · `fresh` what is stored, with its step within its
 * conversation, and which of them a list will show · `grown` the counters moved · `stored` the messages ·
 * `marked` the watermarks: those asked for, and those of the senders, who have read up to what they write.
 * The plan is kept for the life of a connection, and may be made while the tables are small: `limit 1` and `any`
 * hold it to looking each id up in an index, whatever was estimated then.
 * A joining notice's id is made of who joins what, so however often it is asked for there is one.
 */
const statement = `
with entry as materialized (
  select n, op, "conversationId", "userId", role, name, body, delivered, read,
    case op when 'join' then overlay(overlay(md5('joined' || "conversationId" || "userId")
      placing '8' from 13) placing '8' from 17)::uuid else id end as id
  from jsonb_to_recordset($1::jsonb) as e (
    n int, op text, "conversationId" uuid, id uuid, "userId" uuid, role text, name text, body text,
    delivered int, read int)
), place as materialized (
  select p.* from (select distinct "conversationId" as id from entry) e cross join lateral (
    select id, business_id, customer_id, last_seq from conversations c where c.id = e.id limit 1) p
), known as materialized (
  select k.* from (select distinct id from entry where id is not null) e cross join lateral (
    select * from messages m where m.id = e.id limit 1) k
), joining as (
  insert into participants (conversation_id, user_id, role)
  select distinct on (e.id) e."conversationId", e."userId", e.role
  from entry e join place p on p.id = e."conversationId"
  where e.op = 'join' and not exists (select from known k where k.id = e.id)
  on conflict do nothing
  returning conversation_id, user_id
), fresh as materialized (
  select f.*, row_number() over (talk order by n) as step, count(*) over talk as steps,
    n = coalesce(max(n) filter (where op = 'message') over talk, max(n) over talk) as is_face
  from (select distinct on (id) * from entry where id is not null order by id, n) f
  where f."conversationId" in (select id from place)
    and f.id not in (select id from known)
    and (f.op = 'message' or (f."conversationId", f."userId") in (select conversation_id, user_id from joining))
  window talk as (partition by f."conversationId")
), grown as (
  update conversations c set
    last_seq = c.last_seq + f.steps,
    rev = c.rev + f.steps,
    last_message_at = case f.op when 'message' then now() else c.last_message_at end,
    last_preview = case f.op when 'message' then left(f.body, 200) else c.last_preview end,
    last_sender_id = case f.op when 'message' then f."userId" else c.last_sender_id end,
    last_sender_role = case f.op when 'message' then f.role else c.last_sender_role end,
    last_sender_name = case f.op when 'message' then f.name else c.last_sender_name end
  from fresh f
  where f.is_face and c.id = f."conversationId" and c.id = any (array(select id from place))
  returning c.id, c.last_seq - f.steps as seq_before, c.rev - f.steps as rev_before
), stored as (
  insert into messages (id, conversation_id, seq, rev, kind, sender_id, sender_role, sender_name, body, metadata)
  select f.id, f."conversationId", g.seq_before + f.step, g.rev_before + f.step,
    case f.op when 'join' then 'system' else 'text' end, f."userId",
    case f.op when 'join' then 'system' else f.role end, f.name,
    case f.op when 'join' then f.name || ' joined' else f.body end,
    case f.op when 'join'
      then jsonb_build_object('event', 'joined', 'userId', f."userId", 'name', f.name, 'role', f.role)
      else '{}' end
  from fresh f join grown g on g.id = f."conversationId"
  returning *
), marked as (
  insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
  select conversation_id, user_id, max(delivered), max(read) from (
    select e."conversationId", e."userId", least(greatest(e.delivered, e.read), p.last_seq), least(e.read, p.last_seq)
    from entry e join place p on p.id = e."conversationId" where e.op = 'receipt'
    union all
    select conversation_id, sender_id, seq, seq from stored where kind <> 'system'
  ) as mark (conversation_id, user_id, delivered, read)
  group by conversation_id, user_id
  on conflict (conversation_id, user_id) do update set
    delivered_seq = greatest(receipts.delivered_seq, excluded.delivered_seq),
    read_seq = greatest(receipts.read_seq, excluded.read_seq)
  where excluded.delivered_seq > receipts.delivered_seq or excluded.read_seq > receipts.read_seq
  returning conversation_id, user_id, delivered_seq, read_seq
)
select p.business_id as "businessId", p.customer_id as "customerId", f.n is not null as "isNew",
  case when m.id is not null then jsonb_build_object(
    'id', m.id, 'conversationId', m.conversation_id, 'seq', m.seq, 'rev', m.rev, 'kind', m.kind,
    'senderId', m.sender_id, 'senderRole', m.sender_role, 'senderName', m.sender_name, 'body', m.body,
    'metadata', m.metadata, 'createdAt', m.created_at) end as message,
  case when r.user_id is not null then jsonb_build_object(
    'userId', r.user_id, 'delivered', r.delivered_seq, 'read', r.read_seq) end as receipt
from entry e
left join place p on p.id = e."conversationId"
left join fresh f on f.n = e.n
left join (select * from known union all select * from stored) m on m.id = e.id
left join marked r on e.op = 'receipt' and r.conversation_id = e."conversationId" and r.user_id = e."userId"
order by e.n`;
