import { v7 as uuid } from "uuid";
import {
  apply,
  type ConversationState,
  discard,
  forgetTyping,
  lastSeq,
  openingState,
  refuse,
  reload,
  retry,
  type Unsent,
  write,
} from "../conversation-state";
import type { Command } from "../protocol/command";
import { event, type Event, type Participant } from "../protocol/event";
import type { HistoryHead } from "../protocol/history";
import type { Refusal } from "../refusal";
import { Deadline } from "./deadline";
import type { Outbox } from "./outbox";
import { RoomSocket, type RoomSocketOptions } from "./room-socket";

/** A send without an answer for this long is taken for lost, and the socket with it. */
const ACKNOWLEDGED_WITHIN_MS = 10_000;
/** A send the room could not take now is tried again, later each time. */
const RETRY_DELAY_MIN_MS = 500;
const RETRY_DELAY_MAX_MS = 15_000;
const RELOAD_RETRY_MS = 2_000;
const TYPING_RENEWED_AFTER_MS = 3_000;
const TYPING_STOPS_AFTER_MS = 5_000;
/** Receipts of a moment travel together. */
const RECEIPT_DELAY_MS = 250;
const AWAY_AFTER_HIDDEN_MS = 60_000;
const ADOPT_EVERY_MS = 30_000;

/** `refused`: the room may not be opened by this person, for the reason in `refusal`. */
export type ConnectionStatus = "connecting" | "online" | "reconnecting" | "refused";

/** What there is to see: immutable, and the same object until something changes. */
export interface ConversationView extends ConversationState {
  connection: ConnectionStatus;
  refusal: Refusal | null;
}

export interface ConversationClientOptions {
  self: Participant;
  head: HistoryHead;
  outbox: Outbox;
  address: RoomSocketOptions["address"];
  /** Loads the newest page anew, when too much was missed to be told one by one. */
  loadHead: () => Promise<HistoryHead>;
  WebSocket?: unknown;
}

/** One conversation, live: what is shown, what waits to be sent, and the socket in between. */
export class ConversationClient {
  #view: ConversationView;
  readonly #listeners = new Set<() => void>();
  readonly #socket: RoomSocket;
  /** The one send the room has not answered yet; a single one keeps a person's texts in order. */
  #inFlight: string | undefined;
  #retries = 0;
  #seen = 0;
  #receipted = { delivered: 0, read: 0 };
  #typingSentAtMs = 0;

  readonly #acknowledgement = new Deadline(() => this.#socket.redial());
  readonly #retry = new Deadline(() => this.#pump());
  readonly #reload = new Deadline(() => void this.#reloadHead());
  readonly #receipt = new Deadline(() => this.#sendReceipt());
  readonly #typingStop = new Deadline(() => this.setTyping(false));
  readonly #typingFade = new Deadline(() => this.#fadeTyping());
  readonly #adoption = new Deadline(() => void this.#adopt());
  readonly #away = new Deadline(() => this.#command({ type: "status", status: "away" }));

