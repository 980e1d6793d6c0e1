import fs from "node:fs";

/** How many files and sockets one process may have open on this machine. */
export function descriptorsMax() {
  try {
    const [, hard] =
      /^Max open files\s+\S+\s+(\d+)/m.exec(fs.readFileSync("/proc/self/limits", "utf8")) ?? [];
    return hard ? Number(hard) : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
