import type { Post } from "./protocol/post";
import { plainTextOf } from "./text-blocks";

const TITLE_LENGTH_MAX = 80;
const LEAD_LENGTH_MAX = 200;

/** What a post is called where it has a line: its first words; of pictures alone the names of those. */
export function titleOf({ body, attachments }: Post): string {
  const [first = ""] = plainTextOf(body).trim().split("\n");
  return cut(first || attachments.map(({ name }) => name).join(", "), TITLE_LENGTH_MAX);
}

/** What it says, as far as a preview of its address has room. */
export function leadOf({ body }: Post): string {
  return cut(plainTextOf(body).trim().replace(/\s+/g, " "), LEAD_LENGTH_MAX);
}

/** Between words, if there are some. */
function cut(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const kept = text
    .slice(0, lengthMax)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  const space = kept.lastIndexOf(" ");
  return `${kept.slice(0, space > lengthMax / 2 ? space : undefined)}…`;
}
