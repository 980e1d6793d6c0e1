export const SAVED_REPLIES_MAX = 300;
export const SHORTCUT_LENGTH_MAX = 32;
export const SAVED_REPLY_LENGTH_MAX = 4_000;
/** What a name brings into a text at most. */
const FILLED_LENGTH_MAX = 100;

/** An answer that is written once and sent often. */
export interface SavedReply {
  id: string;
  /** What is typed after `/`. */
  shortcut: string;
  body: string;
}

/** What stands for something else until a reply is put in. */
export const placeholders = ["customer", "customer first name", "agent", "business"] as const;
export type Placeholder = (typeof placeholders)[number];
/** `customer` is `null` where there is no one customer, as in a group. */
export type Filling = Record<"agent" | "business", string> & { customer: string | null };
/** Stands where nobody but the writer knows what to put. */
export const BLANK = "___";

const PLACEHOLDER = /\{([^{}\n]{1,40})\}/g;

/** Fills in a reply, once: what a name itself says in braces stays as it is, and so does what nobody knows. */
export function filled(body: string, filling: Filling): string {
  return body.replace(PLACEHOLDER, (written, name: string) => {
    const known = placeholderOf(name);
    if (!known) return written;
    if (known === "agent" || known === "business") return harmless(filling[known]);
    if (filling.customer === null) return BLANK;
    return known === "customer first name" ? firstOf(filling.customer) : harmless(filling.customer);
  });
}

/** What stands in braces and is no placeholder, each once. */
export function unknownIn(body: string): string[] {
  const names = Array.from(body.matchAll(PLACEHOLDER), ([written, name = ""]) => ({ written, name }));
  return [...new Set(names.flatMap(({ written, name }) => (placeholderOf(name) ? [] : [written])))];
}

function placeholderOf(name: string): Placeholder | undefined {
  const asked = name.trim().replace(/\s+/g, " ").toLowerCase();
  return placeholders.find((each) => each === asked);
}

/** Line ends, control characters and what turns the direction of a text have no place within a sentence. */
function harmless(name: string): string {
  const plain = name.toWellFormed().replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu, " ");
  return [...plain.replace(/\s+/g, " ").trim()].slice(0, FILLED_LENGTH_MAX).join("");
}

function firstOf(name: string): string {
  return harmless(name).split(" ")[0] ?? "";
}

/** As it is kept: in one case, so that nobody has to remember which. `null` for what nobody could type at once. */
export function shortcutOf(text: string): string | null {
  const shortcut = text.trim().replace(/^\//, "").normalize("NFC").toLowerCase();
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(shortcut) && shortcut.length <= SHORTCUT_LENGTH_MAX
    ? shortcut
    : null;
}

/** What was typed after a `/` that stands alone, up to the caret. */
export interface Asked {
  from: number;
  to: number;
  text: string;
}

export function askedAt(value: string, caret: number): Asked | null {
  const before = value.slice(Math.max(0, caret - SHORTCUT_LENGTH_MAX - 2), caret);
  const [, text] = before.match(/(?:^|\s)\/([^\s/]*)$/u) ?? [];
  if (text === undefined || text.length > SHORTCUT_LENGTH_MAX) return null;
  const from = caret - text.length - 1;
  // Cut out of a longer text it may begin with the slash, and still follow something.
  return from === 0 || /\s/u.test(value[from - 1] ?? "") ? { from, to: caret, text } : null;
}

/** Replies whose shortcut begins so, then those that have it in their shortcut or their text. */
export function matching(replies: readonly SavedReply[], text: string, max: number): SavedReply[] {
  const asked = folded(text);
  const rank = ({ shortcut, body }: SavedReply) => {
    const at = folded(shortcut).indexOf(asked);
    return at === 0 ? 0 : at > 0 ? 1 : folded(body).includes(asked) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((each) => each.rank < 3)
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, max)
    .map(({ reply }) => reply);
}

/** Without case and accents: whoever looks for something is in a hurry. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
