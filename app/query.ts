import { z } from "zod/mini";

/** A number as it stands in the query of an address. */
export function numberText({ min, max }: { min: number; max: number }) {
  const digits = new RegExp(`^\\d{1,${String(max).length}}$`);
  return z.pipe(
    z.pipe(z.string().check(z.regex(digits)), z.transform(Number)),
    z.int().check(z.minimum(min), z.maximum(max, `At most ${max}.`)),
  );
}
