import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { readers } from "./broadcast-parts";
import type { Db } from "./client";
import { attachments } from "./conversation-parts";
import { businesses, conversations, messages, participants, users } from "./schema";
import { drafts } from "./work-parts";

/** So many messages are read at once. */
export const EXPORTED_AT_ONCE = 500;

const counts = z.object({
  ...{ conversations: z.int(), follows: z.int(), signIns: z.int(), tokens: z.int() },
  ...{ browsers: z.int(), drafts: z.int(), devices: z.int() },
});

/** How much is stored of somebody, by what it is. */
export async function countsOf(db: Db, userId: string) {
  const them = sql`${userId}::uuid`;
  const { rows } = await db.execute(sql`select
    (select count(*)::int from participants where user_id = ${them}) as conversations,
    (select count(*)::int from readers where user_id = ${them}) as follows,
    (select count(*)::int from sessions s where user_id = ${them} and expires_at > now()
      and not exists (select from api_tokens t where t.session_id = s.id)) as "signIns",
    (select count(*)::int from api_tokens t join sessions s on s.id = t.session_id
      where t.user_id = ${them} and s.expires_at > now()) as tokens,
    (select count(*)::int from push_subscriptions where user_id = ${them}) as browsers,
    (select count(*)::int from drafts where user_id = ${them}) as drafts,
    (select count(*)::int from device_keys where user_id = ${them}) as devices`);
  return counts.parse(rows[0]);
}

/** What somebody set, for themselves to take along. */
export async function personalOf(db: Db, userId: string) {
  const [person] = await db
    .select({
      ...{ id: users.id, name: users.name, email: users.email, createdAt: users.createdAt },
      ...{ timeZone: users.timeZone, chosenTimeZone: users.chosenTimeZone },
      ...{ locale: users.locale, isMailed: users.isMailed },
      ...{ quietFrom: users.quietFrom, quietUntil: users.quietUntil, showsPresence: users.showsPresence },
    })
    .from(users)
    .where(eq(users.id, userId));
  const [follows, drafted] = await Promise.all([
    db
      .select({ business: businesses.name, since: readers.createdAt, mailAddress: readers.mailAddress })
      .from(readers)
      .innerJoin(businesses, eq(businesses.id, readers.businessId))
      .where(eq(readers.userId, userId))
      .orderBy(asc(readers.createdAt)),
    db
      .select({ body: drafts.body, updatedAt: drafts.updatedAt })
      .from(drafts)
      // What somebody begins to write as a note is the business's.
      .where(and(eq(drafts.userId, userId), eq(drafts.mode, "reply")))
      .orderBy(asc(drafts.updatedAt)),
  ]);
  return { person, follows, drafts: drafted };
}

export interface OwnConversation {
  id: string;
  business: string;
  kind: string;
  title: string;
  role: string;
}

/** Where somebody has a seat, one after another by id; never among the notes of a business. */
export async function nextConversation(
  db: Db,
  { userId, after }: { userId: string; after: string | null },
): Promise<OwnConversation | null> {
  const { id, kind, title, customerId } = conversations;
  const isOwn = or(eq(participants.userId, userId), eq(customerId, userId));
  const [row] = await db
    .select({ id, kind, title, business: businesses.name, role: participants.role })
    .from(participants)
    .innerJoin(conversations, eq(conversations.id, participants.conversationId))
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .where(
      and(
        eq(participants.userId, userId),
        isOwn,
        inArray(kind, ["direct", "group"]),
        after === null ? undefined : gt(id, after),
      ),
    )
    .orderBy(asc(id))
    .limit(1);
  return row ?? null;
}

/** The next messages of a conversation: all for its customers, and for the business's own people what they wrote. */
export async function nextMessages(
  db: Db,
  { userId, conversation, afterSeq }: { userId: string; conversation: OwnConversation; afterSeq: number },
) {
  const isAll = conversation.role === "customer";
  const page = await db
    .select({
      ...{ id: messages.id, seq: messages.seq, senderName: messages.senderName, kind: messages.kind },
      ...{ body: messages.body, createdAt: messages.createdAt, editedAt: messages.editedAt },
    })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversation.id),
        gt(messages.seq, afterSeq),
        isNull(messages.deletedAt),
        isAll ? undefined : and(eq(messages.senderId, userId), ne(messages.kind, "system")),
      ),
    )
    .orderBy(asc(messages.seq))
    .limit(EXPORTED_AT_ONCE);
  const files = await db
    .select({ messageId: attachments.messageId, name: attachments.name, bytes: attachments.bytes })
    .from(attachments)
    .where(
      inArray(
        attachments.messageId,
        page.map(({ id }) => id),
      ),
    );
  return page.map((message) => ({
    ...message,
    files: files
      .filter(({ messageId }) => messageId === message.id)
      .map(({ name, bytes }) => ({ name, bytes })),
  }));
}
