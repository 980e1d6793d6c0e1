import { claimMailing, isMailed, makeInvitation, releaseMailing } from "@/db/invitations";
import { INVITATIONS_OPEN_MAX } from "@/lib/group";
import type { Locale } from "@/lib/locale";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { signInvitation } from "@/lib/server/invitation-token";
import { sendMail } from "@/lib/server/mail";
import { audited } from "../audited";
import { db } from "../database";
import { postOffice } from "../post-office";
import { limits } from "../redis";
import type { Viewer } from "../viewer";
import { wordsIn } from "../words";

interface Invited {
  id: string;
  conversationId: string;
  /** In lower case. */
  email: string;
  title: string;
  businessId: string;
  businessName: string;
  by: Viewer;
  locale: Locale;
}

interface Kept {
  path: string;
  isSent: boolean;
  /** Whether it was not there before it was asked for. */
  isNew: boolean;
}

/**
 * Invites whoever reads the mail of an address, once under an id. Nothing of what comes back depends on whether there is
 * an account with it. What could not be mailed can be handed over as a link, which is for that address all the same.
 */
export async function inviteAddress(invited: Invited): Promise<Kept> {
  const { id, conversationId, email, businessId, by } = invited;
  const asked = { id, conversationId, email, createdBy: by.id };
  const path = await pathOf(id);
  if (await isMailed(db(), asked)) return { path, isSent: true, isNew: false };
  await limits().use("invitation:address", email);
  const isNew = await keepInvitation(by, businessId, asked);
  if (!(await claimMailing(db(), id))) return { path, isSent: await isMailed(db(), asked), isNew };
  try {
    await sendMail(postOffice(), { to: email, ...(await letterOf(invited, path)) });
    return { path, isSent: true, isNew };
  } catch (error) {
    await releaseMailing(db(), id);
    recordIncident("invitation by mail", error);
    return { path, isSent: false, isNew };
  }
}

/** Whether it was not there before. */
export async function keepInvitation(
  by: Viewer,
  businessId: string,
  asked: Parameters<typeof makeInvitation>[1],
): Promise<boolean> {
  const { id: subjectId, conversationId, email } = asked;
  const detail = { conversationId, way: email === null ? "link" : "mail" };
  const made = await audited(
    by,
    (tx) => makeInvitation(tx, asked),
    (is) => (is === "made" ? { kind: "invitation.made", businessId, subjectId, detail } : null),
  );
  if (made === "taken") throw new Refusal("conflict");
  if (made === "too-many")
    throw new Refusal("too-many", {
      message: `A group has at most ${INVITATIONS_OPEN_MAX} open invitations.`,
    });
  return made === "made";
}

/** The browser that asked knows its own origin. */
export async function pathOf(id: string, ttlSeconds?: number): Promise<string> {
  return `/invitations/${await signInvitation(id, env().TOKEN_SECRET, ttlSeconds)}`;
}

async function letterOf({ title, businessName, by, locale }: Invited, path: string) {
  const t = await wordsIn(locale, "mail");
  const said = { name: by.name, title, business: businessName };
  const letter = htmlMail({
    locale,
    heading: t("invitation.heading", said),
    paragraphs: [t("invitation.lead", said)],
    action: { words: t("invitation.action"), href: new URL(path, env().NEXTAUTH_URL).href },
    closing: t("invitation.closing"),
  });
  return { subject: t("invitation.subject", said), ...letter };
}
