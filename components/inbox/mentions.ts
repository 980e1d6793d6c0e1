import type { Block } from "@/lib/text-blocks";
import type { Span } from "@/lib/text-spans";
import { MENTIONS_MAX, type Mention } from "@/lib/work";

/** More than anybody chooses from at once. */
const OFFERED_MAX = 6;
const QUERY_LENGTH_MAX = 40;

/** What is being written of a name: from its `@` up to the caret. */
export interface Asked {
  from: number;
  query: string;
}

/** The name that is being written where the caret stands, if one is. */
export function nameAskedAt(text: string, caret: number): Asked | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf("@");
  const query = before.slice(from + 1);
  if (from < 0 || query.length > QUERY_LENGTH_MAX || query.includes("\n") || query.startsWith(" "))
    return null;
  // An address is no name.
  return from === 0 || /[\s([{"'،]/u.test(before[from - 1] ?? "") ? { from, query } : null;
}

/** Those whose name, or one of its words, begins so, or whose first letters do. */
export function offered(people: Mention[], query: string): Mention[] {
  const asked = plain(query);
  return people.filter(({ name }) => isMeant(plain(name), asked)).slice(0, OFFERED_MAX);
}

function isMeant(name: string, asked: string): boolean {
  const words = name.split(/\s+/);
  const isBegun = words.some((_, at) => words.slice(at).join(" ").startsWith(asked));
  return (
    isBegun ||
    words
      .map(([first]) => first)
      .join("")
      .startsWith(asked)
  );
}

/** Without what keyboards leave out. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whom a text names. */
export function namedIn(text: string, people: Mention[]): Mention[] {
  const names = new Set(
    piecesOf(text, people).flatMap((piece) => (piece.isName ? [piece.text.slice(1)] : [])),
  );
  return people.filter(({ name }) => names.has(name)).slice(0, MENTIONS_MAX);
}

/** A text with those whom it names in pieces of their own. */
export function withNames(blocks: Block[], people: Mention[]): Block[] {
  return blocks.map((block): Block => {
    switch (block.kind) {
      case "text":
        return { ...block, spans: block.spans.flatMap((span) => spansOf(span, people)) };
      case "quote":
        return { ...block, blocks: withNames(block.blocks, people) };
      case "list":
        return {
          ...block,
          points: block.points.map((point) => ({ ...point, blocks: withNames(point.blocks, people) })),
        };
      default:
        return block;
    }
  });
}

function spansOf(span: Span, people: Mention[]): Span[] {
  if (span.kind === "text")
    return piecesOf(span.text, people).map(({ text, isName }) => ({ kind: isName ? "name" : "text", text }));
  return "spans" in span ? [{ ...span, spans: span.spans.flatMap((each) => spansOf(each, people)) }] : [span];
}

interface TextPiece {
  text: string;
  isName: boolean;
}

/** Of two names of which one begins the other, the longer is meant. */
function piecesOf(text: string, people: Mention[]): TextPiece[] {
  const names = people.map(({ name }) => name).toSorted((one, other) => other.length - one.length);
  const pieces: TextPiece[] = [];
  let plainFrom = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = names.find((each) => isThere(text, at + 1, each));
    if (name === undefined) continue;
    if (at > plainFrom) pieces.push({ text: text.slice(plainFrom, at), isName: false });
    plainFrom = at + 1 + name.length;
    pieces.push({ text: text.slice(at, plainFrom), isName: true });
  }
  return plainFrom < text.length ? [...pieces, { text: text.slice(plainFrom), isName: false }] : pieces;
}

function isThere(text: string, at: number, name: string): boolean {
  return name !== "" && text.startsWith(name, at) && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? "");
}
