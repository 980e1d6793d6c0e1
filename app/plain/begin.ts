import { z } from "zod/mini";
import { enterAsGuest } from "../account/enter-as-guest";
import { start } from "../conversation/start";
import { openOperation } from "../operation";

const SLUG_LENGTH_MAX = 100;

/** Begins a conversation by a form; whoever is nobody yet is a guest from then on. Says where it is. */
export const beginPlainly = openOperation({
  input: z.pipe(
    z.pipe(
      z.instanceof(FormData),
      z.transform((form) => ({ business: form.get("business"), name: form.get("name") })),
    ),
    z.object({ business: z.string().check(z.maxLength(SLUG_LENGTH_MAX)), name: z.nullable(z.string()) }),
  ),
  run: async ({ viewer, input: { business, name } }) => {
    const { id } = await start(viewer ?? (await enterAsGuest(name)), { business });
    return { to: `/plain/${id}#latest` };
  },
});
