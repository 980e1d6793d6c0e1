import { once } from "node:events";
import net from "node:net";
import { setTimeout as wait } from "node:timers/promises";

const DELAY_MAX_MS = 250;
const STALL_MIN_MS = 500;
const STALL_MAX_MS = 2_500;
/** Of all pieces of a connection in bad weather: how many stall it, and how many reset it. */
const STALLED_SHARE = 0.04;
const RESET_SHARE = 0.01;

/** A line as TCP, which can be cut, fall silent, lose answers, stall, or be down for a while. */
export class FaultyLink {
  /** How many connections it has carried. */
  joined = 0;
  #server;
  #pairs = new Set();
  #isDown = false;
  #isDeaf = false;
  #weather;

  constructor(target) {
    this.target = target;
  }

  async listen() {
    this.#server = net.createServer((near) => this.#join(near));
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get port() {
    return this.#server.address().port;
  }

  get isDown() {
    return this.#isDown;
  }

  /** Both ends find their connection gone, without a WebSocket's goodbye. */
  cut() {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** What is said still arrives; what is answered does not. */
  loseAnswers() {
    this.#isDeaf = true;
  }

  /** Cut, and no new connection until it is repaired. */
  goDown() {
    this.#isDown = true;
    this.cut();
  }

  /** Half-open: what runs over it now goes nowhere, and neither end is told. New connections are sound. */
  fallSilent() {
    for (const pair of this.#pairs) pair.isSilent = true;
  }

  /** The near end takes nothing any more, so that what is sent to it piles up at the far one. */
  stopReading() {
    for (const { far } of this.#pairs) far.pause();
  }

  readAgain() {
    for (const { far } of this.#pairs) far.resume();
  }

  /** Slow, and now and then stalled or reset. */
  worsen(random) {
    this.#weather = random;
  }

  /** Sound for new connections; one that has lost something is cut, as it cannot be made whole. */
  repair() {
    for (const { near, far, isSilent } of this.#pairs) {
      if (!this.#isDeaf && !isSilent) continue;
      near.destroy();
      far.destroy();
    }
    this.#isDown = false;
    this.#isDeaf = false;
    this.#weather = undefined;
    this.readAgain();
  }

  close() {
    this.#isDown = true;
    this.#server.close();
    this.cut();
  }

  #join(near) {
    near.on("error", () => {});
    if (this.#isDown) {
      near.destroy();
      return;
    }
    this.joined += 1;
    const far = net.connect(this.target);
    const pair = { near, far, isSilent: false };
    this.#pairs.add(pair);
    far.on("error", () => near.destroy());
    near.on("data", this.#carrier(pair, far));
    far.on("data", this.#carrier(pair, near));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      one.on("end", () => pair.isSilent || other.end());
      one.on("close", () => {
        if (pair.isSilent) return;
        this.#pairs.delete(pair);
        other.destroy();
      });
    }
  }

  /** Carries one direction of a connection, each piece after the one before it. */
  #carrier(pair, to) {
    let before;
    const carry = (bytes) => {
      const isHeard = !pair.isSilent && !(this.#isDeaf && to === pair.near);
      if (isHeard && !to.destroyed) to.write(bytes);
    };
    return (bytes) => {
      if (!this.#weather && !before) return carry(bytes);
      const delayMs = this.#weather ? this.#delayMs(pair, this.#weather) : 0;
      const mine = Promise.all([before, wait(delayMs)]).then(() => {
        carry(bytes);
        if (before === mine) before = undefined;
      });
      before = mine;
    };
  }

  #delayMs({ near, far }, random) {
    const draw = random.between(0, 1);
    if (draw < RESET_SHARE) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    return draw < RESET_SHARE + STALLED_SHARE
      ? random.between(STALL_MIN_MS, STALL_MAX_MS)
      : random.between(0, DELAY_MAX_MS);
  }
}
