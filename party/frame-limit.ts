/** A burst may be this many times what is allowed in a second. */
const BURST_SECONDS = 2;
/** After this many frames over the limit in a row the socket is closed. */
const FLOOD_FRAMES_MAX = 200;

/** How many frames one socket may still send: a bucket that fills with time. */
export class FrameLimit {
  #tokens: number;
  #filledAtMs: number;
  #over = 0;

  constructor(
    readonly framesPerSecond: number,
    nowMs: number,
  ) {
    this.#tokens = framesPerSecond * BURST_SECONDS;
    this.#filledAtMs = nowMs;
  }

  /** Takes one frame: `ok`, `over` the limit, or a `flood` that is no mistake any more. */
  take(nowMs: number): "ok" | "over" | "flood" {
    const filled = this.#tokens + ((nowMs - this.#filledAtMs) / 1000) * this.framesPerSecond;
    this.#tokens = Math.min(filled, this.framesPerSecond * BURST_SECONDS);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) {
      this.#over += 1;
      return this.#over > FLOOD_FRAMES_MAX ? "flood" : "over";
    }
    this.#tokens -= 1;
    this.#over = 0;
    return "ok";
  }
}
