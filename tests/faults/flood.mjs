import { setTimeout as wait } from "node:timers/promises";
import { share } from "./scene.mjs";
import { Visitor } from "./visitor.mjs";

const FRAMES_PER_SECOND = 1_000;
const TICK_MS = 20;
const MEBIBYTE = 1024 * 1024;
/** G6: what others may wait while somebody floods. */
const WAIT_MAX_MS = 1_500;
const CLOSED_WITHIN_MS = 10_000;

/** A thousand frames a second, frames of a mebibyte, and as many tiny ones as the line takes. */
export async function flood(scene) {
  const { journal, seats, isLong, complain, complainOfTime, say } = scene;
  const sinceMs = performance.now();
  const flooder = new Flooder(scene);
  await flooder.keepSending({ seconds: isLong ? 5 : 1, frame: '{"type":"typing","isTyping":true}' });
  await flooder.sendHuge([MEBIBYTE, MEBIBYTE + 1, 4 * MEBIBYTE]);
  await flooder.sendTiny(isLong ? 100_000 : 10_000);
  // Whoever floods has used up what that person may send, at all their tabs.
  const isAnother = (seat) => seats.includes(seat) && seat.person.userId !== flooder.place.person.userId;
  const longest = share(journal.waits({ sinceMs, concerns: isAnother }), 0.95);
  say(
    `${flooder.sent} frames sent, ${flooder.closed} sockets closed; others waited ${Math.round(longest)} ms ` +
      "in 95 of 100.",
  );
  if (flooder.closed === 0) complain("a flood was not cut off");
  if (longest > WAIT_MAX_MS) complainOfTime(`others waited ${Math.round(longest)} ms during a flood`);
}

/** Somebody who is cut off and comes back at once. */
class Flooder {
  sent = 0;
  closed = 0;
  #visitor;

  constructor({ links, conversations }) {
    this.links = links;
    this.place = { person: conversations[0].customer, conversationId: conversations[0].id };
  }

  async keepSending({ seconds, frame }) {
    const ends = performance.now() + seconds * 1_000;
    while (performance.now() < ends) {
      await this.#enter();
      for (let n = 0; n < (FRAMES_PER_SECOND * TICK_MS) / 1_000; n += 1) this.#send(frame);
      await wait(TICK_MS);
    }
  }

  async sendHuge(sizes) {
    for (const size of sizes) {
      await this.#enter();
      this.#send("x".repeat(size));
      await wait(TICK_MS);
    }
  }

  async sendTiny(count) {
    const last = this.sent + count;
    while (this.sent < last) {
      await this.#enter();
      for (let n = 0; n < 1_000 && this.sent < last; n += 1) this.#send("{}");
      await this.#drain();
    }
    this.#visitor.leave();
  }

  async #enter() {
    if (this.#visitor?.isOpen) return;
    if (this.#visitor) this.closed += 1;
    this.#visitor = await Visitor.enter(this.links, this.place);
  }

  #send(frame) {
    this.sent += 1;
    this.#visitor.send(frame);
  }

  /** What is written faster than the line takes it would pile up here. */
  async #drain() {
    const deadline = performance.now() + CLOSED_WITHIN_MS;
    const { socket } = this.#visitor;
    while (this.#visitor.isOpen && socket.bufferedAmount > 0 && performance.now() < deadline) await wait(1);
  }
}
