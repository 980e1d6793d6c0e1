import { and, desc, eq, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Participant } from "../lib/protocol/event";
import type { Telling } from "../lib/telling";
import type { Db } from "./client";
import { peopleOf } from "./conversations";
import { conversations, messages, users } from "./schema";

/** Counted no further: a long conversation would cost as much as it is long. */
export const MESSAGES_COUNTED_MAX = 1_000;
const OTHERS_MAX = 5;

/** What the members of a business know of whom a conversation is with. */
export interface Customer {
  /** Gone with their account, as is all that is `null` here. */
  id: string | null;
  name: string | null;
  isGuest: boolean;
  /** When they first wrote to the business. */
  firstContactAt: string | null;
  /** Of people, in this conversation; MESSAGES_COUNTED_MAX stands for more as well. */
  messageCount: number;
  /** Who of the business takes part. */
  team: Participant[];
  /** Their other conversations with the business, the newest first. */
  others: (Telling & { id: string; lastMessageAt: string })[];
}

/** `null` where the business has no such conversation. */
export async function customerOf(
  db: Db,
  asked: { businessId: string; conversationId: string },
): Promise<Customer | null> {
  const [person, people] = await Promise.all([personOf(db, asked), peopleOf(db, asked)]);
  if (!person) return null;
  const { id, name, email, firstContactAt, messageCount } = person;
  return {
    id,
    name,
    isGuest: id !== null && email === null,
    firstContactAt: firstContactAt && new Date(firstContactAt).toISOString(),
    messageCount,
    team: people.filter(({ role }) => role !== "customer"),
    others: id === null ? [] : await otherConversations(db, { ...asked, customerId: id }),
  };
}

async function personOf(
  db: Db,
  { businessId, conversationId }: { businessId: string; conversationId: string },
) {
  const [person] = await db
    .select({
      id: conversations.customerId,
      name: users.name,
      email: users.email,
      firstContactAt: firstContactAt(),
      messageCount: messageCount(),
    })
    .from(conversations)
    .leftJoin(users, eq(users.id, conversations.customerId))
    .where(and(eq(conversations.id, conversationId), eq(conversations.businessId, businessId)));
  return person;
}

function firstContactAt(): SQL<string | null> {
  const every = alias(conversations, "every");
  return sql`(select min(${messages.createdAt}) from ${conversations} "every" join ${messages}
    on ${messages.conversationId} = ${every.id} and ${messages.seq} = 1
    where ${every.customerId} = "conversations"."customer_id" and ${every.businessId} = "conversations"."business_id")`;
}

function messageCount(): SQL<number> {
  return sql`(select count(*)::int from (select from ${messages}
    where ${messages.conversationId} = "conversations"."id" and ${messages.kind} <> 'system'
    limit ${MESSAGES_COUNTED_MAX}::int) counted)`;
}

async function otherConversations(
  db: Db,
  { businessId, conversationId, customerId }: Record<"businessId" | "conversationId" | "customerId", string>,
): Promise<Customer["others"]> {
  const { id, lastPreview, lastSort, lastMessageAt } = conversations;
  const rows = await db
    .select({ id, preview: lastPreview, sort: lastSort, lastMessageAt })
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        eq(conversations.customerId, customerId),
        ne(id, conversationId),
        isNotNull(lastMessageAt),
      ),
    )
    .orderBy(desc(lastMessageAt))
    .limit(OTHERS_MAX);
  return rows.flatMap((row) =>
    row.lastMessageAt ? [{ ...row, lastMessageAt: row.lastMessageAt.toISOString() }] : [],
  );
}
