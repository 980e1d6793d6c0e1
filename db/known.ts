import type { VercelPool } from "@vercel/postgres";
import type { Append, Known } from "./draft";
import { seatOf } from "./draft";
import { type MessageRow, REACTIONS_OF_M, reactionsOf, toMessage } from "./message-row";
import type { Target } from "./target";

/** The messages a batch is about or whose ids it takes, and who takes part already. */
export async function knownOf(pool: VercelPool, batch: Append[]): Promise<Known> {
  const ids = batch.flatMap(({ entry }) => {
    if (entry.op === "join" || entry.op === "receipt") return [];
    return entry.op === "message" && entry.replyTo ? [entry.id, entry.replyTo] : [entry.id];
  });
  const joining = batch.filter(({ entry }) => entry.op === "join");
  const [messages, participants] = [await targetsOf(pool, ids), await seatsOf(pool, joining)];
  return { messages: new Map(messages.map((each) => [each.message.id, each])), participants };
}

interface TargetRow extends MessageRow {
  deletedAgoMs: number | null;
  isLast: boolean;
}

async function targetsOf(pool: VercelPool, ids: string[]): Promise<Target[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<TargetRow>(
    `
    select m.id, conversation_id as "conversationId", seq, rev, kind, sender_id as "senderId",
      sender_role as "senderRole", sender_name as "senderName", body, metadata, reply_to as "replyTo",
      created_at as "createdAt", edited_at as "editedAt", deleted_at as "deletedAt", deleted_by as "deletedBy",
      (extract(epoch from now() - deleted_at) * 1000)::float8 as "deletedAgoMs",
      ${REACTIONS_OF_M} as given,
      not exists (select 1 from messages later where later.conversation_id = m.conversation_id
        and later.seq > m.seq and later.kind <> 'system') as "isLast"
    from unnest($1::uuid[]) as e (id) cross join lateral (select * from messages m where m.id = e.id limit 1) m`,
    [ids],
  );
  return rows.map(targetOf);
}

function targetOf(row: TargetRow): Target {
  const { deletedBy, deletedAgoMs, isLast } = row;
  const message = { ...toMessage(row), body: row.body, reactions: reactionsOf(row.given) };
  return { message, deletedBy, deletedAgoMs, isLast };
}

async function seatsOf(pool: VercelPool, joining: Append[]): Promise<Set<string>> {
  if (joining.length === 0) return new Set();
  const { rows } = await pool.query<{ conversationId: string; userId: string }>(
    `
    select conversation_id as "conversationId", user_id as "userId" from participants
    where (conversation_id, user_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
    [joining.map(({ conversationId }) => conversationId), joining.map(({ entry }) => entry.userId)],
  );
  return new Set(rows.map(({ conversationId, userId }) => seatOf(conversationId, userId)));
}
