import { once } from "node:events";
import net from "node:net";

/** The line between one tab and the rooms, as TCP: it can be cut, lose every answer, or be down for a while. */
export class FaultyLink {
  #server;
  #pairs = new Set();
  #isDown = false;
  #isDeaf = false;

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

  /** Both ends find their connection gone, without a WebSocket's goodbye. */
  cut() {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** What the tab says still arrives; what the rooms answer does not. */
  loseAnswers() {
    this.#isDeaf = true;
  }

  /** Cut, and no new connection until it is repaired. */
  goDown() {
    this.#isDown = true;
    this.cut();
  }

  /** Sound for new connections; one that has lost answers is cut, as it cannot be made whole. */
  repair() {
    if (this.#isDeaf) this.cut();
    this.#isDown = false;
    this.#isDeaf = false;
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
    const far = net.connect(this.target);
    const pair = { near, far };
    this.#pairs.add(pair);
    far.on("error", () => near.destroy());
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => {
      if (!this.#isDeaf) near.write(bytes);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      one.on("end", () => other.end());
      one.on("close", () => {
        this.#pairs.delete(pair);
        other.destroy();
      });
    }
  }
}
