import { Deadline } from "./deadline";

/** A tab out of sight for this long means its person is away, */
export const AWAY_AFTER_HIDDEN_MS = 60_000;
/** and so does one in which nobody has moved anything for this long. */
export const AWAY_AFTER_IDLE_MS = 5 * 60_000;

const INPUTS = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"];

/** Whether somebody is at this tab; watched while anybody asks. */
export class Activity {
  readonly #followers = new Set<() => void>();
  readonly #idle = new Deadline(() => this.#look());
  #isAway = false;
  #inputAtMs = 0;
  #hiddenAtMs: number | undefined;

  get status(): "online" | "away" {
    return this.#isAway ? "away" : "online";
  }

  readonly follow = (onChange: () => void): (() => void) => {
    if (this.#followers.size === 0) this.#start();
    this.#followers.add(onChange);
    return () => {
      this.#followers.delete(onChange);
      if (this.#followers.size === 0) this.#stop();
    };
  };

  #start(): void {
    const { document } = globalThis;
    if (!document) return;
    this.#isAway = false;
    for (const type of INPUTS)
      document.addEventListener(type, this.#notice, { passive: true, capture: true });
    document.addEventListener("visibilitychange", this.#notice);
    this.#hiddenAtMs = undefined;
    this.#notice();
  }

  #stop(): void {
    const { document } = globalThis;
    for (const type of INPUTS) document?.removeEventListener(type, this.#notice, { capture: true });
    document?.removeEventListener("visibilitychange", this.#notice);
    this.#idle.clear();
  }

  /** Something was moved, or the tab came into sight or went out of it. */
  readonly #notice = (): void => {
    const nowMs = Date.now();
    if (document.visibilityState === "hidden") {
      this.#hiddenAtMs ??= nowMs;
    } else {
      this.#hiddenAtMs = undefined;
      this.#inputAtMs = nowMs;
    }
    // A pointer that moves is noticed often; when there is anything to do a timer knows.
    if (this.#isAway || this.#hiddenAtMs !== undefined || !this.#idle.isSet) this.#look();
  };

  #look(): void {
    const awayAtMs = Math.min(
      this.#inputAtMs + AWAY_AFTER_IDLE_MS,
      (this.#hiddenAtMs ?? Number.POSITIVE_INFINITY) + AWAY_AFTER_HIDDEN_MS,
    );
    const leftMs = awayAtMs - Date.now();
    if (leftMs > 0) this.#idle.set(leftMs);
    else this.#idle.clear();
    if (this.#isAway === leftMs <= 0) return;
    this.#isAway = leftMs <= 0;
    for (const onChange of this.#followers) onChange();
  }
}

/** Of this tab. */
export const activity = new Activity();
