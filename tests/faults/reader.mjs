import WebSocket from "ws";

/** Somebody who reads a broadcast, by the product's own client, and all that they were told or loaded. */
export class Reader {
  /** When they dialled. */
  dials = [];
  /** How often they were told to load anew, and did. */
  loads = 0;
  /** The relay they are at. */
  relay;
  #journal;
  #name;
  #posts = new Map();
  /** What they were told since they dialled. */
  #told = new Map();
  #lastSeq = 0;
  #stop;

  /** `onTold` is called with the id of each post they are told of. */
  constructor({ name, broadcast, product, journal, port, onTold = () => {} }) {
    this.#name = name;
    this.#journal = journal;
    const feed = new product.PostFeed({
      address: (relay) => {
        this.dials.push(performance.now());
        this.relay = relay;
        return broadcast.relayAddress(relay, { port });
      },
      onReload: () => this.#load(broadcast),
      onPost: (post) => {
        this.#hear(post);
        onTold(post.id);
      },
      WebSocket: PlainSocket,
    });
    this.#stop = feed.start();
  }

  has({ id, rev = 1 }) {
    return (this.#posts.get(id)?.rev ?? 0) >= rev;
  }

  /** Whether they were told of it while they were there, not only found it when they loaded. */
  wasTold(id) {
    return this.#told.has(id);
  }

  leave() {
    this.#stop();
  }

  async #load(broadcast) {
    this.#told.clear();
    this.#lastSeq = 0;
    for (const post of await broadcast.newest()) this.#keep(post);
    this.loads += 1;
  }

  #hear(post) {
    const { id, seq, rev } = post;
    if (this.#told.get(id) === rev) this.#journal.violate(`${this.#name} was told of post ${seq} twice`);
    if (seq < this.#lastSeq)
      this.#journal.violate(`${this.#name} was told of post ${seq} after ${this.#lastSeq}`);
    this.#told.set(id, rev);
    this.#lastSeq = seq;
    this.#keep(post);
  }

  #keep(post) {
    if (!this.has({ id: post.id, rev: post.rev })) this.#posts.set(post.id, post);
  }
}

class PlainSocket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { perMessageDeflate: false });
    // A browser's socket that is closed while it connects throws nothing.
    this.on("error", () => {});
  }
}
