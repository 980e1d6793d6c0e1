import WebSocket from "ws";

/** Sends remembered by a tab, to be repeated. */
const FRAMES_KEPT_MAX = 50;

/** A tab of a browser with one conversation open, running the product's own client over real sockets. */
export class Tab {
  #client;
  #stop;
  #sockets = new Set();
  /** What it last sent, as it went over the wire. */
  sent = [];
  #box;
  #journal;
  #name;
  #shown = new Map();
  #lastSeq = 0;
  #seen;

  constructor({ product, name, person, head, mailbox, address, loadHead, journal }) {
    this.#box = mailbox.openTab();
    this.#journal = journal;
    this.#name = name;
    this.#client = new product.ConversationClient({
      self: person,
      head,
      outbox: this.#box.outbox,
      address,
      loadHead,
      WebSocket: socketsKept(this.#sockets, this.sent),
    });
    this.#look();
    this.#client.subscribe(() => this.#look());
    this.#stop = this.#client.start();
  }

  get view() {
    return this.#client.getSnapshot();
  }

  get isSettled() {
    const { connection, needs, replay, unsent, changes } = this.view;
    const isWaiting = [...unsent, ...changes].some(({ refused }) => !refused);
    return connection === "online" && needs === "nothing" && replay === null && !isWaiting;
  }

  send(body, threadId) {
    return this.#client.send(body, threadId ? { threadId } : {});
  }

  change(command) {
    this.#client.change(command);
  }

  type() {
    this.#client.setTyping(true);
  }

  seeAll() {
    this.#client.see(this.view.messages.at(-1)?.seq ?? 0);
    for (const { id, replies } of this.view.threads) this.#client.seeThread(id, replies);
  }

  /** Puts a frame on the wire once more, as a line that repeats itself would. */
  repeat(frame) {
    for (const socket of this.#sockets) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  }

  cut() {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Gone at once, with whatever it had not yet said. */
  kill() {
    this.#box.kill();
    this.cut();
    this.#stop();
  }

  /** Watches each state a person could have seen: no gap, no place with two messages, nothing taken away. */
  #look() {
    const { messages, unsent } = this.view;
    if (messages === this.#seen) return;
    this.#seen = messages;
    const last = messages.at(-1)?.seq ?? 0;
    if (last < this.#lastSeq) this.#violate(`went back from ${this.#lastSeq} to ${last}`);
    this.#lastSeq = last;
    for (let n = messages.length - 1; n >= 0; n -= 1) {
      const { id, seq } = messages[n];
      if (seq !== last - (messages.length - 1 - n)) this.#violate(`showed ${seq} out of its place`);
      const before = this.#shown.get(seq);
      if (before === id) break;
      if (before) this.#violate(`showed two messages as ${seq}`);
      this.#shown.set(seq, id);
      this.#journal.acknowledge(id, seq);
    }
    for (const { id, refused } of unsent) if (refused) this.#journal.refuse(id, refused.code);
  }

  #violate(what) {
    this.#journal.violate(`${this.#name} ${what}`);
  }
}

function socketsKept(sockets, sent) {
  return class KeptSocket extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { perMessageDeflate: false });
      sockets.add(this);
      // A browser's socket that is closed while it connects throws nothing.
      this.on("error", () => {});
      this.once("close", () => sockets.delete(this));
    }

    send(frame) {
      super.send(frame);
      if (!String(frame).includes('"message:send"')) return;
      sent.push(frame);
      if (sent.length > FRAMES_KEPT_MAX) sent.shift();
    }
  };
}
