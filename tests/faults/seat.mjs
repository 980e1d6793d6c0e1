import { FaultyLink } from "./faulty-link.mjs";
import { Tab } from "./tab.mjs";
import { soon } from "./until.mjs";

/** A person at a device with a conversation open: tabs come and go, the browser's mailbox and the line stay. */
export class Seat {
  /** Absent while the page loads. */
  tab;
  #said = 0;
  #links;

  static async take(links) {
    const link = await new FaultyLink({ host: "127.0.0.1", port: links.roomsPort }).listen();
    const seat = new Seat({ ...links, link });
    await seat.open();
    return seat;
  }

  constructor({ name, person, conversationId, link, mailbox, ...links }) {
    this.name = name;
    this.person = person;
    this.conversationId = conversationId;
    this.link = link;
    this.mailbox = mailbox;
    this.#links = links;
  }

  async open() {
    const { product, journal } = this.#links;
    // As a person reloads a page until it comes.
    const head = await soon(() => this.#head());
    this.tab = new Tab({
      product,
      name: this.name,
      person: this.person,
      head,
      mailbox: this.mailbox,
      address: () => this.#address("ws", this.link.port),
      loadHead: () => this.#head(),
      journal,
    });
  }

  /** The tab is killed, and the person comes back to a page loaded anew. */
  async reopen() {
    this.tab.kill();
    this.tab = undefined;
    await this.open();
  }

  say(words) {
    this.#said += 1;
    const body = `${this.name}, ${this.#said}: ${words}`;
    const { journal } = this.#links;
    journal.invoke(this.tab.send(body), { seat: this, body });
  }

  /** The oldest text that still waits goes by a second road too, as a program's request. */
  async sayAgainByRequest() {
    const [waiting] = this.tab.view.unsent;
    const again =
      waiting ?? this.tab.view.messages.findLast(({ senderId }) => senderId === this.person.userId);
    if (!again || again.hasMore) return;
    const address = await this.#address("http", this.#links.roomsPort);
    const command = { type: "message:send", id: again.id, body: again.body };
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(command) }).catch(
      () => undefined,
    );
    if (answer?.ok) {
      const { message } = await answer.json();
      this.#links.journal.acknowledge(message.id, message.seq);
    }
  }

  leave() {
    this.tab?.kill();
    this.link.close();
  }

  #head() {
    const { product, db, businessId } = this.#links;
    return product.historyHead(db, { conversationId: this.conversationId, businessId });
  }

  async #address(protocol, port) {
    const { product, ticketSecret } = this.#links;
    const ticket = { party: "main", room: this.conversationId, ...this.person };
    const url = new URL(product.roomPath(ticket, 1), `${protocol}://127.0.0.1:${port}`);
    url.searchParams.set("token", await product.signTicket(ticket, ticketSecret));
    return url;
  }
}
