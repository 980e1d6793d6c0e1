import { cookies } from "next/headers";
import { z } from "zod/mini";
import { LOCALE_COOKIE, LOCALES } from "@/lib/locale";
import { openOperation } from "../operation";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Kept by the browser, so that visitors have it too. */
export const rememberLanguage = openOperation({
  input: z.strictObject({ locale: z.enum(LOCALES) }),
  run: async ({ input }) => {
    const jar = await cookies();
    jar.set(LOCALE_COOKIE, input.locale, { maxAge: YEAR_SECONDS, sameSite: "lax", httpOnly: true });
    return {};
  },
});
