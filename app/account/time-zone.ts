import { z } from "zod/mini";
import { setWays } from "@/db/users";
import { LOCALES } from "@/lib/locale";
import { isTimeZone } from "@/lib/time-zone";
import { db } from "../database";
import { operation } from "../operation";

/** Where the browser of whoever asks says it is, for the businesses they write to, and what it reads, for mails. */
export const rememberTimeZone = operation({
  isOfChat: true,
  input: z.strictObject({ timeZone: z.string().check(z.refine(isTimeZone)), locale: z.enum(LOCALES) }),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input }) => {
    await setWays(db(), { userId: viewer.id, ...input });
    return {};
  },
});
