import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { signalGroup, signalProcess } from "./processes.mjs";

export const RESTART_DELAY_FIRST_MS = 200;
export const RESTART_DELAY_MAX_MS = 10_000;
/** A run this long was no part of a crash loop; the next delay is short again. */
export const STEADY_AFTER_MS = 5_000;
/** Runs in a row, from the first, that never became ready before the part is given up. */
export const FAILED_STARTS_MAX = 5;
const READY_WITHIN_MS = 30_000;
const READY_POLL_MS = 50;
const READY_ANSWER_WITHIN_MS = 2_000;
const STOP_WITHIN_MS = 8_000;
const LOG_BYTES_MAX = 10 * 1024 * 1024;

/**
 * One program of the stack: started, watched, started again when it dies, given up when it never comes up. What has been
 * up once is tried for ever: a disk that is full has room again one day.
 *
 * `program` is `{ name, command, args, cwd?, env, uid?, gid?, mark, stopSignal?, prepare?, isReady }`; `mark` is
 * text found in its command line. `prepare()` runs before every start and `isReady()` until it says true.
 * `tell({ part, event, ... })` hears `spawned`, `ready`, `died` and `given-up`.
 */
export class Part {
  restarts = 0;
  #program;
  #logFile;
  #tell;
  #child;
  #stopping = new AbortController();
  #running;
  #firstReady = deferred();

  constructor(program, { logDir, tell }) {
    this.#program = program;
    this.#tell = (event) => tell({ part: this, ...event });
    this.#logFile = path.join(logDir, `${program.name}.log`);
    // A start nobody waits for any more (it was stopped first) is not an error of its own.
    this.#firstReady.promise.catch(() => {});
  }

  get name() {
    return this.#program.name;
  }

  get mark() {
    return this.#program.mark;
  }

  get logFile() {
    return this.#logFile;
  }

  pid() {
    return this.#child?.pid;
  }

  kill(signal = "SIGKILL") {
    if (this.#child?.pid) signalProcess(this.#child.pid, signal);
  }

  /** Resolves when the program first answers; rejects when it is given up. */
  start() {
    this.#running ??= this.#keepRunning();
    return this.#firstReady.promise;
  }

  async stop() {
    this.#stopping.abort();
    this.#firstReady.reject(new Error(`${this.name} was stopped.`));
    const child = this.#child;
    if (child) {
      signalProcess(child.pid, this.#stopSignal());
      const late = setTimeout(() => signalGroup(child.pid, "SIGKILL"), STOP_WITHIN_MS);
      await this.#running;
      clearTimeout(late);
    } else {
      await this.#running;
    }
  }

  async #keepRunning() {
    let hasBeenReady = false;
    let failedStarts = 0;
    let delayMs = RESTART_DELAY_FIRST_MS;
    for (;;) {
      const began = Date.now();
      const { wasReady, reason } = await this.#runOnce();
      if (this.#stopping.signal.aborted) return;
      hasBeenReady ||= wasReady;
      failedStarts += 1;
      if (!hasBeenReady && failedStarts === FAILED_STARTS_MAX) {
        this.#tell({ event: "given-up", reason });
        this.#firstReady.reject(
          new Error(`${this.name} does not start: ${reason}. Its log is ${this.#logFile}`),
        );
        return;
      }
      if (Date.now() - began > STEADY_AFTER_MS) delayMs = RESTART_DELAY_FIRST_MS;
      this.#tell({ event: "died", reason, delayMs });
      await wait(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
      if (this.#stopping.signal.aborted) return;
      delayMs = Math.min(delayMs * 2, RESTART_DELAY_MAX_MS);
      this.restarts += 1;
    }
  }

  async #runOnce() {
    try {
      await this.#program.prepare?.();
      if (this.#stopping.signal.aborted) return { wasReady: false, reason: "stopped" };
      this.#child = this.#spawn();
      await once(this.#child, "spawn");
    } catch (error) {
      this.#child = undefined;
      return { wasReady: false, reason: error.message };
    }
    const child = this.#child;
    const exited = exitOf(child);
    this.#tell({ event: "spawned", pid: child.pid });
    // stop() may have come before there was a process to signal.
    if (this.#stopping.signal.aborted) signalProcess(child.pid, this.#stopSignal());

    const over = new AbortController();
    exited.then(() => over.abort());
    const wasReady = await this.#becomesReady(over.signal);
    if (wasReady) {
      this.#tell({ event: "ready" });
      this.#firstReady.resolve();
    }
    const isHanging = !wasReady && !over.signal.aborted;
    if (isHanging) signalGroup(child.pid, "SIGKILL");
    const end = await exited;
    // What the program itself had started must not hold its port or its files.
    signalGroup(child.pid, "SIGKILL");
    this.#child = undefined;
    const reason = isHanging ? `did not answer within ${READY_WITHIN_MS / 1000} s` : end;
    return { wasReady, reason };
  }

  async #becomesReady(over) {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!over.aborted && Date.now() < deadline) {
      if (await this.#isReady()) return !over.aborted;
      await wait(READY_POLL_MS, undefined, { signal: over }).catch(() => {});
    }
    return false;
  }

  async #isReady() {
    try {
      return await this.#program.isReady(AbortSignal.timeout(READY_ANSWER_WITHIN_MS));
    } catch {
      // Not there yet looks the same as refused, reset or timed out; the deadline decides.
      return false;
    }
  }

  #stopSignal() {
    return this.#program.stopSignal ?? "SIGTERM";
  }

  #spawn() {
    const { command, args, cwd, env, uid, gid } = this.#program;
    const log = openLog(this.#logFile);
    try {
      // A group of its own: Ctrl-C reaches only the start script, which then stops the parts in order.
      return spawn(command, args, {
        cwd,
        env,
        uid,
        gid,
        stdio: ["ignore", log, log],
        detached: process.platform !== "win32",
      });
    } finally {
      fs.closeSync(log);
    }
  }
}

function openLog(file) {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES_MAX) fs.renameSync(file, `${file}.old`);
  return fs.openSync(file, "a", 0o600);
}

async function exitOf(child) {
  const [code, signal] = await once(child, "exit");
  return signal ? `ended by ${signal}` : `exited with code ${code}`;
}

function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => {
    result.resolve = resolve;
    result.reject = reject;
  });
  return result;
}
