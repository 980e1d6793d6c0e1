import { z } from "zod/mini";
import { hushedOf } from "@/db/levels";
import { notificationSettingsOf } from "@/db/users";
import { db } from "../database";
import { operation } from "../operation";

/** When and of what nothing is to be heard, for the pages that the one who asks has open. */
export const readHushed = operation({
  input: z.strictObject({}),
  permit: () => {},
  run: async ({ viewer }) => {
    const [{ quiet, timeZone }, levels] = await Promise.all([
      notificationSettingsOf(db(), viewer.id),
      hushedOf(db(), viewer.id),
    ]);
    return { quiet: quiet && { ...quiet, timeZone: timeZone ?? "UTC" }, ...levels };
  },
});
