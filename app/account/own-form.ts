import { z } from "zod/mini";

/** What a form of the settings sends, by the names of its fields; those that were not sent are `null`. */
export function ownForm<const Name extends string>(...names: Name[]) {
  return z.pipe(
    z.instanceof(FormData),
    z.transform((form) => Object.fromEntries(names.map((name) => [name, form.get(name)]))),
  );
}
