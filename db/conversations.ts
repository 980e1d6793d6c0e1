import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import type { Rank } from "../lib/group";
import type { Role } from "../lib/permissions";
import type { Participant } from "../lib/protocol/event";
import { type ConversationList, LIST_PAGE_SIZE, type ListedConversation } from "../lib/protocol/list";
import { bots } from "./bot-parts";
import type { Db } from "./client";
import { receipts } from "./conversation-parts";
import { formatCursor, type ListCursor } from "./list-cursor";
import { businesses, conversations, memberships, participants, users } from "./schema";
import { newestFirst, PLACE, placeOf } from "./spans";
import { isAmongFirst, isListed, summaryColumns, toSummary } from "./summaries";

export interface Access {
  role: Role;
  businessId: string;
  customerId: string | null;
  /** `internal` are notes, which no customer has access to. */
  kind: "direct" | "group" | "internal";
  title: string;
  /** In a group, of those who take part. */
  rank: Rank | null;
  /** Whether its business is suspended: nothing of it is to be seen or done until it is restored. */
  isClosed: boolean;
}

/**
 * The one scoped lookup: what somebody is in a conversation; `null` for strangers and whoever is suspended, and where there
 * is none.
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
      kind: conversations.kind,
      title: conversations.title,
      memberRole: memberships.role,
      seatRole: participants.role,
      rank: participants.rank,
      botId: bots.userId,
      suspendedAt: users.suspendedAt,
      isClosed: isNotNull(businesses.suspendedAt),
    })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, userId))
    .leftJoin(
      memberships,
      and(eq(memberships.businessId, conversations.businessId), eq(memberships.userId, userId)),
    )
    .leftJoin(
      participants,
      and(eq(participants.conversationId, conversations.id), eq(participants.userId, userId)),
    )
    .leftJoin(
      bots,
      and(eq(bots.businessId, conversations.businessId), eq(bots.userId, userId), isNull(bots.disabledAt)),
    )
    .where(eq(conversations.id, conversationId));
  if (!row || row.kind === "broadcast" || row.suspendedAt) return null;
  // Whoever left the business keeps a seat in what they answered, and has no business there.
  const isCustomer =
    row.kind !== "internal" &&
    (row.customerId === userId || (row.kind === "group" && row.seatRole === "customer"));
  const isBot = row.kind === "direct" && row.botId !== null;
  const role = isCustomer ? "customer" : (row.memberRole ?? (isBot ? "bot" : null));
  const { businessId, customerId, kind, title, rank, isClosed } = row;
  return role && { role, businessId, customerId, kind, title, rank, isClosed: Boolean(isClosed) };
}

/** The conversation of a customer with a business, made or found; of two askers at once one makes it. */
export function openConversation(
  db: Db,
  {
    businessId,
    customerId,
    channel = "chat",
  }: { businessId: string; customerId: string; channel?: "chat" | "email" },
): Promise<{ id: string; isNew: boolean }> {
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(conversations)
      .values({ businessId, customerId, channel, members: 1 })
      .onConflictDoNothing({
        target: [conversations.businessId, conversations.customerId],
        where: sql`kind = 'direct'`,
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

/** The conversation of a customer with a business, where there is one. */
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
        sql`kind = 'direct'`,
      ),
    );
  return found ?? null;
}

interface ListAsked {
  before?: ListCursor | undefined;
  limit?: number | undefined;
}

/** Conversations with a message, of one customer, and the groups they take part in, newest first. */
export async function chatsPage(
  db: Db,
  { customerId, before, limit = LIST_PAGE_SIZE }: ListAsked & { customerId: string },
): Promise<ConversationList> {
  const groups = db
    .select({ id: participants.conversationId })
    .from(participants)
    .where(
      and(
        eq(participants.userId, customerId),
        isNotNull(participants.rank),
        eq(participants.role, "customer"),
      ),
    );
  const [own, shared] = await Promise.all(
    [eq(conversations.customerId, customerId), inArray(conversations.id, groups)].map((whose) =>
      listPage(db, { whose, readerId: customerId, before, limit }),
    ),
  );
  assert(own && shared, "there are two lists");
  if (shared.conversations.length === 0) return own;
  return merged(own, shared, limit);
}

/** Two lists as one, newest first; the rest of both comes with the next page. */
function merged(one: ConversationList, other: ConversationList, limit: number): ConversationList {
  const all = [...one.conversations, ...other.conversations].toSorted(byLastMessage);
  const listed = all.slice(0, limit);
  const last = listed.at(-1);
  const hasMore = all.length > listed.length || one.nextCursor !== null || other.nextCursor !== null;
  const nextCursor =
    hasMore && last ? formatCursor({ lastMessageAt: last.lastMessage.createdAt, id: last.id }) : null;
  return { conversations: listed, nextCursor };
}

function byLastMessage(one: ListedConversation, other: ListedConversation): number {
  const at = ({ lastMessage, id }: ListedConversation) => `${lastMessage.createdAt} ${id}`;
  return at(one) < at(other) ? 1 : -1;
}

async function listPage(
  db: Db,
  {
    whose,
    readerId,
    before,
    limit,
  }: { whose: SQL | undefined; readerId: string; before: ListCursor | undefined; limit: number },
): Promise<ConversationList> {
  const where = and(
    whose,
    isListed,
    isNotNull(conversations.lastMessageAt),
    before && sql`(${PLACE}) < (${placeOf({ at: before.lastMessageAt, id: before.id })})`,
  );
  const rows = await db
    .select({ ...summaryColumns, readSeq: receipts.readSeq })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .leftJoin(receipts, and(eq(receipts.conversationId, conversations.id), eq(receipts.userId, readerId)))
    .where(isAmongFirst({ where, order: newestFirst(), limit: limit + 1 }))
    .orderBy(newestFirst());
  const listed = rows
    .slice(0, limit)
    .map(({ readSeq, ...row }) => ({ ...toSummary(row), readSeq: readSeq ?? 0 }));
  const last = listed.at(-1);
  const nextCursor =
    rows.length > limit && last
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
