import { randomUUID } from "node:crypto";
import { soon } from "./until.mjs";

const ANSWERED_WITHIN_MS = 12_000;
let published = 0;

/** What the business of a stage tells everybody: published as the site does it, and loaded as its pages are. */
export class Broadcast {
  #links;
  #author;
  #database;
  #newest;

  static async open({ links, agents: [author], database }) {
    const { product, db, businessId } = links;
    const id = await soon(() => product.broadcastOf(db, businessId));
    return new Broadcast({ id, author, links, database });
  }

  constructor({ id, author, links, database }) {
    const { product, db, businessId } = links;
    this.id = id;
    this.#links = links;
    this.#author = author;
    this.#database = database;
    const read = () => product.postsPage(db, { businessId });
    this.#newest = new product.SharedReads({ read, keptMs: 0, keptMax: 1, now: Date.now });
  }

  /** Somebody who publishes one post after the other: what is asked for at once is in no order. */
  publisher(name) {
    const seat = { name, conversationId: this.id, person: this.#author };
    return (words, id = randomUUID()) => this.#publish(seat, id, words);
  }

  /** The newest posts as they are now, read once for all who ask meanwhile. */
  async newest() {
    return (await soon(() => this.#newest.fresh("newest"))).posts;
  }

  /** The address of a relay, for a stranger. */
  async relayAddress(relay, { port = this.#links.roomsPort } = {}) {
    const { product, ticketSecret } = this.#links;
    const stranger = { userId: randomUUID(), name: "", role: "customer" };
    const ticket = { party: "channel", room: product.relayRoom(this.id, relay), ...stranger };
    const address = new URL(product.roomPath(ticket, 1), `ws://127.0.0.1:${port}`);
    address.searchParams.set("token", await product.signTicket(ticket, ticketSecret));
    return address;
  }

  /** Under one id until it is stored, as the site does with what is planned. */
  async #publish(seat, id, words) {
    published += 1;
    const body = `${seat.name}, ${published}: ${words}`;
    const { journal, businessId } = this.#links;
    await soon(() =>
      this.#database.query(
        `insert into posts (id, business_id, author_id, body, state, publish_at)
         values ($1, $2, $3, $4, 'published', now()) on conflict do nothing`,
        [id, businessId, seat.person.userId, body],
      ),
    );
    journal.invoke(id, { seat, body });
    journal.acknowledge(id, await soon(() => this.#send(seat, { type: "message:send", id, body })));
    return id;
  }

  async #send({ person }, command) {
    const { product, ticketSecret, roomsPort } = this.#links;
    const ticket = { party: "main", room: this.id, ...person, role: "owner" };
    const response = await fetch(new URL(product.roomPath(ticket, 1), `http://127.0.0.1:${roomsPort}`), {
      method: "POST",
      headers: {
        authorization: `Bearer ${await product.signTicket(ticket, ticketSecret)}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    if (!response.ok) throw new Error(`a post was answered with ${response.status}`);
    return (await response.json()).message.seq;
  }
}
