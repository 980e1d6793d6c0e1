import type { VercelPool } from "@vercel/postgres";
import type { Attachment } from "../lib/protocol/message";
import {
  type Append,
  type Known,
  type KnownFile,
  type KnownSecret,
  type KnownTalk,
  type KnownThread,
  seatOf,
} from "./desk";
import { stepsOf } from "./known-steps";
import { worksOf } from "./known-work";
import { FILES_OF_M, type MessageRow, REACTIONS_OF_M, reactionsOf, toMessage } from "./message-row";
import { IS_LIVE_CALL } from "./schema";
import { noticeOfJoining } from "./seating";
import type { Seat } from "./seats";
import type { Target } from "./target";
import { unseenOf } from "./unseen";

/** What is in the database of what a batch asks for. */
export async function knownOf(pool: VercelPool, batch: Append[]): Promise<Known> {
  const entries = batch.map(({ entry }) => entry);
  const messages = await targetsOf(pool, batch.flatMap(messagesAskedFor));
  const threadIds = entries.flatMap((entry) =>
    (entry.op === "message" || entry.op === "thread") && entry.threadId ? [entry.threadId] : [],
  );
  const grownFrom = entries.flatMap((entry) => (entry.op === "thread" ? [entry.id] : []));
  const fileIds = entries.flatMap((entry) => (entry.op === "message" ? (entry.attachmentIds ?? []) : []));
  const secretIds = entries.flatMap((entry) => (entry.op === "message" && entry.secret ? [entry.id] : []));
  const circles = batch
    .filter((each) => asksOfTheCircle(each) || asksWhoGoesOn(each))
    .map(({ conversationId }) => conversationId);
  return {
    messages: new Map(messages.map((each) => [each.message.id, each])),
    threads: await threadsOf(pool, threadIds, grownFrom),
    files: await filesOf(pool, fileIds),
    secrets: await secretsOf(pool, secretIds),
    talks: await talksOf(pool, circles),
    works: await worksOf(pool, batch),
    steps: await stepsOf(pool, batch),
    seats: await seatsOf(pool, batch),
    unseen: await unseenOf(pool, batch),
  };
}

/** The messages a batch is about, and those whose ids it takes. */
function messagesAskedFor({ conversationId, entry }: Append): string[] {
  if (entry.op === "join")
    return [noticeOfJoining(conversationId, entry.userId), ...(entry.toSay ? idsIn(entry.toSay) : [])];
  if (!("id" in entry)) return [];
  if (entry.op !== "message") return [entry.id];
  return [...idsIn(entry), ...(entry.replyTo ? [entry.replyTo] : [])];
}

/** Of what is said: its own, and that of what it answers. */
function idsIn({ id, answers }: { id: string; answers?: string | undefined }): string[] {
  return answers === undefined ? [id] : [id, answers];
}

function asksWhoGoesOn({ entry }: Append): boolean {
  return entry.op === "handover" || (entry.op === "message" && entry.role === "bot");
}

function asksOfTheCircle({ entry: { op } }: Append): boolean {
  return ["join", "add", "remove", "leave", "rank", "rename", "thread", "ring"].includes(op);
}

interface TargetRow extends MessageRow {
  deletedAgoMs: number | null;
  isLast: boolean;
  openedBy: string | null;
  openedAt: Date | null;
  nowMs: number;
}

async function targetsOf(pool: VercelPool, ids: string[]): Promise<Target[]> {
  if (ids.length === 0) return [];
  const { rows } = await pool.query<TargetRow>(
    `
    select m.id, m.conversation_id as "conversationId", seq, rev, kind, m.sender_id as "senderId",
      sender_role as "senderRole", sender_name as "senderName", body, metadata, reply_to as "replyTo",
      thread_id as "threadId", thread_seq as "threadSeq",
      m.created_at as "createdAt", edited_at as "editedAt", deleted_at as "deletedAt", deleted_by as "deletedBy",
      (extract(epoch from now() - deleted_at) * 1000)::float8 as "deletedAgoMs",
      ${REACTIONS_OF_M} as given, ${FILES_OF_M} as files,
      not exists (select 1 from messages later where later.conversation_id = m.conversation_id
        and later.seq > m.seq and (later.kind <> 'system' or later.metadata ->> 'event' in ('call', 'closing'))) as "isLast",
      s.opened_by as "openedBy", s.opened_at as "openedAt", (extract(epoch from now()) * 1000)::float8 as "nowMs"
    from unnest($1::uuid[]) as e (id) cross join lateral (select * from messages m where m.id = e.id limit 1) m
      left join lateral (select * from secrets s where s.id = m.id and m.metadata ? 'secret' limit 1) s on true`,
    [ids],
  );
  return rows.map(targetOf);
}

