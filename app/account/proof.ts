import { passwordHashOf } from "@/db/own-account";
import { signInBegan } from "@/db/sign-ins";
import { Refusal } from "@/lib/refusal";
import { verifyPassword } from "@/lib/server/password";
import { db } from "../database";
import { limits } from "../redis";
import type { Viewer } from "../viewer";

/** Who has no password to give has signed in so lately, by whoever vouches for them. */
export const SIGNED_IN_WITHIN_MS = 15 * 60_000;

/**
 * That whoever asks is whose account it is, and not only at their device: by the password, or where there is none by having
 * signed in just now. Throws `unauthorized`. Wrong passwords count as they do at the door.
 */
export async function prove(
  viewer: Viewer,
  password: string | null,
  now = Date.now(),
): Promise<string | null> {
  const hash = await passwordHashOf(db(), viewer.id);
  if (hash === null) {
    const began = await signInBegan(db(), viewer.sessionId);
    if (!began || now - began.getTime() > SIGNED_IN_WITHIN_MS) throw new Refusal("unauthorized");
    return null;
  }
  const account = viewer.email ?? viewer.id;
  await limits().use("sign-in:account", account);
  if (!(await verifyPassword(password ?? "", hash))) throw new Refusal("unauthorized");
  await limits().giveBack("sign-in:account", account);
  return hash;
}

/** Guests are whoever holds their browser's cookie: they have nothing to prove anything by. */
export function hasAccount(viewer: Viewer): void {
  if (viewer.isGuest) throw new Refusal("forbidden");
}
