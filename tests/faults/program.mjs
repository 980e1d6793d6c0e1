import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

const ANSWERED_WITHIN_MS = 12_000;
const TRY_AGAIN_AFTER_MS = 250;

/** A person's program at the REST API: says one thing after the other, each under its id until it is answered. */
export class Program {
  #said = 0;
  #last = Promise.resolve();
  #isStopped = false;

  constructor({ name, person, conversationId, site, journal }) {
    this.name = name;
    this.person = person;
    this.conversationId = conversationId;
    this.site = site;
    this.journal = journal;
  }

  say(words) {
    this.#said += 1;
    const [id, body] = [randomUUID(), `${this.name}, ${this.#said}: ${words}`];
    this.journal.invoke(id, { seat: this, body });
    this.#last = this.#last.then(() => this.#send(id, body));
    return this.#last;
  }

  stop() {
    this.#isStopped = true;
  }

  async #send(id, body) {
    while (!this.#isStopped) {
      const answer = await this.#post({ id, body }).catch(() => undefined);
      if (answer?.seq) return this.journal.acknowledge(id, answer.seq);
      if (answer?.refused) return this.journal.refuse(id, answer.refused);
      await wait(TRY_AGAIN_AFTER_MS);
    }
  }

  /** Nothing where it is worth another try. */
  async #post(command) {
    const response = await this.site.post(this.person, `/api/conversations/${this.conversationId}/messages`, {
      command,
      withinMs: ANSWERED_WITHIN_MS,
    });
    if (response.status >= 500 || response.status === 429) return undefined;
    const answer = await response.json();
    return response.ok ? { seq: answer.seq } : { refused: answer.error.code };
  }
}
