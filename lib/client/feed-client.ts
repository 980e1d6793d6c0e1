import type { ActivityEvent, FeedEvent } from "../protocol/feed";
import { activity } from "./activity";
import { feedEventIn } from "./frame";
import { RoomSocket, type RoomSocketOptions } from "./room-socket";

export interface FeedClientOptions {
  address: RoomSocketOptions["address"];
  /** From here on every change is heard: load the list anew. At each connect, and when a change was missed. */
  onReload: () => void;
  onEvent: (event: FeedEvent) => void;
  /** Who is in a conversation: it passes, and changes no list. */
  onActivity?: (event: ActivityEvent) => void;
  WebSocket?: unknown;
}

/** Hears of every change in a list for as long as it is started. */
export class FeedClient {
  readonly #socket: RoomSocket;

  constructor(readonly options: FeedClientOptions) {
    this.#socket = new RoomSocket({
      address: options.address,
      onFrame: (frame) => this.#receive(frame),
      ...{ changes: null, WebSocket: options.WebSocket },
    });
  }

  start(): () => void {
    this.#socket.open();
    const unfollow = activity.follow(() => this.#tellStatus());
    return () => {
      unfollow();
      this.#socket.close();
    };
  }

  #tellStatus(): void {
    this.#socket.send(JSON.stringify({ type: "status", status: activity.status }));
  }

  #receive(frame: string): void {
    const heard = feedEventIn(frame);
    // A feed takes whoever comes to be at their tab.
    if (heard.type === "welcome" && activity.status === "away") this.#tellStatus();
    if (heard.type === "welcome" || heard.type === "reset") this.options.onReload();
    else if (heard.type === "activity") this.options.onActivity?.(heard);
    else if (news.includes(heard.type)) this.options.onEvent(heard);
  }
}

/** Not what is between a room and a socket, nor what a later version of the protocol brought. */
const news: FeedEvent["type"][] = [
  ...(["conversation:changed", "conversation:left", "mentioned", "mentions:changed", "receipt"] as const),
  ...(["draft:changed", "customer:changed", "tags:changed"] as const),
];
