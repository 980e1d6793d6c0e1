import { plainTextOf } from "@/lib/text-blocks";

const SHOWN_MAX = 240;

/** How a post begins, without its marks and empty lines: enough for two lines. */
export function firstWords(body: string): string {
  return plainTextOf(body.slice(0, 2 * SHOWN_MAX).toWellFormed())
    .replace(/\s*\n\s*/g, "\n")
    .trim()
    .slice(0, SHOWN_MAX);
}
