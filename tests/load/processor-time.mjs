import fs from "node:fs";
import os from "node:os";

const TICKS_PER_SECOND = 100;

/** Whether this machine tells what each process has used. */
export const isProcessorTimeKnown = os.platform() === "linux";

/**
 * Microseconds of processor time used so far by each process tree, `{ [name]: µs }`, given its root's pid.
 * What processes that have ended used is in their parents' account.
 */
export function processorTime(roots) {
  if (!isProcessorTimeKnown) return {};
  const table = processTable();
  const microseconds = (pid) => {
    const { ticks, children } = table.get(pid) ?? { ticks: 0, children: [] };
    return children.reduce((sum, child) => sum + microseconds(child), (ticks * 1e6) / TICKS_PER_SECOND);
  };
  return Object.fromEntries(Object.entries(roots).map(([name, pid]) => [name, microseconds(pid)]));
}

/** Microseconds that all processors of this machine were busy, stolen by its host, or idle. */
export function machineTime() {
  if (!isProcessorTimeKnown) return {};
  const [line] = fs.readFileSync("/proc/stat", "latin1").split("\n", 1);
  const ticks = line.split(/\s+/).slice(1).map(Number);
  const [user, nice, system, idle, waiting, interrupts, softInterrupts, stolen] = ticks;
  const microseconds = (count) => (count * 1e6) / TICKS_PER_SECOND;
  return {
    busy: microseconds(user + nice + system + interrupts + softInterrupts),
    stolen: microseconds(stolen),
    idle: microseconds(idle + waiting),
  };
}

/** Bytes of memory that the processes of some trees hold. */
export function residentBytes(roots) {
  const resident = Object.values(roots)
    .flatMap((root) => processTree(root))
    .map((pid) => Number(/^VmRSS:\s+(\d+)/m.exec(readStatus(pid))?.[1] ?? 0));
  return resident.reduce((sum, kibibytes) => sum + kibibytes * 1_024, 0);
}

export function spentBetween(before, after) {
  return Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));
}

/** All processes of a tree, the root first. */
export function processTree(root) {
  const table = processTable();
  const walk = (pid) => (table.has(pid) ? [pid, ...table.get(pid).children.flatMap(walk)] : []);
  return walk(root);
}

function readStatus(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/status`, "latin1");
  } catch {
    return "";
  }
}

function processTable() {
  const table = new Map();
  for (const name of fs.readdirSync("/proc")) {
    const row = /^\d+$/.test(name) && statOf(name);
    if (row) table.set(Number(name), row);
  }
  for (const [pid, { parent }] of table) table.get(parent)?.children.push(pid);
  return table;
}

function statOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in parentheses may hold spaces, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    return { parent: Number(fields[1]), ticks: user + system + endedUser + endedSystem, children: [] };
  } catch {
    return undefined;
  }
}
