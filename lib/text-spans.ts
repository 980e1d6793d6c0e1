import { linksIn } from "./links";

export type Span =
  /** A `name` is what a note calls a member by, and is put in by whoever knows those. */
  | { kind: "text" | "code" | "name"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "strong" | "em"; spans: Span[] };

/** Stress within stress; what is marked further in keeps its marks. */
export const STRESS_NESTED_MAX = 4;

interface Mark {
  mark: "*" | "**" | "_";
  /** Where in the line of tokens the other one stands. */
  partner?: number;
}
type Token = Mark | Exclude<Span, { spans: Span[] }>;

const SHORT_CODE = /(`{1,3})([^`\n]+)\1(?!`)/g;

/** Short code, links, and what is stressed: `*so*`, `_so_` or `**so**`, within a line. */
export function spansOf(text: string): Span[] {
  const line = new Line();
  let end = 0;
  for (const { 0: whole, 2: code = "", index } of text.matchAll(SHORT_CODE)) {
    readLinked(line, text, end, index);
    line.tokens.push({ kind: "code", text: code });
    end = index + whole.length;
  }
  readLinked(line, text, end, text.length);
  return nested(line.tokens);
}

function readLinked(line: Line, text: string, from: number, to: number): void {
  let at = from;
  for (const { start, end, href } of linksIn(text.slice(from, to))) {
    readMarked(line, text, at, from + start);
    line.tokens.push({ kind: "link", text: text.slice(from + start, from + end), href });
    at = from + end;
  }
  readMarked(line, text, at, to);
}

const MARKS_OR_LINE_END = /\*+|_+|\n/g;
const WORD = /[\p{L}\p{N}]/u;
/** These write no spaces between words, so a mark may stand inside of what is a word to others. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

function readMarked(line: Line, text: string, from: number, to: number): void {
  let at = from;
  for (const { 0: run, index } of text.slice(from, to).matchAll(MARKS_OR_LINE_END)) {
    const start = from + index;
    const end = start + run.length;
    line.say(text.slice(at, start));
    if (run === "\n") {
      line.end();
    } else {
      const [before, after] = [text[start - 1] ?? " ", text[end] ?? " "];
      const opens = /\S/.test(after) && !isInWord(before);
      const closes = /\S/.test(before) && !isInWord(after);
      line.mark(run, { opens, closes });
    }
    at = end;
  }
  line.say(text.slice(at, to));
}

function isInWord(letter: string): boolean {
  return WORD.test(letter) && !UNSPACED.test(letter);
}

/** So many that were opened and not yet closed are kept in mind: a text costs no more than its length. */
const WAITING_MAX = 32;

class Line {
  readonly tokens: Token[] = [];
  /** Marks that wait for their partner, with their place among the tokens. */
  #waiting: { opening: Mark; at: number }[] = [];

  say(text: string): void {
    if (text) this.tokens.push({ kind: "text", text });
  }

  end(): void {
    this.say("\n");
    this.#waiting = [];
  }

  mark(run: string, { opens, closes }: { opens: boolean; closes: boolean }): void {
    let left = run.length > 3 || run.startsWith("__") ? "" : run;
    if (!left) this.say(run);
    while (closes && left) {
      const closed = this.#close(left);
      if (!closed) break;
      left = left.slice(closed.length);
    }
    for (const mark of marksIn(left)) {
      if (opens) this.#open(mark);
      else this.say(mark);
    }
  }

  #open(mark: Mark["mark"]): void {
    const opening = { mark };
    this.#waiting = [...this.#waiting.slice(1 - WAITING_MAX), { opening, at: this.tokens.length }];
    this.tokens.push(opening);
  }

  /** The mark that was closed, if any; what was opened inside of it and never closed is no mark. */
  #close(run: string): Mark["mark"] | undefined {
    const exact = this.#waiting.findLastIndex(({ opening }) => opening.mark === run);
    const index =
      exact >= 0 ? exact : this.#waiting.findLastIndex(({ opening }) => run.startsWith(opening.mark));
    const found = this.#waiting[index];
    if (!found) return undefined;
    this.#waiting.length = index;
    found.opening.partner = this.tokens.length;
    this.tokens.push({ mark: found.opening.mark, partner: found.at });
    return found.opening.mark;
  }
}

function marksIn(run: string): Mark["mark"][] {
  switch (run) {
    case "***":
      return ["**", "*"];
    case "**":
    case "*":
    case "_":
      return [run];
    default:
      return [];
  }
}

/** The tokens as a tree; a mark without a partner, or too far in, is text. */
function nested(tokens: Token[]): Span[] {
  let spans: Span[] = [];
  const around: { spans: Span[]; until: number }[] = [];
  tokens.forEach((token, at) => {
    if ("kind" in token) {
      add(spans, token);
    } else if ((token.partner ?? -1) > at && around.length < STRESS_NESTED_MAX) {
      const inner: Span[] = [];
      spans.push({ kind: token.mark === "**" ? "strong" : "em", spans: inner });
      around.push({ spans, until: token.partner ?? at });
      spans = inner;
    } else if (around.at(-1)?.until === at) {
      spans = around.pop()?.spans ?? spans;
    } else {
      add(spans, { kind: "text", text: token.mark });
    }
  });
  return spans;
}

function add(spans: Span[], span: Exclude<Span, { spans: Span[] }>): void {
  const last = spans.at(-1);
  if (last?.kind === "text" && span.kind === "text") last.text += span.text;
  else spans.push(span);
}
