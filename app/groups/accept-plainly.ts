import { z } from "zod/mini";
import { enterAsGuest } from "../account/enter-as-guest";
import { openOperation } from "../operation";
import { accept, invitationFor } from "./accept";

/** Follows an invitation by a form that needs no script; whoever is nobody yet is a guest from then on. */
export const acceptPlainly = openOperation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) => ({ token: form.get("token"), name: form.get("name") })),
    ),
    z.object({ token: z.string(), name: z.nullable(z.string()) }),
  ),
  run: async ({ viewer, input: { token, name } }) => {
    // Nobody becomes a guest by what leads nowhere.
    if (!viewer) await invitationFor(null, token);
    const { conversationId, isStaff } = await accept(viewer ?? (await enterAsGuest(name)), { token });
    return { to: isStaff ? `/inbox/${conversationId}` : `/plain/${conversationId}#latest` };
  },
});
