import { z } from "zod/mini";
import { setNotifications } from "@/db/users";
import { LOCALES, type Locale } from "@/lib/locale";
import { htmlMail } from "@/lib/server/html-mail";
import { recordIncident } from "@/lib/server/incident";
import { sendMail } from "@/lib/server/mail";
import type { Outside } from "@/lib/server/outside";
import { isTimeZone } from "@/lib/time-zone";
import { db } from "../database";
import { operation } from "../operation";
import { postOffice } from "../post-office";
import { wordsIn } from "../words";
import { siteUrl } from "./digest";
import { outside, pushKeys, pushTo } from "./push";

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const form = z.pipe(
  z.instanceof(FormData),
  z.transform((form) => ({
    isMailed: form.has("isMailed"),
    // Not sent by whoever chose one.
    timeZone: form.get("timeZone"),
    quiet: form.has("isQuiet") ? { from: form.get("quietFrom"), until: form.get("quietUntil") } : null,
  })),
);

/** Whether mails come, and between when nothing rings by which clock; from and until differ. */
export const chooseNotifications = operation({
  input: z.pipe(
    form,
    z.object({
      isMailed: z.boolean(),
      timeZone: z.nullable(z.string().check(z.refine(isTimeZone))),
      quiet: z.nullable(
        z.object({ from: time, until: time }).check(z.refine(({ from, until }) => from !== until)),
      ),
    }),
  ),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input: { isMailed, timeZone, quiet } }) => {
    // Guests are not asked about mails, and get them once they have an address.
    const mails = viewer.isGuest ? {} : { isMailed };
    const clock = timeZone === null ? {} : { timeZone };
    await setNotifications(db(), { userId: viewer.id, ...mails, ...clock, quiet });
    return {};
  },
});

/** How far a test came: it was handed on, there was nobody to hand it to, or it broke there. */
export type TestOutcome = "sent" | "nobody" | "unset" | "failed";

export interface TestResult {
  push: TestOutcome;
  mail: TestOutcome;
}

/** Tells whoever asks by every way at once, whatever they chose, and says what became of each. */
export function testing(outside: () => Outside) {
  return operation({
    input: z.strictObject({ locale: z.enum(LOCALES) }),
    limit: "notification:test",
    permit: () => {},
    run: async ({ viewer, input: { locale: inLocale } }): Promise<TestResult> => {
      const [push, mail] = await Promise.all([
        pushTest(outside(), viewer.id, inLocale).catch(broken("push")),
        viewer.email === null ? ("nobody" as const) : mailTest(viewer.email, inLocale).catch(broken("mail")),
      ]);
      return { push, mail };
    },
  });
}

export const testNotifications = testing(() => outside);

async function pushTest(outside: Outside, userId: string, inLocale: Locale): Promise<TestOutcome> {
  const keys = pushKeys();
  if (!keys) return "unset";
  const t = await wordsIn(inLocale, "notifications");
  const notice = {
    ...{ title: t("test.title"), body: t("test.body"), open: t("open") },
    ...{ tag: "test", path: "/settings", locale: inLocale },
  };
  return (await pushTo(outside, userId, { notice, keys })) > 0 ? "sent" : "nobody";
}

async function mailTest(to: string, inLocale: Locale): Promise<TestOutcome> {
  const t = await wordsIn(inLocale, "notifications");
  const letter = htmlMail({
    locale: inLocale,
    heading: t("test.title"),
    paragraphs: [t("test.body")],
    action: { words: t("test.settings"), href: siteUrl("/settings") },
    closing: t("test.why"),
  });
  await sendMail(postOffice(), { to, subject: t("test.title"), ...letter });
  return postOffice().smtpUrl === undefined ? "unset" : "sent";
}

function broken(way: string) {
  return (error: unknown): TestOutcome => {
    recordIncident(`test of ${way}`, error);
    return "failed";
  };
}
