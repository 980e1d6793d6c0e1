import { cookies } from "next/headers";
import { z } from "zod/mini";
import { setWays } from "@/db/users";
import { LOCALE_COOKIE, LOCALES } from "@/lib/locale";
import { db } from "../database";
import { openOperation } from "../operation";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Kept by the browser, so that visitors have it too; and for the mails of those who have an account. */
export const rememberLanguage = openOperation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) => ({ locale: form.get("locale") })),
    ),
    z.object({ locale: z.enum(LOCALES) }),
  ),
  run: async ({ viewer, input }) => {
    const jar = await cookies();
    jar.set(LOCALE_COOKIE, input.locale, { maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true });
    if (viewer) await setWays(db(), { userId: viewer.id, locale: input.locale });
    return {};
  },
});
