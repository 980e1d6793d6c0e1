import { z } from "zod/mini";
import { openOperation } from "../operation";
import { ownPath } from "../own-path";
import { clientAddress } from "../request";
import { signInWithPassword } from "./password";
import { enterWith } from "./site-session";

/** A sign-in by a form that needs no script, to where it was to lead. */
export const signInPlainly = openOperation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) =>
        Object.fromEntries(["email", "password", "next"].map((name) => [name, form.get(name)])),
      ),
    ),
    z.object({ email: z.string(), password: z.string(), next: z.nullable(z.string()) }),
  ),
  run: async ({ input: { next, ...given } }) => {
    const { id } = await signInWithPassword(given, await clientAddress());
    await enterWith(id);
    return { to: ownPath(next) };
  },
});