  constructor(readonly options: ConversationClientOptions) {
    this.#view = { ...openingState(options.self, options.head), connection: "connecting", refusal: null };
    this.#socket = new RoomSocket({
      address: () => this.#address(),
      onOpen: () => {},
      onFrame: (frame) => this.#receive(frame),
      onClose: () => this.#disconnected("reconnecting", null),
      onRefused: (refusal) => this.#disconnected("refused", refusal),
      WebSocket: options.WebSocket,
    });
  }

  readonly getSnapshot = (): ConversationView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects, takes up what an earlier tab left unsent, and goes on until the returned function is called. */
  start(): () => void {
    void this.#adopt();
    this.#socket.open();
    globalThis.document?.addEventListener("visibilitychange", this.#noticeVisibility);
    return () => {
      globalThis.document?.removeEventListener("visibilitychange", this.#noticeVisibility);
      this.#socket.close();
      for (const deadline of this.#deadlines()) deadline.clear();
      this.#inFlight = undefined;
    };
  }

  /** Shows a text at once and sends it for as long as it takes. Returns the message's id. */
  send(body: string): string {
    const text: Unsent = { id: uuid(), body: storable(body), writtenAt: new Date().toISOString() };
    this.#keep(text);
    this.#change(write(this.#view, text));
    this.setTyping(false);
    this.#pump();
    return text.id;
  }

  /** Sends a refused text again, under the same id. */
  retry(id: string): void {
    this.#change(retry(this.#view, id));
    const text = this.#view.unsent.find((each) => each.id === id);
    if (text) this.#keep(text);
    this.#pump();
  }

  discard(id: string): void {
    this.#change(discard(this.#view, id));
    this.#forget(id);
    this.#pump();
  }

  setTyping(isTyping: boolean): void {
    const nowMs = Date.now();
    if (!isTyping) {
      this.#typingStop.clear();
      if (this.#typingSentAtMs > 0) this.#command({ type: "typing", isTyping: false });
      this.#typingSentAtMs = 0;
      return;
    }
    this.#typingStop.set(TYPING_STOPS_AFTER_MS);
    if (nowMs - this.#typingSentAtMs < TYPING_RENEWED_AFTER_MS) return;
    this.#typingSentAtMs = nowMs;
    this.#command({ type: "typing", isTyping: true });
  }

  /** The person has seen everything up to this place. */
  see(seq: number): void {
    if (seq <= this.#seen) return;
    this.#seen = seq;
    this.#receipt.setIfClear(RECEIPT_DELAY_MS);
  }

  async #address(): Promise<URL> {
    const address = await this.options.address();
    address.searchParams.set("after", String(this.#view.rev));
    return address;
  }

  #receive(frame: string): void {
    const parsed = event.safeParse(JSON.parse(frame));
    // An event of a later version of the protocol that this tab does not know yet.
    if (!parsed.success) return;
    const before = this.#view;
    this.#change(apply(before, parsed.data, Date.now()));
    if (this.#view.needs === "resume") return this.#socket.redial();
    if (this.#view.needs === "reload") return void this.#reloadHead();
    this.#settle(before);
    this.#follow(parsed.data);
  }

  /** What an event asks of this client, beyond showing it. */
  #follow(heard: Event): void {
    switch (heard.type) {
      case "resumed":
        this.#live();
        break;
      case "message:new":
        this.#receipt.setIfClear(RECEIPT_DELAY_MS);
        break;
      case "refused":
        if (heard.id === this.#inFlight) this.#refused(heard.retryable);
        break;
      case "user:typing":
        this.#fadeTyping();
        break;
      default:
    }
  }

  #live(): void {
    this.#change({ ...this.#view, connection: "online" });
    this.#receipted = { delivered: 0, read: 0 };
    this.#receipt.setIfClear(RECEIPT_DELAY_MS);
    this.#retries = 0;
    this.#noticeVisibility();
    this.#pump();
    void this.#adopt();
  }

  #disconnected(connection: ConnectionStatus, refusal: Refusal | null): void {
    this.#inFlight = undefined;
    this.#typingSentAtMs = 0;
    for (const deadline of [this.#acknowledgement, this.#retry, this.#receipt]) deadline.clear();
    const status = connection === "reconnecting" && this.#view.connection === "connecting" ? "connecting" : connection;
    this.#change({ ...this.#view, connection: status, refusal, present: [], typing: [], replay: null });
  }

  /** Sends the oldest text that waits, one at a time. */
  #pump(): void {
    if (this.#view.connection !== "online" || this.#inFlight || this.#retry.isSet) return;
    const text = this.#view.unsent.find(({ refused }) => !refused);
    if (!text) return;
    if (!this.#command({ type: "message:send", id: text.id, body: text.body })) return;
    this.#inFlight = text.id;
    this.#acknowledgement.set(ACKNOWLEDGED_WITHIN_MS);
  }

  /** Takes acknowledged and refused texts out of, or back into, the outbox, and sends the next. */
  #settle(before: ConversationState): void {
    if (before.unsent === this.#view.unsent) return;
    for (const text of before.unsent) {
      const after = this.#view.unsent.find(({ id }) => id === text.id);
      if (!after) this.#settled(text.id);
      else if (after !== text) this.#keep(after);
    }
    this.#pump();
  }

  #settled(id: string): void {
    this.#forget(id);
    if (id !== this.#inFlight) return;
    this.#inFlight = undefined;
    this.#retries = 0;
    this.#acknowledgement.clear();
  }

  #refused(isRetryable: boolean): void {
    this.#inFlight = undefined;
    this.#acknowledgement.clear();
    if (isRetryable) {
      const delayMs = Math.min(RETRY_DELAY_MIN_MS * 2 ** this.#retries, RETRY_DELAY_MAX_MS);
      this.#retries += 1;
      this.#retry.set(delayMs * (0.5 + Math.random()));
    } else {
      this.#pump();
    }
  }

  async #reloadHead(): Promise<void> {
    try {
      this.#change({ ...this.#view, ...reload(this.#view, await this.options.loadHead()) });
      this.#socket.redial();
    } catch (error) {
      console.warn("the conversation could not be loaded anew, trying again:", error);
      this.#reload.set(RELOAD_RETRY_MS);
    }
  }

  /** Takes up texts that another tab left behind; sending one twice does no harm. */
  async #adopt(): Promise<void> {
    this.#adoption.set(ADOPT_EVERY_MS);
    try {
      for (const text of await this.options.outbox.load()) this.#change({ ...this.#view, ...write(this.#view, text) });
      this.#pump();
    } catch (error) {
      console.warn("the outbox could not be read:", error);
    }
  }

  #sendReceipt(): void {
    const delivered = lastSeq(this.#view);
    const read = Math.min(this.#seen, delivered);
    if (delivered <= this.#receipted.delivered && read <= this.#receipted.read) return;
    if (this.#view.connection !== "online") return;
    if (this.#command({ type: "receipt", delivered, read })) this.#receipted = { delivered, read };
  }

  readonly #noticeVisibility = (): void => {
    if (globalThis.document?.visibilityState === "hidden") {
      this.#away.setIfClear(AWAY_AFTER_HIDDEN_MS);
    } else {
      const wasAway = !this.#away.isSet;
      this.#away.clear();
      const self = this.#view.present.find(({ userId }) => userId === this.#view.self.userId);
      if (wasAway && self?.status === "away") this.#command({ type: "status", status: "online" });
    }
  };

  #fadeTyping(): void {
    this.#change({ ...this.#view, ...forgetTyping(this.#view, Date.now()) });
    const next = Math.min(...this.#view.typing.map(({ untilMs }) => untilMs));
    if (Number.isFinite(next)) this.#typingFade.set(next - Date.now() + 1);
  }

  #command(command: Command): boolean {
    return this.#socket.send(JSON.stringify(command));
  }

  #keep(text: Unsent): void {
    this.options.outbox.put(text).catch((error: unknown) => console.warn("a text could not be kept:", error));
  }

  #forget(id: string): void {
    this.options.outbox.remove(id).catch((error: unknown) => console.warn("the outbox could not be cleared:", error));
  }

  #change(state: ConversationState | ConversationView): void {
    const view = { ...this.#view, ...state };
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }

  #deadlines(): Deadline[] {
    return [
      this.#acknowledgement,
      this.#retry,
      this.#reload,
      this.#receipt,
      this.#typingStop,
      this.#typingFade,
      this.#adoption,
      this.#away,
    ];
  }
}

/** What no database would take is put right before it is shown. */
function storable(body: string): string {
  return body.replaceAll("\u0000", "").toWellFormed();
}
