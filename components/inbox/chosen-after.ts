/** Which are chosen after one is turned on or off; a range goes from the one before to this, and is turned on. */
export function chosenAfter(
  chosen: ReadonlySet<string>,
  id: string,
  range: { ids: string[]; from: string | undefined } | undefined,
): Set<string> {
  const ends = range?.from === undefined ? [] : [range.ids.indexOf(range.from), range.ids.indexOf(id)];
  if (range && ends.length === 2 && !ends.includes(-1))
    return new Set([...chosen, ...range.ids.slice(Math.min(...ends), Math.max(...ends) + 1)]);
  const after = new Set(chosen);
  if (!after.delete(id)) after.add(id);
  return after;
}
