import { and, desc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { pictures } from "../lib/attachment-kind";
import { type PostKeeping, UNPUBLISHED_MAX, type WaitingPost, type WrittenPost } from "../lib/broadcast";
import type { Attachment } from "../lib/protocol/message";
import { attachmentColumns } from "./attachments";
import { posts, topics } from "./broadcast-parts";
import type { Db } from "./client";
import { attachments } from "./conversation-parts";
import { broadcastOf } from "./posts";
import { businesses, messages } from "./schema";

interface Which {
  businessId: string;
  id: string;
}

/** Where the message is there the post is published, whether its row says so yet or not. */
const isWaiting = and(
  ne(posts.state, "published"),
  sql`not exists (select from ${messages} m where m.id = ${posts.id})`,
);

/** What a business has not published yet, what was written last first. */
export async function waitingPosts(db: Db, businessId: string): Promise<WaitingPost[]> {
  const rows = await db
    .select()
    .from(posts)
    .where(and(eq(posts.businessId, businessId), sql`state <> 'published'`, isWaiting))
    .orderBy(desc(posts.updatedAt), posts.id)
    .limit(UNPUBLISHED_MAX);
  return withPictures(db, rows);
}

export async function waitingPost(db: Db, { businessId, id }: Which): Promise<WaitingPost | null> {
  const rows = await db
    .select()
    .from(posts)
    .where(and(eq(posts.id, id), eq(posts.businessId, businessId), isWaiting));
  const [post] = await withPictures(db, rows);
  return post ?? null;
}

type Written = Omit<WrittenPost, "attachments"> & { attachmentIds: string[] };
type Saved = Which & Written & { authorId: string; rev: number };

/**
 * Keeps what is written of a post under an id that its writer made; `rev` is that of the post it was written on, 0 for
 * one that is not there. Whoever saved last is its author. What is planned stays as it is. `gone` where it is published, or was taken away; `wrong` where
 * what goes with it is not theirs to send.
 */
export function savePost(db: Db, saved: Saved): Promise<PostKeeping | "gone" | "too-many" | "wrong"> {
  const { id, businessId, authorId, rev, body, attachmentIds, topicId, isSilent, asksToConfirm } = saved;
  return db.transaction(async (tx) => {
    // Of two at once each sees the other.
    await tx.select().from(businesses).where(eq(businesses.id, businessId)).for("no key update");
    const [there] = await tx.select().from(posts).where(eq(posts.id, id));
    const before = there && (await waitingPost(tx, { businessId, id }));
    if (there ? !before : rev > 0) return "gone";
    if (before) {
      if (isSame(before, saved)) return { isKept: true, post: before };
      if (before.rev !== rev || before.state !== "draft") return { isKept: false, post: before };
    } else {
      const isOurs = and(eq(posts.businessId, businessId), ne(posts.state, "published"));
      if ((await tx.$count(posts, isOurs)) >= UNPUBLISHED_MAX) return "too-many";
    }
    if (topicId !== null && !(await hasTopic(tx, { businessId, id: topicId }))) return "wrong";
    if (!(await takePictures(tx, saved))) return "wrong";
    if (before) await releasePictures(tx, { id, except: attachmentIds });
    const written = {
      ...{ body, attachmentIds, topicId, isSilent, asksToConfirm },
      ...{ failure: null, authorId, rev: rev + 1 },
    };
    const [row] = await tx
      .insert(posts)
      .values({ id, businessId, ...written })
      .onConflictDoUpdate({ target: posts.id, set: { ...written, updatedAt: sql`now()` } })
      .returning();
    const [post] = await withPictures(tx, row ? [row] : []);
    return post ? { isKept: true, post } : "gone";
  });
}

/** What is to be published then. `empty` where it says and shows nothing. */
export async function planPost(
  db: Db,
  { businessId, id, rev, publishAt }: Which & { rev: number; publishAt: Date },
): Promise<PostKeeping | "gone" | "empty"> {
  const rows = await db
    .update(posts)
    .set({ state: "planned", publishAt, failure: null, rev: rev + 1, updatedAt: sql`now()` })
    .where(
      and(
        ...[eq(posts.id, id), eq(posts.businessId, businessId), eq(posts.rev, rev), isWaiting],
        sql`(${posts.body} <> '' or ${posts.attachmentIds} <> '{}')`,
      ),
    )
    .returning();
  const [planned] = await withPictures(db, rows);
  if (planned) return { isKept: true, post: planned };
  const post = await waitingPost(db, { businessId, id });
  if (!post) return "gone";
  const isPlanned = post.publishAt === publishAt.toISOString();
  return post.rev === rev ? "empty" : { isKept: isPlanned, post };
}

/** A plan that is taken back is a draft again; nothing where it is published already. */
export async function takeBackPost(db: Db, { businessId, id }: Which): Promise<WaitingPost | null> {
  await db
    .update(posts)
    .set({ state: "draft", publishAt: null, rev: sql`${posts.rev} + 1`, updatedAt: sql`now()` })
    .where(and(eq(posts.id, id), eq(posts.businessId, businessId), eq(posts.state, "planned"), isWaiting));
  return waitingPost(db, { businessId, id });
}

/** Its pictures stay for a while, for whoever takes that back. False where it is published already. */
export function dropPost(db: Db, { businessId, id }: Which): Promise<boolean> {
  return db.transaction(async (tx) => {
    const dropped = await tx
      .delete(posts)
      .where(and(eq(posts.id, id), eq(posts.businessId, businessId), isWaiting))
      .returning({ id: posts.id });
    if (dropped.length > 0) await releasePictures(tx, { id, except: [] });
    const [there] = await tx
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.id, id), eq(posts.businessId, businessId)));
    return there === undefined;
  });
}

