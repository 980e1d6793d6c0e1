import { Parser } from "htmlparser2";
import { Refusal } from "../../refusal";

const LINES = new Set(
  "address article aside br div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul".split(
    " ",
  ),
);
const APART = new Set("blockquote h1 h2 h3 ol p pre table ul".split(" "));
const UNSEEN = new Set("head script style template title".split(" "));

/** No program nests so deeply; the parser takes time in proportion to the square of it. */
const NESTING_MAX = 1_000;

/**
 * The words of a mail that has them in HTML alone; `isAnswer`: without what the writer's program quotes. Throws
 * `bad-command` for what is nested without end.
 */
export function htmlWords(html: string, { isAnswer }: { isAnswer: boolean }): string {
  const said: string[] = [];
  let left = 0;
  let depth = 0;
  let isOver = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { id = "" } = attributes;
      depth += isVoid(name) ? 0 : 1;
      if (depth > NESTING_MAX) throw new Refusal("bad-command");
      if (isAnswer && /^(divRplyFwdMsg|appendonsend)$/.test(id)) isOver = true;
      if (left > 0 || UNSEEN.has(name) || (isAnswer && isQuote(name, attributes)))
        left += isVoid(name) ? 0 : 1;
      else if (APART.has(name)) said.push("\n\n");
      else if (LINES.has(name)) said.push("\n");
    },
    ontext(text) {
      if (left === 0 && !isOver) said.push(text.replace(/\s+/g, " "));
    },
    onclosetag(name) {
      depth -= isVoid(name) ? 0 : 1;
      if (left > 0) left -= isVoid(name) ? 0 : 1;
      else if (APART.has(name)) said.push("\n\n");
      else if (LINES.has(name) && name !== "br") said.push("\n");
    },
  });
  parser.end(html);
  return said
    .join("")
    .split("\n")
    .map((line) => line.replace(/[ \u00a0]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function isQuote(name: string, { class: classes = "", type }: Record<string, string>): boolean {
  if (name === "blockquote" && type === "cite") return true;
  return /(^|\s)(gmail_quote(_container)?|yahoo_quoted|moz-cite-prefix)(\s|$)/.test(classes);
}

function isVoid(name: string): boolean {
  return /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/.test(name);
}
