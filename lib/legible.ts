/** No script puts more marks on one letter; a heap of them paints over the lines around it. */
export const MARKS_ON_LETTER_MAX = 8;
const HEAP = new RegExp(`(\\p{M}{${MARKS_ON_LETTER_MAX}})\\p{M}+`, "u");
const HEAPS = new RegExp(HEAP, "gu");

/** Characters that are not seen, or turn what stands beside them around: a name with them can pass for another. */
const DISGUISE =
  /[\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f/u;
/** Emoji and some scripts join letters by these, one at a time and never at an end. */
const LOOSE_JOINER = /^[\u200c\u200d]|[\u200c\u200d](?:[\u200c\u200d]|$)/u;

/** Whether a name is what it looks like. What is longer than a name is only ever shown by `legible`. */
export function isDisguised(name: string): boolean {
  return DISGUISE.test(name) || LOOSE_JOINER.test(name) || HEAP.test(name);
}

/** A text as it may be shown: its letters keep to their lines. */
export function legible(text: string): string {
  return text.replace(HEAPS, "$1");
}
