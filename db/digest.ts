import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { DIGEST_MESSAGES_MAX } from "../lib/notification";
import type { Message } from "../lib/protocol/message";
import type { Db } from "./client";
import { clockOfUser } from "./clock-of-user";
import { receipts } from "./conversation-parts";
import { notificationChoices, notified } from "./job-parts";
import type { Way } from "./jobs";
import { messageColumns, toMessage } from "./message-row";
import { businesses, conversations, messages, users } from "./schema";
import { mentions } from "./work-parts";

interface Asked {
  userId: string;
  conversationId: string;
  /** By which way they are to be told. */
  kind: Way;
}

const toldBy = { mail: notified.mailedSeq, push: notified.pushedSeq };

/**
 * What somebody who may read a conversation has neither read of it nor been told of in this way, and where; of notes
 * only those that name them. `null` where there is nothing to tell, or they do not want to be told.
 */
export async function digestFor(
  db: Db,
  { userId, conversationId, kind }: Asked,
  { isStaff }: { isStaff: boolean },
) {
  const place = await placeOf(db, { userId, conversationId, kind });
  if (!place || !wants(place)) return null;
  const isNote = place.kind === "internal";
  // A customer whom a colleague has answered waits for nobody, and one with whom the bot goes on for no person.
  const isWaiting =
    place.lastSenderRole === "customer" || (place.lastSenderRole === "bot" && place.isWithPeople);
  const isAnswered = place.status !== "open" || !isWaiting;
  if (isStaff && !isNote && isAnswered) return null;
  const named = db.select({ id: mentions.messageId }).from(mentions).where(eq(mentions.userId, userId));
  const rows = await db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        ...[eq(messages.conversationId, conversationId), gt(messages.seq, place.knownSeq)],
        ...[ne(messages.kind, "system"), isNull(messages.deletedAt)],
        or(isNull(messages.senderId), ne(messages.senderId, userId)),
        isNote ? inArray(messages.id, named) : isStaff ? eq(messages.senderRole, "customer") : undefined,
      ),
    )
    .orderBy(asc(messages.seq))
    .limit(DIGEST_MESSAGES_MAX + 1);
  if (rows.length === 0) return null;
  const told: Message[] = rows.slice(0, DIGEST_MESSAGES_MAX).map(toMessage);
  return { ...place, messages: told, hasMore: rows.length > DIGEST_MESSAGES_MAX };
}
export type Digest = NonNullable<Awaited<ReturnType<typeof digestFor>>>;

async function placeOf(db: Db, { userId, conversationId, kind }: Asked) {
  const isTheirs = (table: typeof receipts | typeof notified) =>
    and(eq(table.conversationId, conversations.id), eq(table.userId, userId));
  const parent = alias(conversations, "parent");
  const [place] = await db
    .select({
      ...{ kind: conversations.kind, parentId: conversations.parentId, status: conversations.status },
      title: sql<string>`coalesce(${parent.title}, ${conversations.title})`,
      ...{ lastSeq: conversations.lastSeq, lastSenderRole: conversations.lastSenderRole },
      isWithPeople: conversations.isWithPeople,
      ...{ businessName: businesses.name, level: notificationChoices.level },
      knownSeq: sql<number>`greatest(${receipts.readSeq}, ${toldBy[kind]}, 0)`,
      ...{
        email: sql<string | null>`coalesce(${users.email}, ${users.mailAddress})`,
        lastMail: conversations.lastMail,
      },
      /** They have no account: a mail is all they see of the conversation. */
      isByMail: sql<boolean>`${users.email} is null and ${users.mailAddress} is not null`,
      ...{ isMailed: users.isMailed, locale: users.locale, timeZone: clockOfUser },
      ...{ quietFrom: users.quietFrom, quietUntil: users.quietUntil },
    })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .innerJoin(users, eq(users.id, userId))
    .leftJoin(parent, eq(parent.id, conversations.parentId))
    .leftJoin(receipts, isTheirs(receipts))
    .leftJoin(notified, isTheirs(notified))
    .leftJoin(
      notificationChoices,
      and(
        eq(notificationChoices.conversationId, sql`coalesce(${parent.id}, ${conversations.id})`),
        eq(notificationChoices.userId, userId),
      ),
    )
    .where(eq(conversations.id, conversationId));
  return place;
}

/** What they chose since this was asked for. */
function wants({ kind, level }: NonNullable<Awaited<ReturnType<typeof placeOf>>>): boolean {
  return level === null || level === "all" || (level === "mentions" && kind === "internal");
}

/** They were told in this way of everything up to this message. */
export async function keepTold(
  db: Db,
  { userId, conversationId, kind, seq }: Asked & { seq: number },
): Promise<void> {
  const [mailedSeq, pushedSeq] = kind === "mail" ? [seq, 0] : [0, seq];
  await db
    .insert(notified)
    .values({ userId, conversationId, mailedSeq, pushedSeq })
    .onConflictDoUpdate({
      target: [notified.userId, notified.conversationId],
      set: {
        mailedSeq: sql`greatest(${notified.mailedSeq}, excluded.mailed_seq)`,
        pushedSeq: sql`greatest(${notified.pushedSeq}, excluded.pushed_seq)`,
      },
    });
}
