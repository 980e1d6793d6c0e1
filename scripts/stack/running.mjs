import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isSameProcess, signalGroup, signalProcess, startedAt } from "./processes.mjs";

const STOP_WITHIN_MS = 5_000;
const POLL_MS = 50;
const CLAIMS_MAX = 3;

export class AlreadyRunning extends Error {
  constructor({ pid, dataDir }) {
    super(
      `Already running from ${dataDir} (process ${pid}): stop that first, or choose another folder with DATA_DIR.`,
    );
    this.pid = pid;
  }
}

/**
 * Who runs on a data folder, kept in `running.json` there: the start script and each part by number, moment of
 * birth and a word of its command line. Claiming refuses while the owner lives; what a killed owner left is ended.
 */
export async function claim(dataDir) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const file = path.join(dataDir, "running.json");
  const owner = { pid: process.pid, startedAt: startedAt(process.pid), mark: "" };
  const parts = new Map();

  for (let attempt = 1; ; attempt += 1) {
    try {
      fs.writeFileSync(file, JSON.stringify({ owner, parts: [] }), { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (error.code !== "EEXIST" || attempt === CLAIMS_MAX) throw error;
    }
    const before = read(file);
    if (before.owner && isSameProcess(before.owner)) {
      throw new AlreadyRunning({ pid: before.owner.pid, dataDir });
    }
    await Promise.all(before.parts.filter(isSameProcess).map(end));
    fs.rmSync(file, { force: true });
  }

  return {
    /** Where the disk is full the note stays as it is, and is made good by the next. */
    record({ name, pid, mark }) {
      parts.set(name, { name, pid, mark, startedAt: startedAt(pid) });
      const draft = `${file}.${process.pid}`;
      try {
        fs.writeFileSync(draft, JSON.stringify({ owner, parts: [...parts.values()] }), { mode: 0o600 });
        fs.renameSync(draft, file);
      } catch (error) {
        if (error.code !== "ENOSPC") throw error;
        fs.rmSync(draft, { force: true });
      }
    },
    release() {
      fs.rmSync(file, { force: true });
    },
  };
}

async function end({ name, pid, startedAt: began }) {
  // By its birth alone from here on: a process that is going has no command line any more.
  const isThere = () => startedAt(pid) === began;
  signalProcess(pid, name === "postgres" ? "SIGINT" : "SIGTERM");
  const deadline = Date.now() + STOP_WITHIN_MS;
  while (isThere() && Date.now() < deadline) await wait(POLL_MS);
  if (isThere()) signalGroup(pid, "SIGKILL");
  while (isThere()) await wait(POLL_MS);
}

function read(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    // Killed while writing its first line, or gone since: then no part had been started yet.
    if (error instanceof SyntaxError || error.code === "ENOENT") return { owner: undefined, parts: [] };
    throw error;
  }
}
