export interface Link {
  start: number;
  end: number;
  href: string;
}

/** Endings of names that are read as addresses without `https://`; many others are endings of files, too, or words. */
const COMMON_ENDINGS = new Set(
  (
    "com org net edu gov info biz io app dev shop store cafe coffee bike online site web blog page example " +
    "eu uk us ca mx br ar cl co pe es pt fr de it nl be ch at ie pl cz se no dk fi gr tr ru ua ma eg sa ae qa kw jo lb " +
    "in jp cn kr sg hk au nz za ng ke"
  ).split(" "),
);

/** A longer word is no address anybody would follow. */
const LINK_LENGTH_MAX = 2_048;

/** Nor does a word go on past what is not seen or turns the letters after it around. */
const WORD = /[^\s<>"`\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;
const SCHEME = /https?:\/\/|www\./i;
const EMAIL = /^[\p{L}\d._%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.)+\p{L}{2,24}$/u;
const BARE = /^(?:[\p{L}\d-]{1,63}\.)+(\p{L}{2,24})(?::\d{1,5})?(?:[/?#]\S*)?$/u;
const LETTER_BEFORE = /[\p{L}\d]$/u;
const OPENING = /^[([{'’“«*_]+/;
const CLOSING = /[.,;:!?'"’”»*_،؛؟。，、！？]$/;
const BRACKETS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/**
 * Where in a text there are addresses of the web or of somebody's mail. Only such: an address of another kind
 * (`javascript:`, `file:`, an app's own) stays text. Looks at each word once, so a long text costs no more than its length.
 */
export function linksIn(text: string): Link[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const found = word.length <= LINK_LENGTH_MAX ? linkIn(word) : null;
    return found ? [{ ...found, start: index + found.start, end: index + found.end }] : [];
  });
}

/** The first address of the web in a text, as a browser would ask for it; the words themselves may say it shorter. */
export function firstWebLink(text: string): string | null {
  const link = linksIn(text).find(({ href }) => /^https?:/i.test(href));
  return link ? new URL(link.href).href : null;
}

function linkIn(word: string): Link | null {
  const scheme = SCHEME.exec(word);
  if (scheme && !LETTER_BEFORE.test(word.slice(0, scheme.index))) {
    const address = withoutEnding(word.slice(scheme.index));
    const href = /^http/i.test(address) ? address : `https://${address}`;
    const isWhole = address.length > scheme[0].length && URL.canParse(href);
    return isWhole ? { start: scheme.index, end: scheme.index + address.length, href } : null;
  }
  const start = OPENING.exec(word)?.[0].length ?? 0;
  const address = withoutEnding(word.slice(start));
  const href = EMAIL.test(address) ? `mailto:${address}` : isBare(address) ? `https://${address}` : null;
  return href && URL.canParse(href) ? { start, end: start + address.length, href } : null;
}

function isBare(address: string): boolean {
  const ending = BARE.exec(address)?.[1];
  return ending !== undefined && COMMON_ENDINGS.has(ending);
}

/** Leaves out what belongs to the sentence: its full stop, and a bracket that was opened before the address. */
function withoutEnding(address: string): string {
  const counts = new Map<string, number>();
  for (const letter of address) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? "";
    const opening = BRACKETS[last];
    const isUnopened = opening !== undefined && (counts.get(last) ?? 0) > (counts.get(opening) ?? 0);
    if (!isUnopened && !CLOSING.test(last)) return address.slice(0, end);
    counts.set(last, (counts.get(last) ?? 0) - 1);
    end -= 1;
  }
}
