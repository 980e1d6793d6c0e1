import { and, asc, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Role } from "../lib/permissions";
import type { Participant } from "../lib/protocol/event";
import { type ConversationList, LIST_PAGE_SIZE } from "../lib/protocol/list";
import type { Db } from "./client";
import { formatCursor, type ListCursor } from "./list-cursor";
import { businesses, conversations, memberships, participants, receipts, users } from "./schema";
import { isDirect, summaryColumns, toSummary } from "./summaries";

export interface Access {
  role: Role;
  businessId: string;
  customerId: string | null;
}

/**
 * The one scoped lookup: what somebody is in a conversation; `null` for strangers, and where there is none.
 * A broadcast is no conversation that anybody opens: what the public reads of it is in broadcasts.ts.
 */
export async function accessTo(
  db: Db,
  { conversationId, userId }: { conversationId: string; userId: string },
): Promise<Access | null> {
  const [row] = await db
    .select({
      businessId: conversations.businessId,
      customerId: conversations.customerId,
      memberRole: memberships.role,
    })
    .from(conversations)
    .leftJoin(
      memberships,
      and(eq(memberships.businessId, conversations.businessId), eq(memberships.userId, userId)),
    )
    .where(and(eq(conversations.id, conversationId), isDirect));
  if (!row) return null;
  const role = row.customerId === userId ? "customer" : row.memberRole;
  return role && { role, businessId: row.businessId, customerId: row.customerId };
}

/** The open conversation of a customer with a business, made or found; of two askers at once one makes it. */
export function openConversation(
  db: Db,
  { businessId, customerId }: { businessId: string; customerId: string },
): Promise<{ id: string; isNew: boolean }> {
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(conversations)
      .values({ businessId, customerId })
      .onConflictDoNothing({
        target: [conversations.businessId, conversations.customerId],
        where: sql`kind = 'direct' and status = 'open'`,
      })
      .returning({ id: conversations.id });
    if (made) {
      await tx.insert(participants).values({ conversationId: made.id, userId: customerId, role: "customer" });
      return { id: made.id, isNew: true };
    }
    const found = await findConversation(tx, { businessId, customerId });
    if (!found) throw new Error("The conversation in the way of the insert is gone again");
    return { id: found.id, isNew: false };
  });
}

/** The open conversation of a customer with a business, where there is one. */
export async function findConversation(
  db: Pick<Db, "select">,
  { businessId, customerId }: { businessId: string; customerId: string },
): Promise<{ id: string } | null> {
  const [found] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        eq(conversations.customerId, customerId),
        sql`kind = 'direct' and status = 'open'`,
      ),
    );
  return found ?? null;
}

/** Conversations with a message, of one business, newest first; read marks are `readerId`'s. */
export function inboxPage(
  db: Db,
  { businessId, readerId, before }: { businessId: string; readerId: string; before?: ListCursor | undefined },
): Promise<ConversationList> {
  return listPage(db, { whose: eq(conversations.businessId, businessId), readerId, before });
}

/** Conversations with a message, of one customer, newest first. */
export function chatsPage(
  db: Db,
  { customerId, before }: { customerId: string; before?: ListCursor | undefined },
): Promise<ConversationList> {
  return listPage(db, { whose: eq(conversations.customerId, customerId), readerId: customerId, before });
}

async function listPage(
  db: Db,
  { whose, readerId, before }: { whose: SQL; readerId: string; before: ListCursor | undefined },
): Promise<ConversationList> {
  const rows = await db
    .select({ ...summaryColumns, readSeq: receipts.readSeq })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .leftJoin(receipts, and(eq(receipts.conversationId, conversations.id), eq(receipts.userId, readerId)))
    .where(
      and(
        whose,
        isDirect,
        isNotNull(conversations.lastMessageAt),
        before &&
          sql`(${conversations.lastMessageAt}, ${conversations.id}) < (${before.lastMessageAt}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    // The order of the indexes, nulls included; otherwise Postgres would sort the whole inbox.
    .orderBy(sql`${conversations.lastMessageAt} desc nulls last`, sql`${conversations.id} desc nulls last`)
    .limit(LIST_PAGE_SIZE + 1);
  const listed = rows
    .slice(0, LIST_PAGE_SIZE)
    .map(({ readSeq, ...row }) => ({ ...toSummary(row), readSeq: readSeq ?? 0 }));
  const last = listed.at(-1);
  const nextCursor =
    rows.length > LIST_PAGE_SIZE && last
      ? formatCursor({ lastMessageAt: last.lastMessage.createdAt, id: last.id })
      : null;
  return { conversations: listed, nextCursor };
}

export function peopleOf(
  db: Db,
  { conversationId, businessId }: { conversationId: string; businessId: string },
): Promise<Participant[]> {
  return db
    .select({ userId: users.id, name: users.name, role: participants.role })
    .from(participants)
    .innerJoin(conversations, eq(conversations.id, participants.conversationId))
    .innerJoin(users, eq(users.id, participants.userId))
    .where(and(eq(participants.conversationId, conversationId), eq(conversations.businessId, businessId)))
    .orderBy(asc(participants.joinedAt), asc(users.id));
}
