import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { accessTo } from "@/db/conversations";
import { shownOutAt } from "@/db/groups";
import { claimInvitation, type Invitation, invitationById, releaseInvitation } from "@/db/invitations";
import { GROUP_MEMBERS_MAX, hosts, type InvitationState } from "@/lib/group";
import type { Role } from "@/lib/permissions";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { verifyInvitation } from "@/lib/server/invitation-token";
import { changeGroup } from "@/lib/server/rooms";
import { actor } from "../audited";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { membershipIn, type Viewer } from "../viewer";

const TOKEN_LENGTH_MAX = 1_000;

/** What an invitation leads to, and whether it lets the viewer in. Throws `not-found` for what is none of ours. */
export async function invitationFor(
  viewer: Viewer | null,
  token: string,
): Promise<{ invitation: Invitation; state: InvitationState }> {
  const invitation = await invitationById(db(), await verifyInvitation(token, env().TOKEN_SECRET));
  if (!invitation) throw new Refusal("not-found");
  return { invitation, state: await stateOf(invitation, viewer) };
}

const refusalOf: Record<Exclude<InvitationState, "open" | "member">, RefusalCode> = {
  expired: "stale",
  revoked: "not-found",
  used: "not-found",
  full: "too-many",
  "other-address": "forbidden",
  removed: "forbidden",
};

/**
 * Whoever made the invitation adds the viewer: where they may not any more, it leads nowhere. One for an address is
 * claimed before, so that of two at once one gets in, and given back when it did not lead in.
 */
export const accept = operation({
  input: z.strictObject({ token: z.string().check(z.maxLength(TOKEN_LENGTH_MAX)) }),
  limit: "accept",
  permit: (viewer, { token }) => invitationFor(viewer, token),
  run: async ({ viewer, grant: { invitation, state } }) => {
    const { id, conversationId, businessId } = invitation;
    const role: Role = membershipIn(viewer, businessId)?.role ?? "customer";
    const opened = { conversationId, isStaff: role !== "customer" };
    if (state === "member") return opened;
    if (state !== "open") throw new Refusal(refusalOf[state]);
    const inviter = await inviterOf(invitation);
    if (!inviter || !(await claimInvitation(db(), id))) throw new Refusal("not-found");
    try {
      const person = { userId: viewer.id, name: viewer.name, role };
      await changeGroup(roomsOfSite(), inviter, { type: "member:add", id: newId(), ...person });
    } catch (error) {
      if (invitation.email !== null) await releaseInvitation(db(), id);
      throw error;
    }
    const told = { kind: "invitation.accepted", businessId, subjectId: id } as const;
    await audit(db(), { ...told, ...actor(viewer, businessId), detail: { conversationId } });
    return opened;
  },
});

/** The ticket of whoever made it, where they may still invite; it is given to no sign-in. */
async function inviterOf({ conversationId, inviterId, inviterName }: Invitation) {
  const access = await accessTo(db(), { conversationId, userId: inviterId });
  if (!access || access.isClosed || !hosts(access.role, access.rank)) return null;
  const { role } = access;
  return { party: "main" as const, room: conversationId, userId: inviterId, name: inviterName, role };
}

async function stateOf(invitation: Invitation, viewer: Viewer | null): Promise<InvitationState> {
  const { conversationId, email, members, createdAt } = invitation;
  const access = viewer && (await accessTo(db(), { conversationId, userId: viewer.id }));
  if (access?.rank) return "member";
  if (invitation.isRevoked) return "revoked";
  if (invitation.isAccepted) return "used";
  if (invitation.isExpired) return "expired";
  if (!(await inviterOf(invitation))) return "revoked";
  if (viewer && email !== null && viewer.email !== email) return "other-address";
  if (viewer) {
    const shownOut = await shownOutAt(db(), { conversationId, userId: viewer.id });
    if (shownOut && shownOut > createdAt) return "removed";
  }
  return members >= GROUP_MEMBERS_MAX ? "full" : "open";
}
