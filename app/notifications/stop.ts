import { z } from "zod/mini";
import { notificationSettingsOf, setMailed } from "@/db/users";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { verifyMailStop } from "@/lib/server/mail-stop-token";
import { db } from "../database";
import { openOperation } from "../operation";

/** Whoever has the address out of a mail says whether more are to come; it opens nothing else. */
export const wishMails = openOperation({
  input: z.strictObject({ token: z.string(), mails: z.enum(["on", "off"]) }),
  run: async ({ input: { token, mails } }) => {
    const userId = await whose(token);
    await setMailed(db(), { userId, isMailed: mails === "on" });
    return { mails };
  },
});

/** Whether mails are sent to whom the address was sent. Throws `not-found` where there is nobody. */
export async function mailsOf(token: string): Promise<"on" | "off"> {
  const { isMailed } = await notificationSettingsOf(db(), await whose(token));
  return isMailed ? "on" : "off";
}

async function whose(token: string): Promise<string> {
  return verifyMailStop(token, env().TOKEN_SECRET).catch((cause: unknown) => {
    throw new Refusal("not-found", { cause });
  });
}
