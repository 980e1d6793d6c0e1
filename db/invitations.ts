import { and, count, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { INVITATION_TTL_SECONDS, INVITATIONS_OPEN_MAX } from "../lib/group";
import type { Db } from "./client";
import { invitations } from "./conversation-parts";
import { businesses, conversations, users } from "./schema";

interface NewInvitation {
  /** Made by whoever asks, so that a repeat makes one. */
  id: string;
  conversationId: string;
  createdBy: string;
  /** In lower case; absent for a link that many may use. */
  email: string | null;
}

const isOpen = and(
  isNull(invitations.revokedAt),
  isNull(invitations.acceptedAt),
  gt(invitations.expiresAt, sql`now()`),
);

/** `taken`: the id is another invitation's. Of two at once each counts the other. */
export function makeInvitation(
  db: Db,
  { id, conversationId, createdBy, email }: NewInvitation,
): Promise<"made" | "known" | "taken" | "too-many"> {
  return db.transaction(async (tx) => {
    await tx
      .select({ id: conversations.id })
      .from(conversations)
      .where(eq(conversations.id, conversationId))
      .for("no key update");
    const [known] = await tx.select().from(invitations).where(eq(invitations.id, id));
    if (known) {
      const isSame = known.conversationId === conversationId && known.email === email;
      return isSame && known.createdBy === createdBy ? "known" : "taken";
    }
    const [open] = await tx
      .select({ invitations: count() })
      .from(invitations)
      .where(and(eq(invitations.conversationId, conversationId), isOpen));
    if ((open?.invitations ?? 0) >= INVITATIONS_OPEN_MAX) return "too-many";
    const expiresAt = sql`now() + make_interval(secs => ${INVITATION_TTL_SECONDS})`;
    const [made] = await tx
      .insert(invitations)
      .values({ id, conversationId, createdBy, email, expiresAt })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    return made ? "made" : "taken";
  });
}

/** Whether this very invitation was mailed before. */
export async function isMailed(db: Db, { id, conversationId, createdBy, email }: NewInvitation) {
  const [known] = await db.select().from(invitations).where(eq(invitations.id, id));
  const isSame = known?.conversationId === conversationId && known.createdBy === createdBy;
  return isSame && known.email === email && known.mailedAt !== null;
}

/** Of those who would mail it at once, one may. Where they die before they did, nobody does: a mail is never sent twice. */
export async function claimMailing(db: Db, id: string): Promise<boolean> {
  const [claimed] = await db
    .update(invitations)
    .set({ mailedAt: sql`now()` })
    .where(and(eq(invitations.id, id), isNull(invitations.mailedAt), isOpen))
    .returning({ id: invitations.id });
  return claimed !== undefined;
}

/** What could not be mailed may be tried again. */
export async function releaseMailing(db: Db, id: string): Promise<void> {
  await db.update(invitations).set({ mailedAt: null }).where(eq(invitations.id, id));
}

/** Those of a group that can still be used, the newest first. */
export function openInvitations(
  db: Db,
  { conversationId, businessId }: { conversationId: string; businessId: string },
) {
  return db
    .select({
      id: invitations.id,
      email: invitations.email,
      by: users.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(conversations, eq(conversations.id, invitations.conversationId))
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(
      and(eq(invitations.conversationId, conversationId), eq(conversations.businessId, businessId), isOpen),
    )
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(INVITATIONS_OPEN_MAX);
}

export type Invitation = NonNullable<Awaited<ReturnType<typeof invitationById>>>;

/** What it leads to, and how it stands by the database's clock. */
export async function invitationById(db: Db, id: string) {
  const [row] = await db
    .select({
      id: invitations.id,
      email: invitations.email,
      createdAt: invitations.createdAt,
      isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
      isRevoked: sql<boolean>`${invitations.revokedAt} is not null`,
      isAccepted: sql<boolean>`${invitations.acceptedAt} is not null`,
      conversationId: conversations.id,
      title: conversations.title,
      members: conversations.members,
      businessId: businesses.id,
      businessName: businesses.name,
      businessSlug: businesses.slug,
      inviterId: users.id,
      inviterName: users.name,
    })
    .from(invitations)
    .innerJoin(conversations, eq(conversations.id, invitations.conversationId))
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(eq(invitations.id, id));
  return row ?? null;
}

/** Whether there was one of this group to take back; a repeat takes nothing. */
export async function revokeInvitation(
  db: Db,
  { id, conversationId }: { id: string; conversationId: string },
): Promise<boolean> {
  const [revoked] = await db
    .update(invitations)
    .set({ revokedAt: sql`coalesce(${invitations.revokedAt}, now())` })
    .where(and(eq(invitations.id, id), eq(invitations.conversationId, conversationId)))
    .returning({ id: invitations.id });
  return revoked !== undefined;
}

/** Takes an invitation for one; of two at once one gets it. A link is never used up. */
export async function claimInvitation(db: Db, id: string): Promise<boolean> {
  const [claimed] = await db
    .update(invitations)
    .set({ acceptedAt: sql`case when ${invitations.email} is null then null else now() end` })
    .where(and(eq(invitations.id, id), isOpen))
    .returning({ id: invitations.id });
  return claimed !== undefined;
}

/** Gives a claim back that did not lead in. */
export async function releaseInvitation(db: Db, id: string): Promise<void> {
  await db.update(invitations).set({ acceptedAt: null }).where(eq(invitations.id, id));
}
