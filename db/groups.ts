import { and, count, desc, eq, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { GROUPS_PER_PERSON_MAX } from "../lib/group";
import type { Role } from "../lib/permissions";
import type { Participant } from "../lib/protocol/event";
import { notesIdOf } from "../lib/work";
import type { Db } from "./client";
import { recentOf } from "./recent";
import { conversations, memberships, messages, participants, users } from "./schema";

interface NewGroup {
  /** Made by whoever asks, so that a repeat makes one. */
  id: string;
  businessId: string;
  maker: { userId: string; role: Role };
}

/** A group with its maker as host. It stands in lists from then on, before anybody has written in it. */
export function makeGroup(
  db: Db,
  { id, businessId, maker: { userId, role } }: NewGroup,
): Promise<"made" | "known" | "taken" | "too-many"> {
  // Only notes have such an id.
  if (notesIdOf(id) === id) return Promise.resolve("taken");
  return db.transaction(async (tx) => {
    // Of two at once by one person each counts the other.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
    const [known] = await tx
      .select({ businessId: conversations.businessId, rank: participants.rank })
      .from(conversations)
      .leftJoin(
        participants,
        and(eq(participants.conversationId, conversations.id), eq(participants.userId, userId)),
      )
      .where(eq(conversations.id, id));
    if (known) return known.businessId === businessId && known.rank === "host" ? "known" : "taken";
    const [hosted] = await tx
      .select({ groups: count() })
      .from(participants)
      .where(and(eq(participants.userId, userId), eq(participants.rank, "host")));
    if ((hosted?.groups ?? 0) >= GROUPS_PER_PERSON_MAX) return "too-many";
    const [made] = await tx
      .insert(conversations)
      .values({ id, businessId, kind: "group", members: 1, lastMessageAt: sql`now()` })
      .onConflictDoNothing()
      .returning({ id: conversations.id });
    if (!made) return "taken";
    await tx.insert(participants).values({ conversationId: id, userId, role, rank: "host" });
    return "made";
  });
}

const people = z.array(z.object({ userId: z.uuid(), name: z.string() }));

/** More people than a list to choose from shows. */
const ADDABLE_MAX = 50;

/**
 * Whom a host may add without asking them: the members of the business, and for those the customers who have written
 * to it, whoever wrote last first. Those who are in already are left out.
 */
export async function addableTo(
  db: Db,
  { conversationId, businessId, isStaff }: { conversationId: string; businessId: string; isStaff: boolean },
): Promise<Participant[]> {
  const isIn = sql`exists (select from ${participants} p
    where p.conversation_id = ${conversationId}::uuid and p.user_id = ${users.id})`;
  const team = await db
    .select({ userId: users.id, name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.businessId, businessId), sql`not ${isIn}`))
    .orderBy(users.name, users.id)
    .limit(ADDABLE_MAX);
  if (!isStaff) return team;
  const { rows } = await db.execute(sql`
    select u.id as "userId", u.name
    from ${recentOf(sql`${businessId}::uuid`, { limit: ADDABLE_MAX })} c
      join users u on u.id = c.customer_id
    where not exists (select from participants p where p.conversation_id = ${conversationId}::uuid and p.user_id = u.id)
    order by c.last_message_at desc, u.id`);
  const customers = people.parse(rows);
  return [...team, ...customers.map((customer) => ({ ...customer, role: "customer" as const }))];
}

/** Who somebody is to a business, where a host may add them; nobody else can be added without their doing. */
export async function addable(
  db: Db,
  { businessId, userId, isStaff }: { businessId: string; userId: string; isStaff: boolean },
): Promise<Participant | null> {
  const [member] = await db
    .select({ userId: users.id, name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.businessId, businessId), eq(memberships.userId, userId)));
  if (member) return member;
  if (!isStaff) return null;
  const [customer] = await db
    .select({ userId: users.id, name: users.name })
    .from(conversations)
    .innerJoin(users, eq(users.id, conversations.customerId))
    .where(and(customersOf(businessId), eq(conversations.customerId, userId)))
    .limit(1);
  return customer ? { ...customer, role: "customer" } : null;
}

function customersOf(businessId: string) {
  return and(
    eq(conversations.businessId, businessId),
    sql`${conversations.kind} = 'direct'`,
    sql`${conversations.lastMessageAt} is not null`,
  );
}

/** When somebody was shown out of a group, where that is the last that was said of them. */
export async function shownOutAt(
  db: Db,
  { conversationId, userId }: { conversationId: string; userId: string },
): Promise<Date | null> {
  const [last] = await db
    .select({ event: sql<string>`${messages.metadata} ->> 'event'`, at: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        // As in the index `messages_notices`.
        sql`${messages.kind} = 'system'`,
        sql`${messages.metadata} ->> 'userId' = ${userId}`,
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(1);
  return last?.event === "removed" ? last.at : null;
}