async function hasTopic(db: Db, { businessId, id }: Which): Promise<boolean> {
  return (await db.$count(topics, and(eq(topics.id, id), eq(topics.businessId, businessId)))) > 0;
}

/** Pictures that wait for this post alone, from now on: whoever brought them, they are its author's to send. */
async function takePictures(
  db: Db,
  { id, businessId, attachmentIds, authorId }: Which & { attachmentIds: string[]; authorId: string },
): Promise<boolean> {
  if (attachmentIds.length === 0) return true;
  const free = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(
      and(
        inArray(attachments.id, attachmentIds),
        eq(attachments.conversationId, await broadcastOf(db, businessId)),
        eq(attachments.state, "ready"),
        isNull(attachments.messageId),
        or(isNull(attachments.postId), eq(attachments.postId, id)),
        inArray(attachments.mediaType, Object.keys(pictures)),
      ),
    )
    .for("update");
  if (free.length !== attachmentIds.length) return false;
  await db
    .update(attachments)
    .set({ postId: id, uploaderId: authorId })
    .where(inArray(attachments.id, attachmentIds));
  return true;
}

/** Those that do not go with it any more are kept as long as if they had just been uploaded. */
async function releasePictures(db: Db, { id, except }: { id: string; except: string[] }): Promise<void> {
  const kept = sql.param(except);
  await db
    .update(attachments)
    .set({ postId: null, createdAt: sql`now()` })
    .where(and(eq(attachments.postId, id), sql`${attachments.id} <> all(${kept}::uuid[])`));
}

function isSame(
  post: WaitingPost,
  { body, attachmentIds, topicId, isSilent, asksToConfirm }: Written,
): boolean {
  const ids = post.attachments.map(({ id }) => id);
  return (
    post.state === "draft" &&
    post.failure === null &&
    post.body === body &&
    post.topicId === topicId &&
    post.isSilent === isSilent &&
    post.asksToConfirm === asksToConfirm &&
    ids.join() === attachmentIds.join()
  );
}

async function withPictures(db: Db, rows: (typeof posts.$inferSelect)[]): Promise<WaitingPost[]> {
  const ids = rows.flatMap(({ attachmentIds }) => attachmentIds);
  const found: Attachment[] =
    ids.length > 0
      ? await db
          .select(attachmentColumns)
          .from(attachments)
          .where(and(inArray(attachments.id, ids), eq(attachments.state, "ready")))
      : [];
  return rows.map(({ id, body, attachmentIds, topicId, isSilent, state, publishAt, failure, ...row }) => ({
    ...{ id, body, topicId, isSilent, asksToConfirm: row.asksToConfirm, failure, rev: row.rev },
    attachments: attachmentIds.flatMap((each) => found.find((picture) => picture.id === each) ?? []),
    state: state === "planned" ? "planned" : "draft",
    publishAt: state === "planned" ? (publishAt?.toISOString() ?? null) : null,
    updatedAt: row.updatedAt.toISOString(),
  }));
}
