import { and, count, desc, eq, gt, isNull, notExists, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { INVITATION_TTL_SECONDS } from "../lib/group";
import { type MemberRole, memberRoles } from "../lib/permissions";
import { TEAM_INVITATIONS_OPEN_MAX } from "../lib/team";
import { auditEntries } from "./audit-parts";
import type { Db } from "./client";
import { invitations } from "./conversation-parts";
import { businesses, memberships, users } from "./schema";

interface NewInvitation {
  businessId: string;
  /** In lower case. */
  email: string;
  role: MemberRole;
  createdBy: string;
}

/** An invitation is its maker's word: of whoever decides there no more, or is kept out, it leads nowhere. */
const isMakersWord = sql<boolean>`exists (select from memberships m join users u on u.id = m.user_id
  where m.business_id = ${invitations.businessId} and m.user_id = ${invitations.createdBy} and m.role = 'owner'
    and u.suspended_at is null)`;

const isOpen = and(
  isNull(invitations.revokedAt),
  isNull(invitations.acceptedAt),
  gt(invitations.expiresAt, sql`now()`),
  isMakersWord,
);

/**
 * Keeps that somebody is invited to work for a business, instead of what they were invited to before; its id.
 * `member` where they do already. Of two at once one waits for the other.
 */
export async function inviteToTeam(
  tx: Db,
  { businessId, email, role, createdBy }: NewInvitation,
): Promise<{ id: string } | "member" | "too-many"> {
  await tx
    .select({ id: businesses.id })
    .from(businesses)
    .where(eq(businesses.id, businessId))
    .for("no key update");
  const member = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.businessId, businessId), eq(users.email, email)));
  if (member.length > 0) return "member";
  await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.businessId, businessId), eq(invitations.email, email), isOpen));
  const [open] = await tx
    .select({ invitations: count() })
    .from(invitations)
    .where(and(eq(invitations.businessId, businessId), isOpen));
  if ((open?.invitations ?? 0) >= TEAM_INVITATIONS_OPEN_MAX) return "too-many";
  const expiresAt = sql`now() + make_interval(secs => ${INVITATION_TTL_SECONDS})`;
  const [made] = await tx
    .insert(invitations)
    .values({ businessId, email, role, createdBy, expiresAt })
    .returning({ id: invitations.id });
  return made ?? "too-many";
}

/** Those of a business that can still be used, the newest first. */
export function openTeamInvitations(db: Db, businessId: string) {
  return db
    .select({
      id: invitations.id,
      email: sql<string>`${invitations.email}`,
      role: sql<MemberRole>`${invitations.role}`,
      by: users.name,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(and(eq(invitations.businessId, businessId), isOpen))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(TEAM_INVITATIONS_OPEN_MAX);
}

export type TeamInvitation = NonNullable<Awaited<ReturnType<typeof teamInvitation>>>;

/** What it leads to, and how it stands by the database's clock; nothing while the business is suspended. */
export async function teamInvitation(db: Db, id: string) {
  const [row] = await db
    .select({
      id: invitations.id,
      email: sql<string>`${invitations.email}`,
      role: sql<MemberRole>`${invitations.role}`,
      isExpired: sql<boolean>`${invitations.expiresAt} <= now()`,
      isRevoked: sql<boolean>`${invitations.revokedAt} is not null or not ${isMakersWord}`,
      isAccepted: sql<boolean>`${invitations.acceptedAt} is not null`,
      businessId: businesses.id,
      businessName: businesses.name,
      businessSlug: businesses.slug,
      inviterName: users.name,
    })
    .from(invitations)
    .innerJoin(businesses, eq(businesses.id, invitations.businessId))
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .where(and(eq(invitations.id, id), isNull(businesses.suspendedAt)));
  return row ?? null;
}

/** Whether there was one of this business to take back; to whom. */
export async function revokeTeamInvitation(
  tx: Db,
  { id, businessId }: { id: string; businessId: string },
): Promise<{ email: string } | null> {
  const [revoked] = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.id, id), eq(invitations.businessId, businessId), isOpen))
    .returning({ email: sql<string>`${invitations.email}` });
  return revoked ?? null;
}

/** Who was taken out of a business after that moment and is not back, as the audit trail tells: what they were there. */
export async function takenOutSince(
  db: Db,
  { businessId, userId }: { businessId: string; userId: string },
  since: Date,
): Promise<{ name: string; role: MemberRole } | null> {
  const isBack = db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.businessId, businessId), eq(memberships.userId, userId)));
  const [entry] = await db
    .select({ detail: auditEntries.detail })
    .from(auditEntries)
    .where(
      and(
        ...[eq(auditEntries.businessId, businessId), eq(auditEntries.kind, "member.removed")],
        ...[eq(auditEntries.subjectId, userId), gt(auditEntries.at, since), notExists(isBack)],
      ),
    )
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(1);
  const was = z.object({ name: z.string(), role: z.enum(memberRoles) }).safeParse(entry?.detail);
  return was.success ? was.data : null;
}
