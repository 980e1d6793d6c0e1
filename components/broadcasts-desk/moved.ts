/** The same things, with the one at a place one place further on or back. */
export function moved<Thing>(things: readonly Thing[], from: number, by: -1 | 1): Thing[] {
  const thing = things[from];
  if (thing === undefined || from + by < 0) return [...things];
  return things.toSpliced(from, 1).toSpliced(from + by, 0, thing);
}
