import { z } from "zod/mini";
import { operation } from "../operation";
import { leave } from "./leaving";
import { forgetCookie } from "./site-session";

/** Signs out by a form that needs no script. */
export const signOutPlainly = operation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) => ({ isMeant: form.get("isMeant") })),
    ),
    z.object({ isMeant: z.literal("yes") }),
  ),
  permit: () => {},
  run: async ({ viewer }) => {
    await leave(viewer);
    await forgetCookie();
    return { to: "/" };
  },
});
