import { z } from "zod/mini";
import { isSignInOf } from "@/db/sign-ins";
import { Refusal } from "@/lib/refusal";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { signOut, signOutElsewhere } from "./leaving";
import { ownForm } from "./own-form";

/** Ends one of somebody's own sign-ins. */
export const endSignIn = operation({
  input: z.pipe(ownForm("id"), z.object({ id: uuid })),
  limit: "action",
  permit: async (viewer, { id }) => {
    if (!(await isSignInOf(db(), { userId: viewer.id, id }))) throw new Refusal("not-found");
  },
  run: async ({ viewer, input: { id } }) => {
    await signOut(id);
    await tell(viewer);
    return { to: id === viewer.sessionId ? "/" : "/settings/security?done=ended#sign-ins" };
  },
});

/** Ends all others: every browser, program and personal token but the one that asks. */
export const endOtherSignIns = operation({
  input: z.pipe(ownForm("isMeant"), z.object({ isMeant: z.literal("yes") })),
  limit: "action",
  permit: () => {},
  run: async ({ viewer }) => {
    await signOutElsewhere(viewer);
    await tell(viewer);
    return { to: "/settings/security?done=others#sign-ins" };
  },
});

async function tell(viewer: Viewer): Promise<void> {
  await audited(
    viewer,
    async () => {},
    () => ({ kind: "user.sign-ins-ended", businessId: null, subjectId: viewer.id }),
  );
}
