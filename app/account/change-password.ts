import { z } from "zod/mini";
import { setPassword } from "@/db/own-account";
import { givenPassword, newPassword } from "@/lib/person";
import { Refusal } from "@/lib/refusal";
import { hashPassword } from "@/lib/server/password";
import { audited } from "../audited";
import { operation } from "../operation";
import { signOutElsewhere } from "./leaving";
import { ownForm } from "./own-form";
import { hasAccount, prove } from "./proof";

/** Changes the password, or sets the first one; whoever else is signed in as them is signed out by that. */
export const changePassword = operation({
  input: z.pipe(
    ownForm("oldPassword", "password"),
    z.object({ oldPassword: z.nullable(givenPassword), password: newPassword }),
  ),
  limit: "action",
  permit: hasAccount,
  run: async ({ viewer, input: { oldPassword, password } }) => {
    const before = await prove(viewer, oldPassword);
    const passwordHash = await hashPassword(password);
    const isSet = await audited(
      viewer,
      (tx) => setPassword(tx, { userId: viewer.id, before, passwordHash }),
      (isSet) => (isSet ? { kind: "user.password-changed", businessId: null, subjectId: viewer.id } : null),
    );
    if (!isSet) throw new Refusal("unauthorized");
    await signOutElsewhere(viewer);
    return { to: "/settings/security?done=password" };
  },
});