function targetOf(row: TargetRow): Target {
  const { deletedBy, deletedAgoMs, isLast, nowMs, openedBy: by, openedAt: at } = row;
  const { body, metadata, files: attachments } = row;
  const message = { ...toMessage(row), body, metadata, attachments, reactions: reactionsOf(row.given) };
  const opening = by && at ? { by, at: at.toISOString() } : null;
  return { message, deletedBy, deletedAgoMs, isLast, nowMs, opening };
}

async function threadsOf(
  pool: VercelPool,
  ids: string[],
  messageIds: string[],
): Promise<Map<string, KnownThread>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<Omit<KnownThread, "lastAt"> & { lastAt: Date }>(
    `
    select id, conversation_id as "conversationId", message_id as "messageId", title, replies, last_at as "lastAt"
    from threads where id = any ($1::uuid[]) or message_id = any ($2::uuid[])`,
    [ids, messageIds],
  );
  return new Map(rows.map((row) => [row.id, { ...row, lastAt: row.lastAt.toISOString() }]));
}

async function filesOf(pool: VercelPool, ids: string[]): Promise<Map<string, KnownFile>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<Attachment & Omit<KnownFile, "attachment">>(
    `
    select id, conversation_id as "conversationId", uploader_id as "uploaderId",
      state = 'ready' and message_id is null as "isFree", name, media_type as "mediaType", bytes, width, height,
      duration_ms as "durationMs", peaks, has_thumbnail as "hasThumbnail"
    from attachments where id = any ($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ conversationId, uploaderId, isFree, ...attachment }) => [
      attachment.id,
      { conversationId, uploaderId, isFree, attachment },
    ]),
  );
}

async function secretsOf(pool: VercelPool, ids: string[]): Promise<Map<string, KnownSecret>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<Omit<KnownSecret, "expiresAt"> & { id: string; expiresAt: Date }>(
    `
    select id, conversation_id as "conversationId", sender_id as "senderId", side, expires_at as "expiresAt"
    from secrets where id = any ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...row }) => [id, { ...row, expiresAt: row.expiresAt.toISOString() }]));
}

async function talksOf(pool: VercelPool, ids: string[]): Promise<Map<string, KnownTalk>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<KnownTalk & { id: string }>(
    `
    select id, kind, title, members, rev, is_with_people as "isWithPeople",
      exists (select 1 from messages m where m.conversation_id = c.id and ${IS_LIVE_CALL}) as "isCalling",
      (select count(*) from threads t where t.conversation_id = c.id)::int as threads
    from conversations c where id = any ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...talk }) => [id, talk]));
}

/** Of whoever asks something about the members of a conversation, and of whom it is asked. */
async function seatsOf(pool: VercelPool, batch: Append[]): Promise<Map<string, Seat>> {
  const asked = batch.flatMap(({ conversationId, entry }) => {
    switch (entry.op) {
      case "join":
      case "leave":
      case "rename":
        return [{ conversationId, userId: entry.userId }];
      case "add":
        return [entry.userId, entry.member.userId].map((userId) => ({ conversationId, userId }));
      case "remove":
      case "rank":
        return [entry.userId, entry.memberId].map((userId) => ({ conversationId, userId }));
      default:
        return [];
    }
  });
  if (asked.length === 0) return new Map();
  const { rows } = await pool.query<Seat & { conversationId: string; userId: string }>(
    `
    select p.conversation_id as "conversationId", p.user_id as "userId", p.role, p.rank, u.name
    from participants p join users u on u.id = p.user_id
    where (p.conversation_id, p.user_id) in (select * from unnest($1::uuid[], $2::uuid[]))`,
    [asked.map(({ conversationId }) => conversationId), asked.map(({ userId }) => userId)],
  );
  return new Map(
    rows.map(({ conversationId, userId, ...seat }) => [seatOf(conversationId, userId), seat] as const),
  );
}
