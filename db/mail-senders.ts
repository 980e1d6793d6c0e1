import { eq, or, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import type { Db } from "./client";
import { conversations, users } from "./schema";

/** Who has this address, for an account or for mails alone: one each at most. In lower case. */
export function peopleWith(db: Db, address: string) {
  return db
    .select({ id: users.id, name: users.name, locale: users.locale })
    .from(users)
    .where(or(eq(users.email, address), eq(users.mailAddress, address)));
}

/** The guest who writes from this address, where there is one. */
export async function mailGuest(db: Db, address: string): Promise<{ id: string; name: string } | null> {
  const [guest] = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.mailAddress, address));
  return guest ?? null;
}

/** Made, or found where another mail was faster. */
export async function addMailGuest(
  db: Db,
  { address, name }: { address: string; name: string },
): Promise<{ id: string; name: string }> {
  await db
    .insert(users)
    .values({ name, mailAddress: address })
    .onConflictDoNothing({ target: users.mailAddress });
  const guest = await mailGuest(db, address);
  assert(guest, "what was just inserted, or was in the way of that, is there");
  return guest;
}

/** What the next answer by mail is put beside. */
export async function keepLastMail(
  db: Db,
  { conversationId, ...mail }: { conversationId: string; subject: string; messageId: string | null },
): Promise<void> {
  await db
    .update(conversations)
    .set({ lastMail: mail })
    .where(sql`${conversations.id} = ${conversationId} and ${conversations.channel} = 'email'`);
}
