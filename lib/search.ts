/** What somebody may search for at once; more is refused. */
export const QUERY_LENGTH_MAX = 200;
export const QUERY_WORDS_MAX = 32;
/** Shorter words are looked for only beside longer ones: nearly every message has some. */
const KEY_BYTES_MIN = 3;
/** As in the function `search_keys` of the database. */
const KEY_LENGTH_MAX = 4;
const SNIPPET_LENGTH_MAX = 140;
const SNIPPET_BEFORE_MAX = 40;

/** Words that stand one after the other; a single one, mostly. Folded. */
export interface Term {
  words: string[];
  isExcluded: boolean;
  /** Whether the last word is the beginning of one: somebody may still be writing it. */
  isBeginning: boolean;
}

export interface SnippetPart {
  text: string;
  isHit: boolean;
}

/** `-"a phrase"`, `"a phrase`, `-word` or `word`. */
const ASKED = /(-?)(?:"([^"]*)"?|([^\s"]+))/g;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Accents, vowel signs and tatweel; as in the function `search_text` of the database. */
const MARKS = new RegExp(
  `[${[
    ...[
      "\\u0300-\\u036F",
      "\\u0483-\\u0487",
      "\\u0591-\\u05BD",
      "\\u0610-\\u061A",
      "\\u0640",
      "\\u064B-\\u065F",
    ],
    ...["\\u0670", "\\u06D6-\\u06ED", "\\u1AB0-\\u1AFF", "\\u1DC0-\\u1DFF", "\\u20D0-\\u20FF"],
    ...["\\uFE00-\\uFE0F", "\\uFE20-\\uFE2F"],
  ].join("")}]`,
  "gu",
);

/** What is looked for, in the order it was written. */
export function termsOf(query: string): Term[] {
  const asked = [...query.matchAll(ASKED)];
  return asked.flatMap(([, minus, phrase, word], index) => {
    const words = fold(phrase ?? word ?? "").match(WORD) ?? [];
    const isExcluded = minus === "-";
    const isBeginning = index === asked.length - 1 && phrase === undefined && !isExcluded;
    return words.length > 0 ? [{ words, isExcluded, isBeginning }] : [];
  });
}

/** In small letters, without accents, vowel signs and tatweel: "cafe" finds "Café". */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

export function wordCountOf(terms: Term[]): number {
  return terms.reduce((sum, { words }) => sum + words.length, 0);
}

/** Beginnings of words by which messages are found in the index; without one nothing is looked for. */
export function keysOf(terms: Term[]): string[] {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const words = wanted.flatMap((term) => term.words.slice(0, term.isBeginning ? -1 : undefined));
  const begun = wanted.flatMap((term) => (term.isBeginning ? term.words.slice(-1) : []));
  const keys = [...words, ...begun.filter((word) => [...word].length >= KEY_LENGTH_MAX)].flatMap(keyOf);
  // What is only the beginning of a key is no key, unless it is all there is: then it stands for itself.
  return [...new Set(keys.length > 0 ? keys : begun.flatMap(keyOf))];
}

/** Whether there is anything in it by which messages are found. */
export function isSearchable(terms: Term[]): boolean {
  return keysOf(terms).length > 0;
}

function keyOf(word: string): string[] {
  const isLongEnough = new TextEncoder().encode(word).length >= KEY_BYTES_MIN;
  return isLongEnough ? [[...lexemeOf(word)].slice(0, KEY_LENGTH_MAX).join("")] : [];
}

/** A word as the function `search_words` of the database keeps it, which takes what looks like `4e06` for no number. */
export function lexemeOf(word: string): string {
  return /^[0-9]+e[0-9]/.test(word) ? `x${word}` : word;
}

/**
 * What is asked of the texts themselves. Nothing but letters and digits is left of what somebody wrote, so none of
 * it is read as an operator.
 */
export function tsqueryOf(terms: Term[]): string {
  return terms
    .map(({ words, isExcluded, isBeginning }) => {
      const last = words.length - 1;
      const phrase = words.map(
        (word, index) => `'${lexemeOf(word)}'${isBeginning && index === last ? ":*" : ""}`,
      );
      return `${isExcluded ? "!" : ""}(${phrase.join(" <-> ")})`;
    })
    .join(" & ");
}

/** Where in a text what is looked for stands, as offsets from its start; in order, none within another. */
export function hitsIn(text: string, terms: Term[]): { start: number; end: number }[] {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const written = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    ...{ start: index, end: index + word.length, folded: fold(word) },
  }));
  const isHit = written.map(() => false);
  for (const { words, isBeginning } of wanted)
    for (let at = 0; at + words.length <= written.length; at += 1)
      if (
        words.every((word, n) =>
          isSame(written[at + n]?.folded ?? "", word, isBeginning && n === words.length - 1),
        )
      )
        isHit.fill(true, at, at + words.length);
  return written.filter((_, index) => isHit[index]).map(({ start, end }) => ({ start, end }));
}

function isSame(written: string, word: string, isBeginning: boolean): boolean {
  return isBeginning ? written.startsWith(word) : written === word;
}

/** The part of a text around the first hit, on one line. */
export function snippetOf(body: string, terms: Term[]): SnippetPart[] {
  const hits = hitsIn(body, terms);
  const first = hits[0]?.start ?? 0;
  const start = first <= SNIPPET_BEFORE_MAX ? 0 : wordStart(body, first - SNIPPET_BEFORE_MAX, first);
  const end = Math.min(body.length, start + SNIPPET_LENGTH_MAX);
  const parts: SnippetPart[] = start > 0 ? [{ text: "… ", isHit: false }] : [];
  let at = start;
  const add = (until: number, isHit: boolean) => {
    const text = body.slice(at, until).toWellFormed().replace(/\s+/g, " ");
    if (text) parts.push({ text, isHit });
    at = Math.max(at, until);
  };
  for (const hit of hits.filter(({ start: from }) => from >= start && from < end)) {
    add(hit.start, false);
    add(Math.min(hit.end, end), true);
  }
  add(end, false);
  return end < body.length ? [...parts, { text: " …", isHit: false }] : parts;
}

/** After the next space, where there is one before `limit`. */
function wordStart(body: string, from: number, limit: number): number {
  const space = body.slice(from, limit).search(/\s/);
  return space < 0 ? limit : from + space + 1;
}
