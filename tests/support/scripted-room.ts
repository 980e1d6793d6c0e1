import type { Outbox } from "@/lib/client/outbox";
import type { Unsent } from "@/lib/conversation-state";
import type { Event, Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import { ClientEnd, type Wire } from "../fuzz/wire";
import { said } from "./wire";

/** More than this is not told one by one here, so that few steps lead to a reset. */
export const MISSED_MAX = 3;
export const PAGE_SIZE = 5;

/** A room that does what the test says, and answers of itself only who comes in or pings. */
export class ScriptedRoom {
  readonly history: Message[] = [];
  isReachable = true;
  /** All that was said to it, in its order. */
  readonly heard: { type: string; [key: string]: unknown }[] = [];
  /** What the client asked to have stored last. */
  asked: { id: string; body: string } | undefined;
  #wire: Wire | undefined;

  constructor(readonly self: Participant) {}

  get WebSocket() {
    const room = this;
    return class extends ClientEnd {
      constructor(url: string) {
        super(url);
        queueMicrotask(() => room.#welcome(this.wire));
      }
    };
  }

  readonly head = async (): Promise<HistoryHead> => ({
    messages: this.history.slice(-PAGE_SIZE),
    hasMore: this.history.length > PAGE_SIZE,
    rev: this.history.length,
    seq: this.history.length,
    ...{ threads: [], threadReads: [] },
  });

  /** Stores what was asked for, once however often it was asked; gives back the message. */
  store(): Message {
    if (!this.asked) throw new Error("nothing was asked for");
    const { id, body } = this.asked;
    const known = this.history.find((message) => message.id === id);
    return known ?? this.add(said(this.self, this.history.length + 1, body, id));
  }

  add(message: Message): Message {
    this.history.push(message);
    return message;
  }

  tell(event: Event): void {
    this.#wire?.client.hear({ is: "frame", frame: JSON.stringify(event) });
  }

  cut(): void {
    this.asked = undefined;
    this.#wire?.client.hear({ is: "close", code: 1006 });
    this.#wire = undefined;
  }

  #welcome(wire: Wire): void {
    if (!this.isReachable) {
      wire.client.hear({ is: "error" });
      return;
    }
    this.#wire = wire;
    this.asked = undefined;
    wire.put = (_, item) => item.is === "frame" && this.#wire === wire && this.#read(item.frame);
    wire.client.hear({ is: "open" });
    const rev = this.history.length;
    const after = Number(new URL(wire.client.url).searchParams.get("after"));
    this.tell({
      type: "welcome",
      rev,
      seq: rev,
      self: this.self,
      present: [],
      ...{ title: "", participants: [], receipts: [], threadReads: [] },
    });
    if (rev - after > MISSED_MAX) {
      this.tell({ type: "reset", rev });
    } else {
      for (const message of this.history.slice(after))
        this.tell({ type: "message:new", rev: message.rev, message });
      this.tell({ type: "resumed", rev });
    }
  }

  #read(frame: string): void {
    const { type, id, body } = JSON.parse(frame);
    this.heard.push(JSON.parse(frame));
    if (type === "ping") queueMicrotask(() => this.tell({ type: "pong" }));
    if (type === "message:send") this.asked = { id, body };
  }
}

/** Where unsent texts lie: it outlives its tabs. */
export class BoxOfTest implements Outbox {
  readonly texts = new Map<string, Unsent>();

  load = async () => [...this.texts.values()];
  put = async (text: Unsent) => void this.texts.set(text.id, text);
  remove = async (id: string) => void this.texts.delete(id);
}
