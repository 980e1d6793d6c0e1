import type { VercelPool } from "@vercel/postgres";
import { type Entry, UNSEEN_MAX } from "../lib/ledger";
import { isStaff } from "../lib/permissions";
import { shown } from "../lib/protocol/body";
import { abridge } from "../lib/protocol/message";
import type { Append, Desk, Fate, KnownUnseen } from "./desk";
import { FILES_OF_M, type MessageRow, REACTIONS_OF_M, toMessage } from "./message-row";

/** From where somebody judges what they say: as who, in which thread, and up to where they had seen what was said. */
interface Standpoint {
  userId: string;
  threadId: string | undefined;
  basedOnSeq: number;
}

/** Of what members of the business say; customers are never told to look again. */
function standpointIn(entry: Entry): Standpoint | undefined {
  const said = entry.op === "message" ? entry : entry.op === "join" ? entry.toSay : undefined;
  if (said?.basedOnSeq === undefined || !("role" in entry) || !isStaff(entry.role)) return undefined;
  return { userId: entry.userId, threadId: said.threadId, basedOnSeq: said.basedOnSeq };
}

export function isJudged(entry: Entry): boolean {
  return standpointIn(entry) !== undefined;
}

function standpointOf(conversationId: string, { userId, threadId = "", basedOnSeq }: Standpoint): string {
  return [conversationId, userId, threadId, basedOnSeq].join(" ");
}

/** From where each of a batch says what it says, by a key of that. */
export function standpointsIn(batch: Append[]): Map<string, { conversationId: string } & Standpoint> {
  return new Map(
    batch.flatMap(({ conversationId, entry }) => {
      const standpoint = standpointIn(entry);
      return standpoint
        ? [[standpointOf(conversationId, standpoint), { conversationId, ...standpoint }]]
        : [];
    }),
  );
}

/**
 * What others said since, for each who says something with that in mind. In a thread it is the thread that counts. There
 * is no answer where members are among themselves: notes are not judged.
 */
export async function unseenOf(pool: VercelPool, batch: Append[]): Promise<Map<string, KnownUnseen>> {
  const asked = standpointsIn(batch);
  if (asked.size === 0) return new Map();
  const all = [...asked.values()];
  const { rows } = await pool.query<{ key: string; lastSeq: number } & (MessageRow | { id: null })>(
    `
    select key, last_seq as "lastSeq", m.*
    from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[])
        as e (key, conversation_id, user_id, thread_id, based_on_seq)
      cross join lateral (
        select id, last_seq from conversations where id = e.conversation_id and kind in ('direct', 'group') limit 1) c
      left join lateral (
        select m.id, conversation_id as "conversationId", seq, rev, kind, sender_id as "senderId",
          sender_role as "senderRole", sender_name as "senderName", body, metadata, reply_to as "replyTo",
          thread_id as "threadId", thread_seq as "threadSeq", created_at as "createdAt", edited_at as "editedAt",
          deleted_at as "deletedAt", ${REACTIONS_OF_M} as given, ${FILES_OF_M} as files
        from (
          (${newestWhere("e.thread_id is null and conversation_id = c.id")})
          union all (${newestWhere("thread_id = e.thread_id")})
        ) m where m.conversation_id = c.id) m on true
    order by seq`,
    [
      [...asked.keys()],
      all.map(({ conversationId }) => conversationId),
      all.map(({ userId }) => userId),
      all.map(({ threadId }) => threadId ?? null),
      all.map(({ basedOnSeq }) => basedOnSeq),
    ],
  );
  const found = new Map<string, KnownUnseen>();
  for (const { key, lastSeq, ...row } of rows) {
    const known = found.get(key) ?? { lastSeq, messages: [] };
    if (row.id !== null) known.messages.push(abridge(shown(toMessage(row))));
    found.set(key, known);
  }
  return found;
}

/** By the index of a thread those of one, and by that of a conversation all. */
function newestWhere(isHere: string): string {
  return `select * from messages where ${isHere} and seq > based_on_seq and kind <> 'system' and deleted_at is null
    and sender_id is distinct from e.user_id order by seq desc limit ${UNSEEN_MAX}`;
}

/** What becomes of something said without having seen it all; nothing where nobody else said anything since. */
export function staleFate(entry: Entry, { conversationId, draft, known }: Desk): Fate | undefined {
  const standpoint = standpointIn(entry);
  const before = standpoint && known.unseen.get(standpointOf(conversationId, standpoint));
  if (!before) return undefined;
  const { userId, threadId } = standpoint;
  const added = draft.additions.filter(
    (each) =>
      each.conversationId === conversationId &&
      each.kind !== "system" &&
      each.senderId !== userId &&
      (threadId === undefined || each.threadId === threadId),
  );
  if (before.messages.length + added.length > 0) return { is: "stale", stored: before.messages, added };
  draft.judged.set(conversationId, before.lastSeq);
  return undefined;
}
