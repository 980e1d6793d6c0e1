import { legible } from "./legible";
import { type Span, spansOf } from "./text-spans";

export type Block =
  | { kind: "text"; spans: Span[] }
  | { kind: "code"; text: string }
  | { kind: "quote"; blocks: Block[] }
  | { kind: "list"; isNumbered: boolean; points: Point[] };
export interface Point {
  /** As it was written; 0 where there is none. */
  number: number;
  blocks: Block[];
}

/** Lists in quotes in lists; what is further in keeps its marks. */
export const BLOCKS_NESTED_MAX = 3;

const FENCE_OPENS = /^\s*```[\w+#.-]{0,30}\s*$/;
const FENCE_CLOSES = /^\s*```\s*$/;
const QUOTED = /^ {0,3}> ?/;
const POINT = /^( {0,3})([-*•]|(\d{1,3})[.)])[ \t]+(?=\S)/;
/** From here on a line below a point belongs to it. */
const INDENT = 2;

/** What a text consists of: code between fences, quoted lines, lists, and between them words. */
export function blocksOf(body: string): Block[] {
  return blocksIn(legible(body).split("\n"), 0);
}

/** The words alone, for where there is one line for all of them. */
export function plainTextOf(body: string): string {
  return blocksOf(body).map(plainBlock).join("\n");
}

function blocksIn(lines: string[], depth: number): Block[] {
  const lastClosing = lines.findLastIndex((line) => FENCE_CLOSES.test(line));
  const blocks: Block[] = [];
  let words: string[] = [];
  const endWords = () => {
    const text = words
      .join("\n")
      .replace(/^(?:[^\S\n]*\n)+/, "")
      .trimEnd();
    if (text) blocks.push({ kind: "text", spans: spansOf(text) });
    words = [];
  };
  for (let at = 0; at < lines.length; ) {
    const found =
      at < lastClosing ? (fenced(lines, at) ?? structured(lines, at, depth)) : structured(lines, at, depth);
    if (found) {
      endWords();
      blocks.push(found.block);
      at = found.end;
    } else {
      words.push(lines[at] ?? "");
      at += 1;
    }
  }
  endWords();
  return blocks;
}

interface Found {
  block: Block;
  /** The first line after it. */
  end: number;
}

/** To be asked above a closing fence only. */
function fenced(lines: string[], at: number): Found | undefined {
  if (!FENCE_OPENS.test(lines[at] ?? "")) return undefined;
  const closing = endOf(lines, at + 1, (line) => !FENCE_CLOSES.test(line));
  return { block: { kind: "code", text: lines.slice(at + 1, closing).join("\n") }, end: closing + 1 };
}

function structured(lines: string[], at: number, depth: number): Found | undefined {
  if (depth >= BLOCKS_NESTED_MAX) return undefined;
  const line = lines[at] ?? "";
  if (QUOTED.test(line)) {
    const end = endOf(lines, at, (each) => QUOTED.test(each));
    const inner = lines.slice(at, end).map((each) => each.replace(QUOTED, ""));
    return { block: { kind: "quote", blocks: blocksIn(inner, depth + 1) }, end };
  }
  const first = POINT.exec(line);
  return first ? listAt(lines, at, depth, first[3] !== undefined) : undefined;
}

function listAt(lines: string[], at: number, depth: number, isNumbered: boolean): Found {
  const points: Point[] = [];
  let start = at;
  for (;;) {
    const found = POINT.exec(lines[start] ?? "");
    if (!found || (found[3] !== undefined) !== isNumbered) break;
    const end = endOf(lines, start + 1, (line) => line.search(/\S/) >= INDENT);
    const inner = lines
      .slice(start + 1, end)
      .map((line) => line.slice(Math.min(line.search(/\S/), found[0].length)));
    const own = (lines[start] ?? "").slice(found[0].length);
    points.push({ number: Number(found[3] ?? 0), blocks: blocksIn([own, ...inner], depth + 1) });
    start = end;
  }
  return { block: { kind: "list", isNumbered, points }, end: start };
}

/** The first line from `at` on that is not so. */
function endOf(lines: string[], at: number, isSo: (line: string) => boolean): number {
  for (let end = at; end < lines.length; end += 1) if (!isSo(lines[end] ?? "")) return end;
  return lines.length;
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return block.spans.map(plainSpan).join("");
    case "code":
      return block.text;
    case "quote":
      return block.blocks.map(plainBlock).join("\n");
    case "list":
      return block.points
        .map(
          ({ number, blocks }) => `${number || "•"}${number ? "." : ""} ${blocks.map(plainBlock).join("\n")}`,
        )
        .join("\n");
  }
}

function plainSpan(span: Span): string {
  return "spans" in span ? span.spans.map(plainSpan).join("") : span.text;
}
