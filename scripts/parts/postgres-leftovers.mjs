import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { commandLine, signalProcess, startedAt } from "../stack/processes.mjs";

const STOP_WITHIN_MS = 5_000;
const POLL_MS = 20;

/**
 * A Postgres killed with -9 leaves its children for a moment and its lock for ever. Ends what still runs on the
 * folder, and takes away a lock whose number now belongs to some other program, which Postgres would believe.
 */
export async function endPostgresOn(dir) {
  const running = postgresOn(dir);
  for (const pid of running) signalProcess(pid, "SIGQUIT");
  const deadline = Date.now() + STOP_WITHIN_MS;
  while (postgresOn(dir).length > 0 && Date.now() < deadline) await wait(POLL_MS);
  for (const pid of postgresOn(dir)) signalProcess(pid, "SIGKILL");
  while (postgresOn(dir).length > 0) await wait(POLL_MS);
  fs.rmSync(path.join(dir, "postmaster.pid"), { force: true });
}

function postgresOn(dir) {
  if (process.platform === "linux") {
    // Every process of a cluster works in its folder.
    const folder = fs.realpathSync(dir);
    return fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder)
      .map(Number)
      .filter((pid) => startedAt(pid) !== undefined && commandLine(pid).includes("postgres"));
  } else {
    const lock = path.join(dir, "postmaster.pid");
    const pid = fs.existsSync(lock) ? Number(fs.readFileSync(lock, "utf8").split("\n")[0]) : 0;
    return pid > 0 && commandLine(pid).includes("postgres") ? [pid] : [];
  }
}

function workingFolder(pid) {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Gone meanwhile, or another account's.
    return undefined;
  }
}
