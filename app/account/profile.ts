import { z } from "zod/mini";
import { rename } from "@/db/own-account";
import { personName } from "@/lib/person";
import { audited } from "../audited";
import { operation } from "../operation";
import { ownForm } from "./own-form";

/** What others call somebody from now on; what they wrote keeps the name it was written under. */
export const changeName = operation({
  input: z.pipe(ownForm("name"), z.object({ name: personName })),
  limit: "action",
  permit: () => {},
  run: async ({ viewer, input: { name } }) => {
    await audited(
      viewer,
      (tx) => rename(tx, { userId: viewer.id, name }),
      () =>
        name === viewer.name
          ? null
          : { kind: "user.profile-changed", businessId: null, subjectId: viewer.id, detail: { way: "name" } },
    );
    return { to: "/settings/profile?done=name" };
  },
});
