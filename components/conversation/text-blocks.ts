import { linksIn } from "@/lib/links";

export type Span = { kind: "text" | "code"; text: string } | { kind: "link"; text: string; href: string };
export type Block = { kind: "text"; spans: Span[] } | { kind: "code"; text: string };

const FENCE_OPENS = /^\s*```[\w+#.-]{0,30}\s*$/;
const FENCE_CLOSES = /^\s*```\s*$/;

/** What a text consists of: code between fences, and between them words, short code and links. */
export function blocksOf(body: string): Block[] {
  const lines = body.split("\n");
  const lastClosing = lines.findLastIndex((line) => FENCE_CLOSES.test(line));
  const blocks: Block[] = [];
  let words: string[] = [];
  const endWords = () => {
    const text = words.join("\n");
    if (text.trim()) blocks.push({ kind: "text", spans: spansOf(text) });
    words = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (at < lastClosing && FENCE_OPENS.test(line)) {
      const closing = lines.findIndex((each, index) => index > at && FENCE_CLOSES.test(each));
      endWords();
      blocks.push({ kind: "code", text: lines.slice(at + 1, closing).join("\n") });
      at = closing;
    } else {
      words.push(line);
    }
  }
  endWords();
  return blocks;
}

const SHORT_CODE = /(`{1,3})([^`\n]+)\1(?!`)/g;

function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const { 0: whole, 2: code = "", index } of text.matchAll(SHORT_CODE)) {
    spans.push(...linkedSpansOf(text.slice(end, index)), { kind: "code", text: code });
    end = index + whole.length;
  }
  return [...spans, ...linkedSpansOf(text.slice(end))];
}

function linkedSpansOf(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const { start, end, href } of linksIn(text)) {
    if (start > at) spans.push({ kind: "text", text: text.slice(at, start) });
    spans.push({ kind: "link", text: text.slice(start, end), href });
    at = end;
  }
  if (at < text.length) spans.push({ kind: "text", text: text.slice(at) });
  return spans;
}

const EMOJI_MAX = 6;
const EMOJI =
  /\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:[\u{E0020}-\u{E007F}]*)(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*/gu;
/** No such text is longer: a family of four with their skin tones has 25 characters. */
const EMOJI_TEXT_LENGTH_MAX = 200;

/** A few emoji and nothing else are a gesture more than a text. */
export function isEmojiOnly(body: string): boolean {
  if (body.length > EMOJI_TEXT_LENGTH_MAX) return false;
  let count = 0;
  const rest = body.replace(EMOJI, () => {
    count += 1;
    return "";
  });
  return count > 0 && count <= EMOJI_MAX && rest.trim() === "";
}
