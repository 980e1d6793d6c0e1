import { and, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Attachment } from "../lib/protocol/message";
import type { Db } from "./client";
import { attachments } from "./conversation-parts";
import { messages } from "./schema";

/** How many files may wait for somebody to send them. */
export const UNSENT_PER_PERSON_MAX = 50;

/** After so long whoever began an upload is taken for gone, and another may take its id up again. */
const BEGUN_FOR_S = 90;

/** Files that nobody sent, or whose message was deleted, are kept this long. */
const KEPT_FOR = sql`interval '1 day'`;

export const attachmentColumns = {
  id: attachments.id,
  name: attachments.name,
  mediaType: attachments.mediaType,
  bytes: attachments.bytes,
  width: attachments.width,
  height: attachments.height,
  durationMs: attachments.durationMs,
  peaks: attachments.peaks,
  hasThumbnail: attachments.hasThumbnail,
};

export interface Upload extends Attachment {
  conversationId: string;
  uploaderId: string;
}

/** Neither sent nor kept for a post. */
const isLoose = and(isNull(attachments.messageId), isNull(attachments.postId));

export async function unsentOf(db: Db, uploaderId: string): Promise<number> {
  return db.$count(attachments, and(eq(attachments.uploaderId, uploaderId), isLoose));
}

/** What became of an id: it is the asker's to fill, was filled by them before, is being filled, or is not theirs. */
export type Claim = { is: "begun" } | { is: "there"; attachment: Attachment } | { is: "under way" | "taken" };

/** The row comes before the file, so that there is no file without a row. */
export async function beginUpload(db: Db, upload: Upload): Promise<Claim> {
  const { id, conversationId, uploaderId } = upload;
  const [begun] = await db
    .insert(attachments)
    .values({ ...upload, state: "pending" })
    .onConflictDoUpdate({
      target: attachments.id,
      set: { ...upload, createdAt: sql`now()` },
      setWhere: and(
        isTheirs(upload),
        eq(attachments.state, "pending"),
        sql`${attachments.createdAt} < now() - make_interval(secs => ${BEGUN_FOR_S})`,
      ),
    })
    .returning({ id: attachments.id });
  if (begun) return { is: "begun" };
  const [row] = await db
    .select({ ...attachmentColumns, state: attachments.state })
    .from(attachments)
    .where(isTheirs({ id, conversationId, uploaderId }));
  if (!row) return { is: "taken" };
  const { state, ...attachment } = row;
  return state === "ready" ? { is: "there", attachment } : { is: "under way" };
}

/** Its file is whole: from now on it can be sent. */
export async function finishUpload(db: Db, upload: Whose): Promise<void> {
  await db.update(attachments).set({ state: "ready" }).where(isTheirs(upload));
}

/** Forgets one that did not succeed. */
export async function forgetUpload(db: Db, upload: Whose): Promise<void> {
  await db.delete(attachments).where(and(isTheirs(upload), eq(attachments.state, "pending")));
}

type Whose = Pick<Upload, "id" | "conversationId" | "uploaderId">;

function isTheirs({ id, conversationId, uploaderId }: Whose): SQL | undefined {
  return and(
    eq(attachments.id, id),
    eq(attachments.conversationId, conversationId),
    eq(attachments.uploaderId, uploaderId),
  );
}

export interface KeptFile extends Attachment {
  conversationId: string;
  uploaderId: string | null;
  isSent: boolean;
}

/** A whole file that was sent and not deleted, or not sent yet. Whoever asks must have access to the conversation. */
export async function fileById(db: Db, id: string): Promise<KeptFile | null> {
  const [row] = await db
    .select({
      ...attachmentColumns,
      conversationId: attachments.conversationId,
      uploaderId: attachments.uploaderId,
      messageId: attachments.messageId,
      deletedAt: messages.deletedAt,
    })
    .from(attachments)
    .leftJoin(messages, eq(messages.id, attachments.messageId))
    .where(and(eq(attachments.id, id), eq(attachments.state, "ready")));
  if (!row || row.deletedAt) return null;
  const { messageId, deletedAt: _, ...file } = row;
  return { ...file, isSent: messageId !== null };
}

export interface Leftover {
  id: string;
  conversationId: string;
}

/** Some that were never sent, and from now on cannot be. */
export async function unsentLeftovers(db: Db, limit: number): Promise<Leftover[]> {
  const old = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(isLoose, lt(attachments.createdAt, sql`now() - ${KEPT_FOR}`)))
    .orderBy(attachments.createdAt)
    .limit(limit);
  // Named one by one, or Postgres would look through all there are. One that is sent meanwhile stays.
  const ids = old.map(({ id }) => id);
  if (ids.length === 0) return [];
  return db
    .update(attachments)
    .set({ state: "pending" })
    .where(and(inArray(attachments.id, ids), isLoose))
    .returning({ id: attachments.id, conversationId: attachments.conversationId });
}

/** Some of messages that were deleted so long ago that nobody can restore them. */
export function deletedLeftovers(db: Db, limit: number): Promise<Leftover[]> {
  return db
    .select({ id: attachments.id, conversationId: attachments.conversationId })
    .from(messages)
    .innerJoin(attachments, eq(attachments.messageId, messages.id))
    .where(
      and(
        // As in the index `messages_deleted_files`, which Postgres would not use for anything else.
        sql`${messages.kind} = 'file'`,
        lt(messages.deletedAt, sql`now() - ${KEPT_FOR}`),
        eq(attachments.state, "ready"),
      ),
    )
    .limit(limit);
}

/** Once their files are gone. */
export async function forgetLeftovers(db: Db, leftovers: Leftover[]): Promise<void> {
  const ids = leftovers.map(({ id }) => id);
  if (ids.length > 0) await db.delete(attachments).where(inArray(attachments.id, ids));
}
