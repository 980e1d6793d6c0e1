import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { assert } from "../lib/assert";
import { CHANGES_MAX, type Changes, type Snapshot } from "../lib/ledger";
import { blockState } from "../lib/protocol/block";
import { member, receipt } from "../lib/protocol/event";
import { abridge } from "../lib/protocol/message";
import { threadRead } from "../lib/protocol/thread";
import { blockStateOf } from "./blocks";
import type { Db } from "./client";
import { messageColumns, toMessage } from "./message-row";
import { conversations, messages } from "./schema";

const snapshot = z.object({
  kind: z.enum(conversations.kind.enumValues),
  businessId: z.uuid(),
  rev: z.int(),
  seq: z.int(),
  title: z.string(),
  participants: z.array(member),
  receipts: z.array(receipt),
  threadReads: z.array(z.object({ ...threadRead.shape, userId: z.uuid() })),
  closing: z.nullable(z.object({ id: z.uuid(), seq: z.int() })),
  blocks: z.array(blockState),
});

/** What a room must know of its conversation, in one statement and so of one moment; nothing where there is none. */
export async function snapshotOf(db: Db, conversationId: string): Promise<Snapshot | undefined> {
  const { rows } = await db.execute(sql`
    select c.kind, c.business_id as "businessId", c.rev, c.last_seq as seq, c.title,
      array(select jsonb_build_object('userId', u.id, 'name', u.name, 'role', p.role, 'rank', p.rank)
        from participants p join users u on u.id = p.user_id
        where p.conversation_id = c.id order by p.joined_at) as participants,
      array(select jsonb_build_object('userId', r.user_id, 'delivered', r.delivered_seq, 'read', r.read_seq)
        from receipts r where r.conversation_id = c.id) as receipts,
      array(select jsonb_build_object('userId', t.user_id, 'threadId', t.thread_id, 'read', t.read)
        from thread_reads t where t.conversation_id = c.id) as "threadReads",
      (select jsonb_build_object('id', m.id, 'seq', m.seq) from closings l join messages m on m.id = l.id
        where l.conversation_id = c.id and l.state = 'proposed') as closing,
      array(select ${blockStateOf(sql`p.user_id`)}
        from participants p
        left join customer_records k on k.business_id = c.business_id and k.customer_id = p.user_id
        where p.conversation_id = c.id and p.role = 'customer' order by p.joined_at) as blocks
    from conversations c where c.id = ${conversationId}`);
  return rows[0] && snapshot.parse(rows[0]);
}

/** The version each of some conversations is at, in their order; `null` where there is none. */
export async function revsOf(db: Db, conversationIds: string[]): Promise<(number | null)[]> {
  const { id, rev } = conversations;
  const rows = await db.select({ id, rev }).from(conversations).where(inArray(id, conversationIds));
  const revs = new Map(rows.map((row) => [row.id, row.rev]));
  return conversationIds.map((each) => revs.get(each) ?? null);
}

/**
 * What changed in a conversation after a `rev`, each thing once and in its present form; one statement, too. Whoever
 * missed more than CHANGES_MAX changes starts anew, so nothing is read for them: otherwise coming back late would
 * cost as much as the conversation is long.
 */
export async function changesSince(
  db: Db,
  { conversationId, after }: { conversationId: string; after: number },
): Promise<Changes | undefined> {
  const { rev } = conversations;
  const from = sql`case when ${rev} - ${CHANGES_MAX}::int <= ${after}::int then ${after}::int else ${rev} end`;
  const rows = await db
    .select({ rev, message: messageColumns })
    .from(conversations)
    .leftJoin(messages, and(eq(messages.conversationId, conversations.id), gt(messages.rev, from)))
    .where(eq(conversations.id, conversationId))
    .orderBy(asc(messages.rev));
  const [first] = rows;
  if (!first) return undefined;
  if (first.rev - after > CHANGES_MAX) return { rev: first.rev, messages: null };
  const changed = rows.flatMap(({ message }) => (message ? [abridge(toMessage(message))] : []));
  assert(!changed.length || changed.at(-1)?.rev === first.rev, "the newest change is the conversation's rev");
  return { rev: first.rev, messages: changed };
}
