/** All, in their order, so many at a time. */
export function chunksOf<Each>(all: Each[], most: number): Each[][] {
  const count = Math.ceil(all.length / most);
  return Array.from({ length: count }, (_, n) => all.slice(n * most, (n + 1) * most));
}
