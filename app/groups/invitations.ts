import { z } from "zod/mini";
import { businessById } from "@/db/businesses";
import { openInvitations, revokeInvitation } from "@/db/invitations";
import { LOCALES } from "@/lib/locale";
import { emailAddress } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { hostAccess } from "./access";
import { inviteAddress, keepInvitation, pathOf } from "./invite";

/** Guests invite by link: a mail to anybody takes somebody who can be held to it. */
export const inviteByEmail = operation({
  input: z.strictObject({ conversationId: uuid, id: uuid, email: emailAddress, locale: z.enum(LOCALES) }),
  limit: "invitation",
  permit: hostAccess,
  run: async ({ viewer, input, grant: { businessId, title } }) => {
    if (viewer.isGuest) throw new Refusal("forbidden");
    const business = await businessById(db(), businessId);
    if (!business) throw new Refusal("not-found");
    return inviteAddress({ ...input, title, businessId, businessName: business.name, by: viewer });
  },
});

/** A link that many may use, until it expires or is revoked. */
export const inviteByLink = operation({
  input: z.strictObject({ conversationId: uuid, id: uuid }),
  limit: "invitation",
  permit: hostAccess,
  run: async ({ viewer, input, grant: { businessId } }) => {
    const isNew = await keepInvitation(viewer, businessId, { ...input, createdBy: viewer.id, email: null });
    return { path: await pathOf(input.id), isNew };
  },
});

export const readInvitations = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: hostAccess,
  run: async ({ input: { conversationId }, grant: { businessId } }) => {
    const open = await openInvitations(db(), { conversationId, businessId });
    const invitations = open.map(async ({ id, email, by, expiresAt }) => {
      const leftSeconds = Math.max(1, Math.ceil((expiresAt.getTime() - Date.now()) / 1000));
      return { id, email, by, expiresAt: expiresAt.toISOString(), path: await pathOf(id, leftSeconds) };
    });
    return { invitations: await Promise.all(invitations) };
  },
});

export const revoke = operation({
  input: z.strictObject({ conversationId: uuid, id: uuid }),
  permit: hostAccess,
  run: async ({ viewer, input, grant: { businessId } }) => {
    const { id: subjectId, conversationId } = input;
    const isRevoked = await audited(
      viewer,
      (tx) => revokeInvitation(tx, input),
      (is) => (is ? { kind: "invitation.revoked", businessId, subjectId, detail: { conversationId } } : null),
    );
    if (!isRevoked) throw new Refusal("not-found");
    return {};
  },
});
