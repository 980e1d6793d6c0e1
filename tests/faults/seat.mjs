import { FaultyLink } from "./faulty-link.mjs";
import { roomAddress } from "./room-address.mjs";
import { Tab } from "./tab.mjs";
import { soon } from "./until.mjs";

const REQUEST_ANSWERED_WITHIN_MS = 12_000;

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

  /** `loaded` is what happens between the page and its socket. */
  async open(loaded = async () => {}) {
    const { product, journal } = this.#links;
    // As a person reloads a page until it comes.
    const head = await soon(() => this.#head());
    await loaded();
    this.tab = new Tab({
      product,
      name: this.name,
      person: this.person,
      head,
      mailbox: this.mailbox,
      address: () => this.#address(),
      loadHead: () => this.#head(),
      journal,
    });
  }

  /** The tab is killed, and the person comes back to a page loaded anew. */
  async reopen(loaded) {
    this.tab.kill();
    this.tab = undefined;
    await this.open(loaded);
  }

  /** One more tab of the same browser, on the same line. */
  async another(name) {
    const seat = new Seat({ ...this.#links, ...this, name, tab: undefined });
    await seat.open();
    return seat;
  }

  say(words) {
    this.#said += 1;
    const body = `${this.name}, ${this.#said}: ${words}`;
    const { journal } = this.#links;
    const id = this.tab.send(body);
    journal.invoke(id, { seat: this, body });
    return id;
  }

  /** The oldest text that still waits goes by a second road too, as a program's request. */
  async sayAgainByRequest() {
    const [waiting] = this.tab.view.unsent;
    const again =
      waiting ?? this.tab.view.messages.findLast(({ senderId }) => senderId === this.person.userId);
    if (!again || again.hasMore) return;
    await this.request({ type: "message:send", id: again.id, body: again.body });
  }

  /** A command by HTTP, straight to the rooms or over this seat's line. Nothing where no answer came. */
  async request(command, port = this.#links.roomsPort) {
    const address = await roomAddress({ ...this.#links, site: undefined }, this, { protocol: "http", port });
    const answer = await fetch(address, {
      method: "POST",
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(REQUEST_ANSWERED_WITHIN_MS),
    }).catch(() => undefined);
    if (!answer?.ok) return undefined;
    const { message } = await answer.json();
    this.#links.journal.acknowledge(message.id, message.seq);
    return message;
  }

  leave() {
    this.tab?.kill();
    this.link.close();
  }

  #head() {
    const { product, db, businessId } = this.#links;
    const { conversationId, person } = this;
    return product.historyHead(db, { conversationId, businessId, readerId: person.userId });
  }

  #address() {
    return roomAddress(this.#links, this, { port: this.link.port });
  }
}
