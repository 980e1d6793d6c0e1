import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import { JOINED, numberIn } from "./drivers.mjs";

/** What a server asks of a socket is short; anything longer is not looked at for that. */
const QUESTION_BYTES_MAX = 64;
const DIAL_AGAIN_AFTER_MS = 200;
const DIALS_MAX = 50;
const LINE = { perMessageDeflate: false, skipUTF8Validation: true };

/** One socket in one room, and what it has heard there. */
export class Member {
  heard = 0;
  twice = 0;
  disorder = 0;
  dialledAgain = 0;
  #last = 0;
  #hasHeard = false;
  #isLeaving = false;
  #socket;

  constructor({ driver, seat, onHeard }) {
    this.driver = driver;
    this.seat = seat;
    this.onHeard = onHeard;
  }

  /** Dials until it is let in. Who is told to try again does so with a spare seat, as a client with a new ticket. */
  async join() {
    const spares = [...(this.seat.spares ?? [])];
    let first;
    for (let dial = 1; ; dial += 1) {
      try {
        return await this.#dial();
      } catch (error) {
        first ??= error;
        const isFinal = error instanceof Refused && !(error.isRetryable && spares.length > 0);
        if (isFinal || dial === DIALS_MAX) throw first;
        this.seat = spares.pop() ?? this.seat;
        this.dialledAgain += 1;
        await wait(DIAL_AGAIN_AFTER_MS);
      }
    }
  }

  send(id, body) {
    this.#socket.send(this.driver.send(this.seat, id, body));
  }

  /** In silence, or `isAnyway`. Who is still on the way in has none to give. */
  giveSign({ isAnyway }) {
    if (isAnyway || !this.#hasHeard) this.#socket?.send(this.driver.sign);
    this.#hasHeard = false;
  }

  /** Without a farewell, as when a line goes down. */
  cut() {
    this.#isLeaving = true;
    this.#socket.terminate();
  }

  #dial() {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(this.seat.url, LINE);
      let isJoined = false;
      socket.on("message", (frame) => {
        if (isJoined) return this.#hear(frame);
        const next = this.#nextOf(String(frame), reject);
        if (next === JOINED) {
          isJoined = true;
          this.#socket = socket;
          resolve();
        } else if (next !== undefined) socket.send(next);
      });
      socket.on("error", reject);
      socket.on("close", (code, reason) => {
        reject(new Error(`closed while joining: ${code} ${reason}`));
        if (isJoined && !this.#isLeaving) throw new Error(`closed under load: ${code} ${reason}`);
      });
    });
  }

  #nextOf(text, reject) {
    if (text.includes('"refused"')) return reject(new Refused(text));
    return this.driver.next(this.seat, text);
  }

  #hear(frame) {
    this.#hasHeard = true;
    const number = numberIn(frame);
    if (number === undefined) this.#attend(frame);
    else {
      this.heard += 1;
      if (number === this.#last) this.twice += 1;
      else if (number < this.#last) this.disorder += 1;
      else this.#last = number;
      this.onHeard?.(number);
    }
  }

  #attend(frame) {
    const answer = frame.length > QUESTION_BYTES_MAX ? undefined : this.driver.answerTo(frame);
    if (answer !== undefined) this.#socket.send(answer);
    // A figure that was reached by refusing is none.
    else if (frame.includes('"refused"')) throw new Error(`refused under load: ${frame}`);
  }
}

class Refused extends Error {
  get isRetryable() {
    return this.message.includes('"retryable":true');
  }
}
