import fs from "node:fs";
import path from "node:path";

const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;

/** By its moment, so that they stand in order. */
export function nameOf(date) {
  return date.toISOString().replaceAll(/[:.]/g, "-");
}

/** The folders of the oldest, where more than `keep` (1 or more) are there; of no other names. */
export function copiesToEnd(folder, keep) {
  if (!Number.isInteger(keep) || keep < 1) throw new Error("--keep takes a number, of 1 or more.");
  const names = fs.readdirSync(folder).filter((name) => NAME.test(name));
  return names
    .sort()
    .slice(0, -keep)
    .map((name) => path.join(folder, name));
}
