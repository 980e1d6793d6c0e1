import { z } from "zod/mini";
import { removeMember } from "@/db/memberships";
import { endSessions } from "@/db/sessions";
import { actor } from "../audited";
import { db } from "../database";
import { type Viewer, viewerOf } from "../viewer";
import { expelWhoIsOver } from "./expulsions";

/** Somebody signs out, by whichever door. */
export async function leave(viewer: Viewer): Promise<void> {
  const isTold = !viewer.isGuest && viewer.confinedTo === null;
  const told = { kind: "user.signed-out", businessId: null, subjectId: viewer.id } as const;
  await endSessions(
    db(),
    { sessionId: viewer.sessionId },
    isTold ? { ...told, ...actor(viewer, null) } : undefined,
  );
  await expelWhoIsOver();
}

/** The same by what a cookie names, which may be a sign-in that is over. */
export async function leaveBy(sessionId: string): Promise<void> {
  const viewer = await viewerOf(sessionId);
  if (viewer) await leave(viewer);
}

/** A token holds no more, and what it opened is closed. */
export async function endToken(
  viewer: Viewer,
  { businessId, id }: { businessId: string | null; id: string },
): Promise<void> {
  const told = { kind: "token.ended", businessId, subjectId: id } as const;
  await endSessions(db(), { sessionId: id }, { ...told, ...actor(viewer, businessId) });
  await expelWhoIsOver();
}

/** A sign-in ends: nothing of it works any more, and its sockets are closed. Cookies of old may name none. */
export async function signOut(sessionId: string): Promise<void> {
  if (!z.uuid().safeParse(sessionId).success) return;
  await endSessions(db(), { sessionId });
  await expelWhoIsOver();
}

/** All other sign-ins of a person end, as when the password changes; whoever has it so tells of it. */
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
