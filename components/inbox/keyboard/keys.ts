/** How long a first key waits for its second. */
export const SEQUENCE_WITHIN_MS = 1_500;
const KEYS_OF_ONE_MAX = 2;

/** Which keys do what: one, or two after each other with a space between; "" for none. */
export type Keymap<Id extends string> = Record<Id, string>;

interface KeyPressed {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/**
 * Which key was pressed alone: "j", "/", "?". Where the letters are others (Arabic, Greek, Cyrillic) it is the one that
 * stands in this place on a Latin keyboard. Nothing for what has a modifier or belongs to an input method.
 */
export function keyOf(pressed: KeyPressed): string | null {
  const { key, code, shiftKey } = pressed;
  if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.isComposing) return null;
  if ([...key].length !== 1) return null;
  const typed = /^[\x21-\x7e]$/.test(key) ? key : latinAt(code, shiftKey);
  if (!typed) return null;
  // Without Shift it is Caps Lock that makes it a capital.
  return /[a-z]/i.test(typed) ? (shiftKey ? null : typed.toLowerCase()) : typed;
}

function latinAt(code: string, isShifted: boolean): string | undefined {
  if (code === "Slash") return isShifted ? "?" : "/";
  return /^Key([A-Z])$/.exec(code)?.[1];
}

/** Cmd with K where that is what commands are given with, else Ctrl: on a Mac, Ctrl with K cuts off a line. */
export function isForPalette(
  { key, code, altKey, ctrlKey, metaKey, shiftKey }: KeyPressed,
  platform: string,
): boolean {
  const isHeld = isApple(platform) ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return isHeld && !altKey && !shiftKey && (key.toLowerCase() === "k" || code === "KeyK");
}

export function isApple(platform: string): boolean {
  return /^(?:Mac|iP)/.test(platform);
}

/** What a person wrote for the keys of a command; `null` for what are none. */
export function parseKeys(written: string): string | null {
  const keys = written.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const areKeys = keys.length <= KEYS_OF_ONE_MAX && keys.every((key) => /^[\x21-\x7e]$/.test(key));
  return areKeys ? keys.join(" ") : null;
}

export interface Press<Id> {
  /** What is pressed so far of several keys. */
  begun: string;
  id?: Id;
}

/** What a key does after those that were begun. One that leads nowhere after them counts for itself. */
export function press<Id extends string>(begun: string, key: string, keymap: Keymap<Id>): Press<Id> {
  const keys = begun ? `${begun} ${key}` : key;
  const ids = Object.keys(keymap) as Id[];
  const id = ids.find((each) => keymap[each] === keys);
  if (id) return { begun: "", id };
  if (ids.some((each) => keymap[each].startsWith(`${keys} `))) return { begun: keys };
  return begun ? press("", key, keymap) : { begun: "" };
}

/** For each command those it gets in the way of: the same keys, or the first of another's two. */
export function conflictsIn<Id extends string>(keymap: Keymap<Id>): Map<Id, Id[]> {
  const ids = (Object.keys(keymap) as Id[]).filter((id) => keymap[id] !== "");
  const others = (id: Id) => ids.filter((other) => other !== id && areInTheWay(keymap[id], keymap[other]));
  return new Map(ids.map((id) => [id, others(id)] as const).filter(([, found]) => found.length > 0));
}

function areInTheWay(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}
