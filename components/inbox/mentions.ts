import type { Block } from "@/lib/text-blocks";
import type { Span } from "@/lib/text-spans";
import { MENTIONS_MAX, type Mention } from "@/lib/work";

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
