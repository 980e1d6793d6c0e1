import type * as uuids from "uuid";
import { Chance } from "./chance";

// Our mocked modules are made with this file, so it imports none of ours.

const OWN_DRAWS = 0x1d5;
const HALF = 2 ** 24;

/** Makes ids in the form of version 7, which have the order of being made. The same seed makes the same. */
export function idsFrom(seed: number, nowMs: () => number): () => string {
  const chance = new Chance(seed ^ OWN_DRAWS);
  let made = 0;
  return () => {
    const [time, place] = [hex(nowMs(), 12), hex(made, 6)];
    made += 1;
    const rest = hex(chance.below(HALF), 6) + hex(chance.below(HALF), 6);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place.slice(0, 3)}-8${place.slice(3)}-${rest}`;
  };
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

let current: (() => string) | undefined;

/** From here on these are the ids that everybody makes. Returns how to put it back. */
export function makeIds(next: () => string): () => void {
  current = next;
  return () => {
    current = undefined;
  };
}

export function idsOver(real: typeof uuids) {
  return { ...real, v7: () => current?.() ?? real.v7() };
}
