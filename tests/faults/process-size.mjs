import fs from "node:fs";
import { processTree } from "../load/processor-time.mjs";

/** What a part and all it started hold in memory, in megabytes. */
export function memoryOf(part) {
  return sum(part, (pid) => {
    const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
  });
}

/** How many files and sockets they have open. */
export function descriptorsOf(part) {
  return sum(part, (pid) => fs.readdirSync(`/proc/${pid}/fd`).length);
}

function sum(part, sizeOf) {
  return processTree(part.pid()).reduce((total, pid) => {
    try {
      return total + sizeOf(pid);
    } catch {
      // It has ended meanwhile.
      return total;
    }
  }, 0);
}
