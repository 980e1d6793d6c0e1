import { z } from "zod/mini";
import { removeMember } from "@/db/memberships";
import { endSessions } from "@/db/sessions";
import { db } from "../database";
import { expelWhoIsOver } from "./expulsions";

/** A sign-in ends: nothing of it works any more, and its sockets are closed. Cookies of old may name none. */
export async function signOut(sessionId: string): Promise<void> {
  if (!z.uuid().safeParse(sessionId).success) return;
  await endSessions(db(), { sessionId });
  await expelWhoIsOver();
}

/** All other sign-ins of a person end, as when the password changes. */
export async function signOutElsewhere(viewer: { id: string; sessionId: string }): Promise<void> {
  await endSessions(db(), { userId: viewer.id, except: viewer.sessionId });
  await expelWhoIsOver();
}

/** Every sign-in of a person ends. */
export async function signOutEverywhere(userId: string): Promise<void> {
  await endSessions(db(), { userId, except: null });
  await expelWhoIsOver();
}

/** Somebody is a member no longer: their sockets in the business's conversations and inbox are closed. */
export async function leaveBusiness(member: { businessId: string; userId: string }): Promise<void> {
  await removeMember(db(), member);
  await expelWhoIsOver();
}
