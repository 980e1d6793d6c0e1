/** Stands over what our mails say; people answer above it. Programs that quote keep it, whatever language they speak. */
export const ANSWER_ABOVE = "##-";

/** Of a line no more is looked at: whatever is matched takes time in proportion to the text. */
const LINE_LENGTH_MAX = 500;
/** Programs break the line over what they quote. */
const ATTRIBUTION_LINES_MAX = 4;
const HEAD_LINES_MAX = 5;
const SIGNATURE_LINES_MAX = 10;

const DIRECTIONS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const ORIGINAL = /^-{2,}\s*(original message|mensaje original|الرسالة الأصلية)\s*-{2,}$/i;
const FROM = /^\*?(from|de|من)\s*:/i;
const SENT = /^\*?(sent|date|enviado|enviado el|fecha|تم الإرسال|تاريخ الإرسال|أُ?رسلت|التاريخ)\s*:/i;
const RULE = /^_{10,}$/;
const ATTRIBUTION =
  /^(on\s.+\swrote|el\s.+\sescribió|(في|بتاريخ)\s.+\s(كتب|كتبت|كتب\/ت|(تمت )?كتابة)(\s.+)?)\s*:$/i;
const FROM_PHONE =
  /^(sent from (my |outlook).{1,60}|get outlook for .{1,60}|enviado desde .{1,60}|obtener outlook para .{1,60}|(أُ?رسلت|مُ?رسلة?|تم الإرسال) من .{1,60})$/i;

/** What somebody wrote themselves in answer to a mail, without what their program quotes and signs. */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const cut = lines.findIndex((_, at) => isEnd(lines, at));
  const before = cut === -1 ? lines : lines.slice(0, cut);
  return withoutSignature(withoutQuoteBefore(withoutQuoteAfter(before)))
    .join("\n")
    .trim();
}

/** From here on everything is of the mail that is answered. */
function isEnd(lines: string[], at: number): boolean {
  const line = shape(lines[at]);
  if (isQuoted(line)) return false;
  if (line.startsWith(ANSWER_ABOVE) || ORIGINAL.test(line)) return true;
  const head = lines.slice(at + 1, at + 1 + HEAD_LINES_MAX).map(shape);
  if (RULE.test(line)) return head.some((each) => FROM.test(each)) && head.some((each) => SENT.test(each));
  return FROM.test(line) && head.some((each) => SENT.test(each));
}

function withoutQuoteAfter(lines: string[]): string[] {
  const last = lines.findLastIndex((line) => shape(line) !== "" && !isQuoted(shape(line)));
  return withoutAttribution(lines.slice(0, last + 1));
}

/** Whoever answers below has the whole quote above; what is quoted between answers belongs to them. */
function withoutQuoteBefore(lines: string[]): string[] {
  const quote = lines.findIndex((line) => isQuoted(shape(line)));
  if (quote === -1 || withoutAttribution(lines.slice(0, quote)).some((line) => shape(line) !== ""))
    return lines;
  const own = lines.findIndex((line, at) => at > quote && shape(line) !== "" && !isQuoted(shape(line)));
  return own === -1 ? [] : lines.slice(own);
}

function withoutAttribution(lines: string[]): string[] {
  const last = lines.findLastIndex((line) => shape(line) !== "");
  for (let count = 1; count <= ATTRIBUTION_LINES_MAX; count++) {
    const first = last + 1 - count;
    if (first < 0) break;
    const line = lines
      .slice(first, last + 1)
      .map(shape)
      .join(" ");
    if (ATTRIBUTION.test(line.slice(0, LINE_LENGTH_MAX))) return lines.slice(0, first);
  }
  return lines;
}

function withoutSignature(lines: string[]): string[] {
  const signature = lines.findLastIndex((line) => /^-- ?$/.test(line));
  const isSigned = signature !== -1 && lines.length - signature - 1 <= SIGNATURE_LINES_MAX;
  const unsigned = isSigned ? lines.slice(0, signature) : lines;
  const last = unsigned.findLastIndex((line) => shape(line) !== "");
  return last !== -1 && FROM_PHONE.test(shape(unsigned[last])) ? unsigned.slice(0, last) : unsigned;
}

function isQuoted(line: string): boolean {
  return line.startsWith(">");
}

/** A line as it is looked at. */
function shape(line = ""): string {
  return line.slice(0, LINE_LENGTH_MAX).replace(DIRECTIONS, "").trim();
}
