import { and, eq, sql } from "drizzle-orm";
import type { MemberRole } from "../lib/permissions";
import type { Db } from "./client";
import { conversations, memberships, users } from "./schema";
import { endVisitsIn } from "./visits";

export interface Member {
  businessId: string;
  userId: string;
}

/** Takes somebody out of a business; what they opened there is over, and so is the time they held conversations for. */
export async function removeMember(db: Db, member: Member): Promise<void> {
  await db.transaction((tx) => takeOut(tx, member));
  await endWhatWasBegun(db, member);
}

/** As before, by whoever else decides it: the last owner stays. What they were, or nothing where they were none. */
export async function dismissMember(
  tx: Db,
  member: Member,
): Promise<{ name: string; role: MemberRole } | "last-owner" | null> {
  const was = await memberOf(tx, member);
  if (!was) return null;
  if (was.role === "owner" && !(await hasOtherOwner(tx, member))) return "last-owner";
  await takeOut(tx, member);
  return was;
}

/** Gives a member another role; `last-owner` where nobody would be left to decide. What they were before. */
export async function setRole(
  tx: Db,
  { role, ...member }: Member & { role: MemberRole },
): Promise<{ name: string; role: MemberRole } | "last-owner" | null> {
  const was = await memberOf(tx, member);
  if (!was) return null;
  if (role !== "owner" && was.role === "owner" && !(await hasOtherOwner(tx, member))) return "last-owner";
  await tx.update(memberships).set({ role }).where(isMember(member));
  return was;
}

/** Makes somebody with an account a member; `null` where they are one, or there is nobody of the kind. */
export async function addMember(
  tx: Db,
  { role, ...member }: Member & { role: MemberRole },
): Promise<{ name: string } | null> {
  const [person] = await tx
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.id, member.userId), sql`email is not null and role <> 'bot'`));
  if (!person) return null;
  const [added] = await tx
    .insert(memberships)
    .values({ ...member, role })
    .onConflictDoNothing()
    .returning({ userId: memberships.userId });
  return added ? person : null;
}

/** Once more, now that nothing new is allowed: a visit may have been recorded in between, a conversation assigned. */
export async function endWhatWasBegun(db: Db, member: Member): Promise<void> {
  await endVisitsIn(db, member);
  await endHoldingIn(db, member);
}

async function takeOut(tx: Pick<Db, "delete" | "select" | "update">, member: Member): Promise<void> {
  await tx.delete(memberships).where(isMember(member));
  await endVisitsIn(tx, member);
  await endHoldingIn(tx, member);
}

async function memberOf(tx: Db, member: Member) {
  const [row] = await tx
    .select({ name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(isMember(member));
  return row ?? null;
}

/** Of two owners who part at once, one waits for the other. */
async function hasOtherOwner(tx: Db, { businessId, userId }: Member): Promise<boolean> {
  const owners = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.businessId, businessId), eq(memberships.role, "owner")))
    .orderBy(memberships.userId)
    .for("update");
  return owners.some((owner) => owner.userId !== userId);
}

/** Has the clock take from somebody what is assigned to them: see app/due/turns.ts. */
async function endHoldingIn(db: Pick<Db, "update">, { businessId, userId }: Member): Promise<void> {
  await db
    .update(conversations)
    .set({ leaseUntil: sql`now()` })
    .where(and(eq(conversations.assigneeId, userId), eq(conversations.businessId, businessId)));
}

function isMember({ businessId, userId }: Member) {
  return and(eq(memberships.businessId, businessId), eq(memberships.userId, userId));
}
