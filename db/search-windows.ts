/** The shortest span of time that the index tells apart; as in the function `search_keys`. */
export const SPAN_MS = 4 * 60 * 1000;
/** So many spans make one of the next length. */
const SPANS_PER_NEXT = 64;
const LENGTHS = 3;
/** Of each length so many are looked through at once, one step after the other; the last takes the rest. */
const STEPS = [4, 16, SPANS_PER_NEXT];

/** A part of time, `null` where it is all that was before. */
export interface SearchWindow {
  /** The keys of its spans, as a query for the index. */
  spans: string | null;
  /** What it ends before, and what it begins with. */
  ceilingMs: number;
  floorMs: number;
}

/**
 * Time from a moment back, in windows that grow: how much is looked through before a page is full does not depend
 * on how much there is, and what is rare is found after a few windows all the same.
 */
export function windowsBefore(momentMs: number): SearchWindow[] {
  const windows: SearchWindow[] = [];
  let lengthMs = SPAN_MS;
  let end = Math.floor(momentMs / SPAN_MS) + 1;
  for (let length = 0; length < LENGTHS; length += 1) {
    // Down to where a longer span begins; all of one where it has just begun.
    const first = Math.floor((end - 1) / SPANS_PER_NEXT) * SPANS_PER_NEXT;
    for (const step of STEPS) {
      const from = Math.max(first, end - step);
      if (from < end) windows.push(windowOf(length, lengthMs, from, end));
      end = from;
    }
    end = first / SPANS_PER_NEXT;
    lengthMs *= SPANS_PER_NEXT;
  }
  return [...windows, { spans: null, ceilingMs: end * lengthMs, floorMs: 0 }];
}

function windowOf(length: number, lengthMs: number, from: number, until: number): SearchWindow {
  const spans = Array.from({ length: until - from }, (_, n) => `'t${length}:${from + n}'`);
  return { spans: spans.join(" | "), ceilingMs: until * lengthMs, floorMs: from * lengthMs };
}
