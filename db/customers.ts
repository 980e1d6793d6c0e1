import { and, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Participant } from "../lib/protocol/event";
import type { Tag } from "../lib/tags";
import { blockOf, type ReasonedBlock } from "./blocks";
import type { Db } from "./client";
import { clockOfUser } from "./clock-of-user";
import { peopleOf } from "./conversations";
import type { CustomerNote } from "./customer-records";
import { conversations, messages, participants, users } from "./schema";
import { tagsOf } from "./tags";
import { widgetPeople } from "./widget-parts";
import { closings, customerRecords } from "./work-parts";

/** Counted no further: a long conversation would cost as much as it is long. */
export const MESSAGES_COUNTED_MAX = 1_000;
const EARLIER_MAX = 5;

/** What the members of a business know of whom a conversation is with. */
export interface Customer {
  /** Gone with their account, as is all that is `null` here. */
  id: string | null;
  name: string | null;
  isGuest: boolean;
  /** Where answers go to one who writes by mail; or what the business's own server says is their address. */
  mailAddress: string | null;
  /** When they first wrote to the business. */
  firstContactAt: string | null;
  /** Of people, in this conversation; MESSAGES_COUNTED_MAX stands for more as well. */
  messageCount: number;
  /** Who of the business takes part. */
  team: Participant[];
  /** By which the clock goes where they are, if their browser has said. */
  timeZone: string | null;
  /** Groups of the business that they are in, the newest first. */
  groups: { id: string; title: string; lastMessageAt: string }[];
  /** How the conversation was completed before, the last time first. */
  closings: { id: string; closedAt: string; rating: number | null }[];
  note: CustomerNote;
  /** Ids of those they have, and all that the business has. */
  tags: string[];
  tagsOfBusiness: Tag[];
  block: (ReasonedBlock & { by: string | null }) | null;
}

/** `null` where the business has no such conversation. */
export async function customerOf(
  db: Db,
  asked: { businessId: string; conversationId: string; nowMs: number },
): Promise<Customer | null> {
  const [person, people, closings, tagsOfBusiness] = await Promise.all([
    personOf(db, asked),
    peopleOf(db, asked),
    closingsOf(db, asked),
    tagsOf(db, asked.businessId),
  ]);
  if (!person) return null;
  const { id, email, firstContactAt, record, blockedBy, ...known } = person;
  const block = record && blockOf(record, asked.nowMs);
  return {
    ...{ id, ...known, closings, tagsOfBusiness },
    isGuest: id !== null && email === null,
    firstContactAt: firstContactAt && new Date(firstContactAt).toISOString(),
    team: people.filter(({ role }) => role !== "customer"),
    groups: id === null ? [] : await groupsWith(db, { ...asked, customerId: id }),
    note: { text: record?.note ?? "", rev: record?.rev ?? 0 },
    tags: record?.tags ?? [],
    block: block && { ...block, by: blockedBy },
  };
}

async function personOf(
  db: Db,
  { businessId, conversationId }: { businessId: string; conversationId: string },
) {
  const blockers = alias(users, "blockers");
  const [person] = await db
    .select({
      id: conversations.customerId,
      name: users.name,
      email: users.email,
      mailAddress: sql<string | null>`coalesce(${users.mailAddress}, ${widgetPeople.email})`,
      timeZone: clockOfUser,
      firstContactAt: firstContactAt(),
      messageCount: messageCount(),
      record: customerRecords,
      blockedBy: blockers.name,
    })
    .from(conversations)
    .leftJoin(users, eq(users.id, conversations.customerId))
    .leftJoin(
      customerRecords,
      and(eq(customerRecords.businessId, businessId), eq(customerRecords.customerId, users.id)),
    )
    .leftJoin(widgetPeople, and(eq(widgetPeople.userId, users.id), eq(widgetPeople.businessId, businessId)))
    .leftJoin(blockers, eq(blockers.id, customerRecords.blockedBy))
    .where(and(eq(conversations.id, conversationId), eq(conversations.businessId, businessId)));
  return person;
}

function firstContactAt(): SQL<string | null> {
  const every = alias(conversations, "every");
  return sql`(select min(${messages.createdAt}) from ${conversations} "every" join ${messages}
    on ${messages.conversationId} = ${every.id} and ${messages.seq} = 1
    where ${every.customerId} = "conversations"."customer_id" and ${every.businessId} = "conversations"."business_id"
      and ${every.kind} = 'direct')`;
}

/** All there are but the notices, which are few and have an index of their own. */
function messageCount(): SQL<number> {
  return sql`least(${MESSAGES_COUNTED_MAX}::int, "conversations"."last_seq" - (select count(*)::int from ${messages}
    where ${messages.conversationId} = "conversations"."id" and ${messages.kind} = 'system'))`;
}

async function groupsWith(
  db: Db,
  { businessId, customerId }: Record<"businessId" | "customerId", string>,
): Promise<Customer["groups"]> {
  const { id, title, lastMessageAt } = conversations;
  const rows = await db
    .select({ id, title, lastMessageAt })
    .from(participants)
    .innerJoin(conversations, eq(id, participants.conversationId))
    .where(
      and(
        eq(participants.userId, customerId),
        eq(participants.role, "customer"),
        // Only in groups: Postgres uses the index of them.
        isNotNull(participants.rank),
        eq(conversations.businessId, businessId),
        eq(conversations.kind, "group"),
        isNotNull(lastMessageAt),
      ),
    )
    .orderBy(desc(lastMessageAt))
    .limit(EARLIER_MAX);
  return rows.flatMap((row) =>
    row.lastMessageAt ? [{ ...row, lastMessageAt: row.lastMessageAt.toISOString() }] : [],
  );
}

async function closingsOf(
  db: Db,
  { businessId, conversationId }: { businessId: string; conversationId: string },
): Promise<Customer["closings"]> {
  const { id, closedAt, rating } = closings;
  const rows = await db
    .select({ id, closedAt, rating })
    .from(closings)
    .where(
      and(
        eq(closings.conversationId, conversationId),
        eq(closings.businessId, businessId),
        inArray(closings.state, ["confirmed", "lapsed"]),
      ),
    )
    .orderBy(desc(closings.createdAt))
    .limit(EARLIER_MAX);
  return rows.flatMap((row) => (row.closedAt ? [{ ...row, closedAt: row.closedAt.toISOString() }] : []));
}
