/** A burst may be this many times what is allowed in a second. */
const BURST_SECONDS = 2;
/** After this many more frames over the limit than within it the socket is closed. */
const FLOOD_FRAMES_MAX = 200;

/** Past this many people those who came first are forgotten, and may send as if they had just come. */
const PEOPLE_MAX = 10_000;

/** What each person may still send to one room, by all their sockets and by HTTP. */
export class FrameLimits {
  readonly #people = new Map<string, FrameLimit>();

  constructor(readonly framesPerSecond: number) {}

  take(userId: string, nowMs: number): ReturnType<FrameLimit["take"]> {
    const limit = this.#people.get(userId) ?? this.#limitFor(userId, nowMs);
    return limit.take(nowMs);
  }

  #limitFor(userId: string, nowMs: number): FrameLimit {
    const limit = new FrameLimit(this.framesPerSecond, nowMs);
    const [first] = this.#people.keys();
    if (this.#people.size >= PEOPLE_MAX && first !== undefined) this.#people.delete(first);
    this.#people.set(userId, limit);
    return limit;
  }
}

/** How many frames may still come: a bucket that fills with time. */
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
    // Not forgiven at once: of a thousand frames a second some are always within the limit.
    this.#over = Math.max(0, this.#over - 1);
    return "ok";
  }
}
