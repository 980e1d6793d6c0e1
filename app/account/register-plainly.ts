import { z } from "zod/mini";
import { openOperation } from "../operation";
import { ownPath } from "../own-path";
import { clientAddress } from "../request";
import { registerPerson, registration } from "./register";
import { enterWith } from "./site-session";

/** Registers by a form that needs no script, and signs in with that. */
export const registerPlainly = openOperation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) => {
        const given = { name: form.get("name"), email: form.get("email"), password: form.get("password") };
        return { given, next: form.get("next") };
      }),
    ),
    z.object({ given: registration, next: z.nullable(z.string()) }),
  ),
  run: async ({ viewer, input: { given, next } }) => {
    const { id } = await registerPerson(viewer, given, await clientAddress());
    await enterWith(id);
    return { to: ownPath(next, "/chats") };
  },
});
