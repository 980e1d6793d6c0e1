import { z } from "zod/mini";
import { SEQ_MAX } from "./messages";
import type { SearchPlace } from "./search";

const searchPlace = z.object({
  at: z.iso.datetime(),
  seq: z.int().check(z.minimum(0), z.maximum(SEQ_MAX)),
  id: z.guid(),
});

const SEPARATOR = "_";

/** Reads where a search goes on; what was tampered with is no place. The text of it is public, and harmless. */
export const searchPlaceText = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(100)),
    z.transform((text) => {
      const [at, seq, id] = text.split(SEPARATOR);
      return { at, seq: Number(seq), id };
    }),
  ),
  searchPlace,
);

export function formatSearchPlace({ at, seq, id }: SearchPlace): string {
  return [at, seq, id].join(SEPARATOR);
}
