import type { RefusalCode } from "../refusal";
import { type LogFields, log as lines } from "./log";

const PERIOD_MS = 60_000;
/** Who is refused again and again must not fill the disk. */
export const LINES_PER_PERIOD_MAX = 200;
const TEXT_LENGTH_MAX = 120;

/** What says nothing of the one who asked. */
const NOBODYS_FAULT: readonly RefusalCode[] = ["busy", "unavailable", "stale", "closed"];

interface Refused {
  code: RefusalCode;
  /** What was asked for, without anything that people wrote. */
  where: string;
  /** An account, else the address or the page it was asked from. */
  who: string;
  /** The id of the request, where the line does not say it anyway: of those that are alike, the first. */
  request?: string | undefined;
  trace?: string | undefined;
}

/** Says of each refusal once a minute what was refused to whom; past a limit only how many there were. */
export class RefusalLog {
  readonly #said = new Set<string>();
  #beganAtMs = 0;
  #unsaid = 0;

  constructor(
    readonly write: (fields: LogFields) => void,
    readonly now: () => number,
  ) {}

  add({ code, where, who, ...by }: Refused): void {
    if (NOBODYS_FAULT.includes(code)) return;
    if (this.now() - this.#beganAtMs >= PERIOD_MS) this.#begin();
    const refused = {
      refused: code,
      where: where.slice(0, TEXT_LENGTH_MAX),
      who: who.slice(0, TEXT_LENGTH_MAX),
    };
    const line = JSON.stringify(refused);
    if (this.#said.has(line) || this.#said.size >= LINES_PER_PERIOD_MAX) {
      this.#unsaid += 1;
    } else {
      this.#said.add(line);
      this.write({ ...refused, ...by });
    }
  }

  #begin(): void {
    if (this.#unsaid > 0) this.write({ refusedAgain: this.#unsaid });
    this.#said.clear();
    this.#unsaid = 0;
    this.#beganAtMs = this.now();
  }
}

const log = new RefusalLog((fields) => lines.warn("refused", fields), Date.now);

export function logRefusal(refused: Refused): void {
  log.add(refused);
}
