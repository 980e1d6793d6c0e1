import type { Whence } from "@/db/sessions";
import { dropOldSignInEvents, noteFailure, noteReusedToken, noteSignIn } from "@/db/sign-in-events";
import { recordIncident } from "@/lib/server/incident";
import { db } from "../database";

/** Looks whether a sign-in is out of the ordinary. Whoever signed in is in, whatever becomes of that. */
export async function noticeSignIn(userId: string, sessionId: string): Promise<void> {
  await noteSignIn(db(), { userId, sessionId, now: new Date() }).catch(unnoticed);
}

/** Nobody waits for it: an address without an account is to be answered as soon. */
export function noticeFailure(userId: string): void {
  void noteFailure(db(), { userId, now: new Date() }).catch(unnoticed);
}

export async function noticeReusedToken(userId: string, from: Whence): Promise<void> {
  await noteReusedToken(db(), { userId, ...from, now: new Date() }).catch(unnoticed);
}

/** Drops what is older than may be kept. */
export function dropSignInEvents(now: Date): Promise<boolean> {
  return dropOldSignInEvents(db(), now);
}

function unnoticed(error: unknown): void {
  recordIncident("noticing sign-ins", error);
}
