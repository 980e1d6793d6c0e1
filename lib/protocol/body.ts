export const BODY_LENGTH_MAX = 16_000;
export const PREVIEW_LENGTH_MAX = 200;

/** The first characters of a text, never cut through a surrogate pair. */
export function preview(body: string): string {
  return body
    .slice(0, PREVIEW_LENGTH_MAX)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
}
