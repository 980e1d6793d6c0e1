import { RELAYS_MAX } from "../broadcast";
import type { ChannelEvent } from "../protocol/channel";
import type { Post } from "../protocol/post";
import { RoomSocket } from "./room-socket";

export interface PostFeedOptions {
  /** Where a relay is heard, with a fresh ticket. */
  address: (relay: number) => Promise<URL>;
  /** From here on every change is heard: load the posts anew. At each connect, and when a change was missed. */
  onReload: () => void;
  /** As it is now; deleted where it says so. */
  onPost: (post: Post) => void;
  WebSocket?: unknown;
}

/** Hears what a business tells everybody for as long as it is started. */
export class PostFeed {
  readonly #socket: RoomSocket;
  #relay = 0;

  constructor(readonly options: PostFeedOptions) {
    this.#socket = new RoomSocket({
      address: () => options.address(this.#relay),
      onFrame: (frame) => this.#receive(frame),
      ...{ changes: null, WebSocket: options.WebSocket },
    });
  }

  start(): () => void {
    this.#socket.open();
    return () => this.#socket.close();
  }

  #receive(frame: string): void {
    const heard: ChannelEvent = JSON.parse(frame);
    if (heard.type === "welcome" || heard.type === "reset") this.options.onReload();
    else if (heard.type === "post:changed") this.options.onPost(heard.post);
    else if (heard.type === "full") this.#relay = (this.#relay + 1) % RELAYS_MAX;
  }
}
