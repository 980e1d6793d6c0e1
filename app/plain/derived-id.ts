import { createHash } from "node:crypto";

/** Bits that a UUID has for its version and its variant. */
const VERSION = { byte: 6, keep: 0x0f, set: 0x80 };
const VARIANT = { byte: 8, keep: 0x3f, set: 0x80 };

/**
 * The same id for the same parts, a UUID of the version that is made of whatever one likes: what a form sends twice is
 * one message, and what is written anew in a page that the browser went back to is another.
 */
export function derivedId(...parts: (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  // Their digests are of one length, so that no two lists of parts run together into the same bytes.
  for (const part of parts) hash.update(createHash("sha256").update(part).digest());
  const bytes = hash.digest().subarray(0, 16);
  for (const { byte, keep, set } of [VERSION, VARIANT]) bytes[byte] = ((bytes[byte] ?? 0) & keep) | set;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
