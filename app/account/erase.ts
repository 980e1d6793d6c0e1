import { z } from "zod/mini";
import { isOnlyAdmin, onlyOwnedBy, setErasure, takeErasureBack } from "@/db/erasure";
import { ownAccountOf } from "@/db/own-account";
import { ERASURE_GRACE_MS } from "@/lib/erasure";
import { givenPassword } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import { audited } from "../audited";
import { db } from "../database";
import { siteUrl } from "../notifications/digest";
import { operation } from "../operation";
import { postOffice } from "../post-office";
import type { Viewer } from "../viewer";
import { wordsIn } from "../words";
import { signOutElsewhere } from "./leaving";
import { ownForm } from "./own-form";
import { prove } from "./proof";

/** Has all that is somebody's erased after a while, in which they may take that back; their other sign-ins end at once. */
export const askToErase = operation({
  input: z.pipe(ownForm("password"), z.object({ password: z.nullable(givenPassword) })),
  limit: "my-data",
  permit: mayGo,
  run: async ({ viewer, input: { password } }) => {
    // Guests have nothing to prove who they are by but the cookie they ask with.
    if (!viewer.isGuest) await prove(viewer, password);
    const eraseAt = new Date(Date.now() + ERASURE_GRACE_MS);
    await audited(
      viewer,
      (tx) => setErasure(tx, { userId: viewer.id, eraseAt }),
      () => ({
        ...{ kind: "user.erased", businessId: null, subjectId: viewer.id },
        detail: { until: eraseAt.toISOString() },
      }),
    );
    await signOutElsewhere(viewer);
    await tell(viewer).catch((error: unknown) => recordIncident("a mail that tells of an erasure", error));
    return { to: "/settings/data" };
  },
});

/** Everything stays as it is after all. */
export const keepAccount = operation({
  input: z.pipe(ownForm("isMeant"), z.object({ isMeant: z.literal("yes") })),
  limit: "action",
  permit: () => {},
  run: async ({ viewer }) => {
    await audited(
      viewer,
      (tx) => takeErasureBack(tx, viewer.id),
      (isKept) => (isKept ? { kind: "user.kept", businessId: null, subjectId: viewer.id } : null),
    );
    return { to: "/settings/data?done=kept" };
  },
});

/** Nobody is left without whoever answers for them: `conflict` for the only owner of a business, or the only admin. */
async function mayGo({ id }: Viewer): Promise<void> {
  const [owned, isLast] = await Promise.all([onlyOwnedBy(db(), id), isOnlyAdmin(db(), id)]);
  if (owned.length > 0 || isLast) throw new Refusal("conflict");
}

async function tell({ id }: Viewer): Promise<void> {
  const { email, locale, eraseAt } = await ownAccountOf(db(), id);
  if (email === null || eraseAt === null) return;
  const t = await wordsIn(locale ?? "en", "data");
  const date = new Intl.DateTimeFormat(locale ?? "en", { dateStyle: "long" }).format(eraseAt);
  const letter = htmlMail({
    locale: locale ?? "en",
    heading: t("mail.heading"),
    paragraphs: [t("mail.lead", { date })],
    action: { words: t("mail.do"), href: siteUrl("/settings/data") },
    closing: t("mail.closing"),
  });
  await sendMail(postOffice(), { to: email, subject: t("mail.heading"), ...letter });
}
