import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { append } from "@/db/append";
import { posts, topics } from "@/db/broadcast-parts";
import { attachments } from "@/db/conversation-parts";
import { broadcastOf } from "@/db/posts";
import { conversations, messages } from "@/db/schema";
import type { Cast } from "./cast";

/** Has the business tell everybody some things, one after the other, as the ledger stores them. */
export async function tellAll(
  { db, businessId, nora }: Pick<Cast, "db" | "businessId" | "nora">,
  told: { body: string; topicId?: string }[],
): Promise<string[]> {
  const conversationId = await broadcastOf(db, businessId);
  const { lastSeq, rev } = (
    await db.select().from(conversations).where(eq(conversations.id, conversationId))
  )[0] ?? { lastSeq: 0, rev: 0 };
  const ids = told.map(() => randomUUID());
  await db.insert(messages).values(
    told.map(({ body }, n) => ({
      ...{ id: ids[n] ?? "", conversationId, businessId, seq: lastSeq + n + 1, rev: rev + n + 1, body },
      ...{ senderId: nora.userId, senderRole: "owner" as const, senderName: nora.name },
    })),
  );
  await db.insert(posts).values(
    told.map(({ topicId }, n) => ({
      ...{ id: ids[n] ?? "", businessId, authorId: nora.userId, topicId, state: "published" as const },
      ...{ publishAt: new Date(), askedAt: new Date() },
    })),
  );
  const [seq, now] = [lastSeq + told.length, new Date()];
  await db
    .update(conversations)
    .set({ lastSeq: seq, rev: rev + told.length, lastMessageAt: now })
    .where(eq(conversations.id, conversationId));
  return ids;
}

/** A picture that came with a post, or waits for one. */
export async function pictureOf(
  { db, businessId, nora }: Pick<Cast, "db" | "businessId" | "nora">,
  postId: string | null,
): Promise<string> {
  const id = randomUUID();
  const conversationId = await broadcastOf(db, businessId);
  await db.insert(attachments).values({
    ...{ id, conversationId, uploaderId: nora.userId, messageId: postId, state: "ready" },
    ...{ name: "kiln.jpg", mediaType: "image/jpeg", bytes: 1, width: 4, height: 3 },
  });
  if (postId) await db.update(messages).set({ kind: "file" }).where(eq(messages.id, postId));
  return id;
}

/** What Nora told everybody, as it is stored once it is published. */
export async function published(
  { pool, db, businessId, nora }: Cast,
  body: string,
  post: Partial<typeof posts.$inferInsert> = {},
): Promise<string> {
  const conversationId = await broadcastOf(db, businessId);
  const id = randomUUID();
  await append(pool, [{ conversationId, entry: { op: "message", id, ...nora, body } }]);
  await db.insert(posts).values({
    ...{ id, businessId, authorId: nora.userId, state: "published", publishAt: new Date(), ...post },
  });
  return id;
}

export async function topicNamed({ db, businessId }: Cast, name: string): Promise<string> {
  const [topic] = await db.insert(topics).values({ businessId, name, place: 0 }).returning({ id: topics.id });
  if (!topic) throw new Error("no topic was made");
  return topic.id;
}
