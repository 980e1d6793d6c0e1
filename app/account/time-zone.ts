import { z } from "zod/mini";
import { setTimeZone } from "@/db/own-account";
import { setWays } from "@/db/users";
import { LOCALES } from "@/lib/locale";
import { isTimeZone } from "@/lib/time-zone";
import { db } from "../database";
import { operation } from "../operation";
import { ownForm } from "./own-form";

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

/** The clock that somebody goes by wherever they are; nothing chosen is what their browser says. */
export const chooseTimeZone = operation({
  input: z.pipe(
    ownForm("timeZone"),
    z.object({ timeZone: z.union([z.literal(""), z.string().check(z.refine(isTimeZone))]) }),
  ),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input: { timeZone } }) => {
    await setTimeZone(db(), { userId: viewer.id, timeZone: timeZone || null });
    return { to: "/settings/profile?done=clock" };
  },
});
