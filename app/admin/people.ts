import { z } from "zod/mini";
import { isSignInOf, userOf } from "@/db/admin-users";
import { endSessions } from "@/db/sessions";
import { restoreUser, setAdmin, suspendUser } from "@/db/suspending";
import { endVisitsOfUser } from "@/db/visits";
import { Refusal } from "@/lib/refusal";
import { expelWhoIsOver } from "../account/expulsions";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { adminAccess } from "./access";
import { fields, reason } from "./form";

const who = { userId: uuid };

/** Keeps somebody out: they are signed out everywhere, and told why they cannot sign in once they know the password. */
export const suspend = operation({
  input: z.pipe(fields("userId", "reason"), z.object({ ...who, reason })),
  limit: "admin",
  permit: otherThanOneself,
  run: async ({ viewer, input: { userId, reason } }) => {
    const suspended = await audited(
      viewer,
      (tx) => suspendUser(tx, { id: userId, reason }),
      (done) => toldOf("user.suspended", userId, done, { reason }),
    );
    refuseLastAdmin(suspended);
    await closeWhatWasOpened(userId);
    return ledTo(userId, "suspended");
  },
});

export const restore = operation({
  input: z.pipe(fields("userId"), z.object(who)),
  limit: "admin",
  permit: somebody,
  run: async ({ viewer, input: { userId } }) => {
    await audited(
      viewer,
      (tx) => restoreUser(tx, userId),
      (done) => toldOf("user.restored", userId, done),
    );
    return ledTo(userId, "restored");
  },
});

export const changeAdmin = operation({
  input: z.pipe(fields("userId", "isAdmin"), z.object({ ...who, isAdmin: z.enum(["yes", "no"]) })),
  limit: "admin",
  permit: somebody,
  run: async ({ viewer, input }) => {
    const { userId } = input;
    const isAdmin = input.isAdmin === "yes";
    const changed = await audited(
      viewer,
      (tx) => setAdmin(tx, { id: userId, isAdmin }),
      (done) => toldOf(isAdmin ? "user.made-admin" : "user.unmade-admin", userId, done),
    );
    refuseLastAdmin(changed);
    return ledTo(userId, isAdmin ? "admin" : "noAdmin");
  },
});

/** One sign-in ends, or a personal token, and what it opened is closed. */
export const endSignIn = operation({
  input: z.pipe(fields("userId", "signInId"), z.object({ ...who, signInId: uuid })),
  limit: "admin",
  permit: async (viewer, { userId, signInId: id }) => {
    adminAccess(viewer);
    if (!(await isSignInOf(db(), { id, userId }))) throw new Refusal("not-found");
  },
  run: async ({ viewer, input: { userId, signInId } }) => {
    await audited(
      viewer,
      (tx) => endSessions(tx, { sessionId: signInId }),
      () => ({ kind: "user.sign-ins-ended", businessId: null, subjectId: userId, detail: { count: 1 } }),
    );
    await closeWhatWasOpened(userId);
    return ledTo(userId, "signedOut");
  },
});

/** All their sign-ins and tokens end; an admin who does so to themselves stays where they are. */
export const endSignIns = operation({
  input: z.pipe(fields("userId"), z.object(who)),
  limit: "admin",
  permit: somebody,
  run: async ({ viewer, input: { userId } }) => {
    const which = { userId, except: viewer.id === userId ? viewer.sessionId : null };
    await audited(
      viewer,
      (tx) => endSessions(tx, which),
      () => ({ kind: "user.sign-ins-ended", businessId: null, subjectId: userId }),
    );
    await closeWhatWasOpened(userId);
    return ledTo(userId, "signedOut");
  },
});

/** What was opened while the sign-ins ended was not seen by that. */
async function closeWhatWasOpened(userId: string): Promise<void> {
  await endVisitsOfUser(db(), userId);
  await expelWhoIsOver();
}

async function somebody(viewer: Viewer, { userId }: { userId: string }): Promise<void> {
  adminAccess(viewer);
  if (!(await userOf(db(), userId))) throw new Refusal("not-found");
}

/** Nobody keeps themselves out, from where nobody but another admin could let them in again. */
async function otherThanOneself(viewer: Viewer, asked: { userId: string }): Promise<void> {
  await somebody(viewer, asked);
  if (asked.userId === viewer.id) throw new Refusal("forbidden");
}

function refuseLastAdmin(done: object | "last-admin" | null): void {
  if (done === "last-admin") throw new Refusal("conflict");
}

type Kind = "user.suspended" | "user.restored" | "user.made-admin" | "user.unmade-admin";

function toldOf(
  kind: Kind,
  subjectId: string,
  done: { name: string } | "last-admin" | null,
  detail: { reason?: string } = {},
) {
  if (done === null || done === "last-admin") return null;
  return { kind, businessId: null, subjectId, detail: { name: done.name, ...detail } };
}

function ledTo(userId: string, done: string) {
  return { to: `/admin/users/${userId}?done=${done}` };
}
