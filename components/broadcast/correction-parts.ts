import type { PostCorrection } from "@/lib/broadcast";

type Parts = PostCorrection["parts"];

/** So much of what stayed the same is shown beside what did not. */
const BESIDE_MAX = 60;
const ELLIPSIS = "…";

/** What is different, with as much of what stayed the same as it takes to see where. */
export function shortened(parts: Parts): Parts {
  return parts.map(({ text, is }, n) => {
    if (is !== "same") return { text, is };
    const isFirst = n === 0;
    const isLast = n === parts.length - 1;
    const lengthMax = isFirst || isLast ? BESIDE_MAX : 2 * BESIDE_MAX;
    if (text.length <= lengthMax) return { text, is };
    const before = isFirst ? "" : head(text);
    const after = isLast ? "" : tail(text);
    return { text: `${before}${ELLIPSIS}${after}`, is };
  });
}

/** Cut between words, where there are some. */
function head(text: string): string {
  const kept = text
    .slice(0, BESIDE_MAX)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  const space = kept.lastIndexOf(" ");
  return space > BESIDE_MAX / 2 ? kept.slice(0, space + 1) : kept;
}

function tail(text: string): string {
  const kept = text
    .slice(-BESIDE_MAX)
    .toWellFormed()
    .replace(/^\uFFFD/, "");
  const space = kept.indexOf(" ");
  return space >= 0 && space < BESIDE_MAX / 2 ? kept.slice(space) : kept;
}
