import { type FeedEvent, feedEvent } from "../protocol/feed";
import { RoomSocket, type RoomSocketOptions } from "./room-socket";

export interface FeedClientOptions {
  address: RoomSocketOptions["address"];
  /** From here on every change is heard: load the list anew. At each connect, and when a change was missed. */
  onReload: () => void;
  onEvent: (event: FeedEvent) => void;
  WebSocket?: unknown;
}

/** Hears of every change in a list for as long as it is started. */
export class FeedClient {
  readonly #socket: RoomSocket;

  constructor(readonly options: FeedClientOptions) {
    this.#socket = new RoomSocket({
      address: options.address,
      onFrame: (frame) => this.#receive(frame),
      onClose: () => {},
      onRefused: () => {},
      WebSocket: options.WebSocket,
    });
  }

  start(): () => void {
    this.#socket.open();
    return () => this.#socket.close();
  }

  #receive(frame: string): void {
    const parsed = feedEvent.safeParse(JSON.parse(frame));
    // An event of a later version of the protocol that this tab does not know yet.
    if (!parsed.success) return;
    if (parsed.data.type === "welcome" || parsed.data.type === "reset") this.options.onReload();
    else this.options.onEvent(parsed.data);
  }
}
