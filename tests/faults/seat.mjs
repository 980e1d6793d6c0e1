import { randomUUID } from "node:crypto";
import { FaultyLink } from "./faulty-link.mjs";
import { roomAddress } from "./room-address.mjs";
import { Tab } from "./tab.mjs";
import { soon } from "./until.mjs";

const REQUEST_ANSWERED_WITHIN_MS = 12_000;
/** Of what is shown, so much is edited, deleted, reacted to and answered in threads. */
const CHANGED_MAX = 20;

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

  /** `guests` may be in the conversation where it is a group, and have no seat. */
  constructor({ name, person, conversationId, guests = [], link, mailbox, ...links }) {
    this.name = name;
    this.person = person;
    this.conversationId = conversationId;
    this.guests = guests;
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

  say(words, threadId) {
    const body = this.#numbered(words);
    const { journal } = this.#links;
    const id = this.tab.send(body, threadId);
    journal.invoke(id, { seat: this, body });
    return id;
  }

  sayInThread(random) {
    const thread = random.pick(this.tab.view.threads);
    if (thread) this.say("about that", thread.id);
  }

  /** Edits or deletes something of one's own, reacts to something, or opens a thread on it. */
  change(random) {
    const shown = this.tab.view.messages.filter(({ kind, deletedAt }) => kind !== "system" && !deletedAt);
    const message = random.pick(shown.slice(-CHANGED_MAX));
    if (!message) return;
    const { id, senderId } = message;
    const isOwn = senderId === this.person.userId;
    if (isOwn && random.isTrue(0.4)) {
      const body = this.#numbered("or rather, is it?");
      this.#links.journal.edit(id, body);
      this.tab.change({ type: "message:edit", id, body });
    } else if (isOwn && random.isTrue(0.15)) {
      this.tab.change({ type: "message:delete", id });
    } else if (message.threadId === null && random.isTrue(0.2)) {
      this.tab.change({ type: "thread:create", id, messageId: id });
    } else {
      const emoji = random.pick(["👍", "🎉", "☕"]);
      this.tab.change({ type: "message:react", id, emoji, on: random.isTrue(0.8) });
    }
  }

  /** Who is in a group, and what it is called. */
  async move(random) {
    const guest = random.pick(this.guests);
    if (!guest) return;
    const id = randomUUID();
    const { userId } = guest;
    const command = random.pick([
      { type: "member:add", id, ...guest },
      { type: "member:add", id, ...guest },
      { type: "member:remove", id, userId },
      { type: "member:rank", id, userId, rank: random.isTrue(0.5) ? "host" : "member" },
      { type: "group:rename", id, title: `The friends of ${guest.name}` },
    ]);
    for (let time = 0; time < (random.isTrue(0.3) ? 2 : 1); time += 1) await this.request(command);
  }

  #numbered(words) {
    this.#said += 1;
    return `${this.name}, ${this.#said}: ${words}`;
  }

  /** The oldest text that still waits goes by a second road too, as a program's request. */
  async sayAgainByRequest() {
    const [waiting] = this.tab.view.unsent;
    const again =
      waiting ?? this.tab.view.messages.findLast(({ senderId }) => senderId === this.person.userId);
    if (!again || again.hasMore || again.deletedAt) return;
    const { id, body, threadId } = again;
    await this.request({ type: "message:send", id, body, ...(threadId && { threadId }) });
  }

  /** A command by HTTP, straight to the rooms or over this seat's line. Nothing where no answer came. */
  async request(command, port = this.#links.roomsPort) {
    const address = await roomAddress({ ...this.#links, site: undefined }, this, { protocol: "http", port });
    const answer = await fetch(address, {
      method: "POST",
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(REQUEST_ANSWERED_WITHIN_MS),
    }).catch(() => undefined);
    if (!answer?.ok || answer.status === 204) return undefined;
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
