import { execFileSync } from "node:child_process";
import fs from "node:fs";

/**
 * When a process began, in a form that tells it from any later process with the same number.
 * Undefined when it is gone; a zombie nobody has reaped counts as gone.
 */
export function startedAt(pid) {
  return process.platform === "linux" ? startedAtFromProc(pid) : startedAtFromPs(pid);
}

export function commandLine(pid) {
  try {
    if (process.platform === "linux") {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } else {
      return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    }
  } catch {
    return "";
  }
}

/** A number alone proves nothing: it may have gone to somebody else's process. */
export function isSameProcess({ pid, startedAt: began, mark }) {
  return began !== undefined && startedAt(pid) === began && commandLine(pid).includes(mark);
}

/** Signals a process and all it started, which were spawned as a group of their own. */
export function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function startedAtFromProc(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces, so fields are counted from its end: state is the first.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : `${bootId()} ${fields[19]}`;
  } catch {
    return undefined;
  }
}

function startedAtFromPs(pid) {
  try {
    const row = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return row.startsWith("Z") ? undefined : row.replace(/^\S+\s+/, "");
  } catch {
    return undefined;
  }
}

function bootId() {
  return fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}
