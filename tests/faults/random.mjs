import { createHash } from "node:crypto";

/** Chance that can be repeated: the same seed and purpose give the same draws. Purposes do not disturb each other. */
export function seededRandom(seed, purpose) {
  let state = createHash("sha256").update(`${seed} ${purpose}`).digest().readUInt32LE();
  // mulberry32
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (least, most) => least + fraction() * (most - least),
    isTrue: (share) => fraction() < share,
    pick: (list) => list[Math.floor(fraction() * list.length)],
    shuffled(list) {
      const rest = [...list];
      return list.map(() => rest.splice(Math.floor(fraction() * rest.length), 1)[0]);
    },
  };
}
