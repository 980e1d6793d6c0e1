import fs from "node:fs";
import path from "node:path";
import { logOf } from "../log.mjs";
import { lastLines } from "./last-lines.mjs";
import { Part } from "./part.mjs";

const LOG_LINES_SHOWN = 10;
const LEVELS = { died: "warn", "given-up": "error" };

/** The parts of one stack, in the order they were started, which is the reverse of the order they stop in. */
export class PartList {
  byName = {};
  #parts = [];
  #logDir;
  /** What happens to the parts, told to programs as it is told to people by `say`. */
  #log;
  #lease;
  #say;
  #onGivenUp;
  #signal;
  #stopped;

  constructor({ dataDir, lease, say, onGivenUp, signal }) {
    this.#logDir = path.join(dataDir, "logs");
    this.#lease = lease;
    this.#say = say;
    this.#onGivenUp = onGivenUp;
    this.#signal = signal;
    fs.mkdirSync(this.#logDir, { recursive: true, mode: 0o700 });
    const file = path.join(this.#logDir, "start.log");
    this.#log = logOf("start", { write: (line) => append(file, line) });
    signal?.addEventListener("abort", () => this.stop());
  }

  say(line) {
    this.#say(line);
  }

  async run(program) {
    this.#signal?.throwIfAborted();
    const part = new Part(program, { logDir: this.#logDir, tell: (event) => this.#hear(event) });
    this.#parts.push(part);
    this.byName[part.name] = part;
    await part.start();
  }

  stop() {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll() {
    for (const part of this.#parts.toReversed()) await part.stop();
    this.#lease.release();
  }

  #hear({ part, event, pid, reason, delayMs }) {
    this.#log[LEVELS[event] ?? "info"](event, { of: part.name, pid, reason, restarts: part.restarts });
    switch (event) {
      case "spawned":
        this.#lease.record({ name: part.name, pid, mark: part.mark });
        break;
      case "ready":
        // Once more, for a disk that was full.
        this.#lease.record({ name: part.name, pid: part.pid(), mark: part.mark });
        this.#say(part.restarts === 0 ? `${part.name} is ready.` : `${part.name} is back.`);
        break;
      case "died":
        this.#say(
          `${part.name} ${reason}; starting it again in ${delayMs / 1000} s. Its log: ${part.logFile}`,
        );
        break;
      case "given-up":
        this.#onGivenUp(
          new Error(
            `${part.name} keeps failing: ${reason}. From ${part.logFile}:\n` +
              lastLines(part.logFile, LOG_LINES_SHOWN),
          ),
        );
        break;
      default:
        throw new Error(`Unknown event ${event}`);
    }
  }
}

/** People are told all the same; a full disk is no reason to end. */
function append(file, line) {
  try {
    fs.appendFileSync(file, line, { mode: 0o600 });
  } catch (error) {
    if (error.code !== "ENOSPC") throw error;
  }
}
