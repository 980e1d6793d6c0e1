/** What has every word of a query: used last, then beginning with it, then the others, each in its order. */
export function found<Thing extends { id: string; words: string }>(
  things: Thing[],
  query: string,
  recent: string[],
): Thing[] {
  const wanted = folded(query).split(/\s+/).filter(Boolean);
  const rankOf = ({ id, words }: Thing) => {
    const used = recent.indexOf(id);
    if (used >= 0) return used;
    return recent.length + (folded(words).startsWith(wanted[0] ?? "") ? 0 : 1);
  };
  return things
    .filter(({ words }) => wanted.every((word) => folded(words).includes(word)))
    .map((thing) => ({ thing, rank: rankOf(thing) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ thing }) => thing);
}

/** Without case and accents. */
function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
