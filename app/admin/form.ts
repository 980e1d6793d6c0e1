import { z } from "zod/mini";
import { isDisguised } from "@/lib/legible";
import { storableText } from "@/lib/protocol/message";

export const REASON_LENGTH_MAX = 300;

/** Why an admin does something, for the other admins: never shown to whom it is done. */
export const reason = storableText.check(
  z.trim(),
  z.minLength(1),
  z.maxLength(REASON_LENGTH_MAX),
  z.refine((text) => !isDisguised(text)),
);

/** Fields of a form that works without scripts. */
export function fields(...names: string[]) {
  return z.pipe(
    z.instanceof(FormData),
    z.transform((form) => Object.fromEntries(names.map((name) => [name, form.get(name)]))),
  );
}
