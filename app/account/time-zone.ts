import { z } from "zod/mini";
import { setTimeZone } from "@/db/users";
import { isTimeZone } from "@/lib/time-zone";
import { db } from "../database";
import { operation } from "../operation";

/** Where the browser of whoever asks says it is; for the businesses they write to. */
export const rememberTimeZone = operation({
  input: z.strictObject({ timeZone: z.string().check(z.refine(isTimeZone)) }),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input: { timeZone } }) => {
    await setTimeZone(db(), { userId: viewer.id, timeZone });
    return {};
  },
});
