import fs from "node:fs";

/** The end of a log, for those who must act on it now. */
export function lastLines(file, count) {
  if (!fs.existsSync(file)) return "";
  return fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}
