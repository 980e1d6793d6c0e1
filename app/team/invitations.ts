import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { claimInvitation } from "@/db/invitations";
import { addMember } from "@/db/memberships";
import {
  inviteToTeam,
  revokeTeamInvitation,
  type TeamInvitation,
  teamInvitation,
} from "@/db/team-invitations";
import { LOCALES, type Locale } from "@/lib/locale";
import { memberRoles } from "@/lib/permissions";
import { emailAddress } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { verifyInvitation } from "@/lib/server/invitation-token";
import { sendMail } from "@/lib/server/mail";
import { fields } from "../admin/form";
import { actor, audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { pathOf } from "../groups/invite";
import { ownersOnly } from "../inbox/access";
import { operation } from "../operation";
import { postOffice } from "../post-office";
import { limits } from "../redis";
import { membershipIn, type Viewer } from "../viewer";
import { wordsIn } from "../words";

const TOKEN_LENGTH_MAX = 1_000;

/**
 * Invites whoever reads the mail of an address to work for a business. It says only whether they do already, which its
 * owners see; not whether there is an account. Nobody has its link but by the mail, so that whoever joins reads it.
 */
export const inviteColleague = operation({
  input: z.pipe(
    fields("businessId", "email", "role", "locale"),
    z.object({ businessId: uuid, email: emailAddress, role: z.enum(memberRoles), locale: z.enum(LOCALES) }),
  ),
  limit: "invitation",
  permit: ownersOnly,
  run: async ({ viewer, input: { locale, ...asked }, grant: { businessName, businessSlug } }) => {
    await limits().use("invitation:address", asked.email);
    const { businessId, role } = asked;
    const made = await audited(
      viewer,
      (tx) => inviteToTeam(tx, { ...asked, createdBy: viewer.id }),
      (is) =>
        typeof is === "string"
          ? null
          : { kind: "invitation.made", businessId, subjectId: is.id, detail: { way: "mail", role } },
    );
    if (made === "member") throw new Refusal("conflict");
    if (made === "too-many") throw new Refusal("too-many");
    const isSent = await mail({
      id: made.id,
      email: asked.email,
      businessName,
      by: viewer.name,
      locale,
    }).catch((error: unknown) => {
      recordIncident("invitation to a team by mail", error);
      return false;
    });
    return { to: `/inbox/settings/team?business=${businessSlug}&done=${isSent ? "invited" : "not-mailed"}` };
  },
});

/** It leads nowhere from then on. */
export const uninviteColleague = operation({
  input: z.pipe(fields("businessId", "id"), z.object({ businessId: uuid, id: uuid })),
  permit: ownersOnly,
  run: async ({ viewer, input, grant: { businessSlug } }) => {
    const { businessId, id: subjectId } = input;
    const revoked = await audited(
      viewer,
      (tx) => revokeTeamInvitation(tx, input),
      (is) => is && { kind: "invitation.revoked", businessId, subjectId, detail: {} },
    );
    if (!revoked) throw new Refusal("not-found");
    return { to: `/inbox/settings/team?business=${businessSlug}&done=revoked` };
  },
});

export type TeamInvitationState = "open" | "member" | "expired" | "revoked" | "used" | "other-address";

/** What an invitation to a team leads to, and whether it lets the viewer in; nothing for what is none. */
export async function teamInvitationFor(
  viewer: Viewer | null,
  token: string,
): Promise<{ invitation: TeamInvitation; state: TeamInvitationState } | null> {
  const invitation = await teamInvitation(db(), await verifyInvitation(token, env().TOKEN_SECRET));
  return invitation && { invitation, state: stateOf(invitation, viewer) };
}

/** Whoever has the address it is for is a member from then on; of two at once one gets in. */
export const joinTeam = operation({
  input: z.pipe(fields("token"), z.object({ token: z.string().check(z.maxLength(TOKEN_LENGTH_MAX)) })),
  limit: "accept",
  permit: async (viewer, { token }) => {
    const found = await teamInvitationFor(viewer, token);
    if (!found) throw new Refusal("not-found");
    return found;
  },
  run: async ({ viewer, grant: { invitation, state } }) => {
    const { id, businessId, businessSlug, role } = invitation;
    const inbox = { to: `/inbox?business=${businessSlug}` };
    if (state === "member") return inbox;
    if (state !== "open") throw new Refusal(state === "other-address" ? "forbidden" : "not-found");
    await db().transaction(async (tx) => {
      if (!(await claimInvitation(tx, id))) throw new Refusal("not-found");
      if (!(await addMember(tx, { businessId, userId: viewer.id, role }))) throw new Refusal("not-found");
      const detail = { name: viewer.name, role };
      await audit(tx, {
        ...{ kind: "member.added", businessId, subjectId: viewer.id, detail },
        ...actor(viewer, businessId),
      });
    });
    return inbox;
  },
});

function stateOf(
  { email, businessId, isAccepted, isRevoked, isExpired }: TeamInvitation,
  viewer: Viewer | null,
): TeamInvitationState {
  if (viewer && membershipIn(viewer, businessId)) return "member";
  if (isAccepted) return "used";
  if (isRevoked) return "revoked";
  if (isExpired) return "expired";
  return viewer && !viewer.isGuest && viewer.email !== email ? "other-address" : "open";
}

interface Letter {
  id: string;
  email: string;
  businessName: string;
  by: string;
  locale: Locale;
}

/** Whether it went out. */
async function mail({ id, email, businessName: business, by: name, locale }: Letter): Promise<true> {
  const t = await wordsIn(locale, "team");
  const said = { name, business };
  const letter = htmlMail({
    locale,
    heading: t("mail.heading", said),
    paragraphs: [t("mail.lead", said)],
    action: { words: t("mail.action"), href: new URL(await pathOf(id), env().NEXTAUTH_URL).href },
    closing: t("mail.closing"),
  });
  await sendMail(postOffice(), { to: email, subject: t("mail.subject", said), ...letter });
  return true;
}
