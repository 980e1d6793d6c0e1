import { z } from "zod/mini";
import { credentialsOf, isSuspended } from "@/db/users";
import { emailAddress, givenPassword } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { countSignInFailure } from "@/lib/server/metrics";
import { verifyPassword } from "@/lib/server/password";
import { db } from "../database";
import { parse } from "../operation";
import { limits } from "../redis";
import { noticeFailure } from "../sign-ins/notice";

export const credentials = z.object({ email: emailAddress, password: givenPassword });

/**
 * Throws `unauthorized` for a wrong password and for an unknown address alike, and for whoever is suspended `forbidden`,
 * which nobody is told who does not know the password. The try is counted before it is
 * made, and given back when it succeeds: of many at once no more than the limit are looked at.
 */
export async function signInWithPassword(given: unknown, address: string): Promise<{ id: string }> {
  const { email, password } = parse(credentials, given);
  await Promise.all([limits().use("sign-in:account", email), limits().use("sign-in:address", address)]);
  const found = await credentialsOf(db(), email);
  const isRight = await verifyPassword(password, found?.passwordHash ?? null);
  if (!found || !isRight) {
    countSignInFailure("password");
    if (found) noticeFailure(found.id);
    throw new Refusal("unauthorized", { message: "E-mail or password is not right." });
  }
  await Promise.all([
    limits().giveBack("sign-in:account", email),
    limits().giveBack("sign-in:address", address),
  ]);
  await refuseSuspended(found.id);
  return { id: found.id };
}

/** Says to somebody who has proven who they are that an admin keeps them out. */
export async function refuseSuspended(userId: string): Promise<void> {
  if (await isSuspended(db(), userId))
    throw new Refusal("forbidden", { message: "This account is suspended." });
}
