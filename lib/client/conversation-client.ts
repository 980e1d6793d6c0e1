import { v7 as uuid } from "uuid";
import {
  apply,
  ask,
  type ConversationState,
  discard,
  forgetTyping,
  lastSeq,
  openingState,
  type PendingChange,
  reload,
  retry,
  type Unsent,
  write,
} from "../conversation-state";
import type { ChangeCommand, Command } from "../protocol/command";
import type { Event, EventOf, Participant } from "../protocol/event";
import type { HistoryHead } from "../protocol/history";
import type { Refusal } from "../refusal";
import { type SeenSeq, seqSeen } from "../stale";
import { Deadline } from "./deadline";
import { eventIn } from "./frame";
import type { Outbox, Waiting } from "./outbox";
import { RoomSocket, type RoomSocketOptions } from "./room-socket";
import { Sender } from "./sender";
import { Signals } from "./signals";
import { commandOf, oldest } from "./waiting";

const RELOAD_AGAIN_AFTER_MS = 2_000;
/** How often texts are looked for that a tab left behind when it was closed. */
const ADOPT_EVERY_MS = 30_000;

/** `refused`: this person may not open the room, for the reason in `refusal`. */
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
  /** How far its person had read, where what they say is judged by what they have seen: of members of the business. */
  readSeq?: number | undefined;
  address: RoomSocketOptions["address"];
  /** Loads the newest page anew, when too much was missed to be told one by one. */
  loadHead: () => Promise<HistoryHead>;
  changes?: RoomSocketOptions["changes"];
  WebSocket?: unknown;
  fetch?: RoomSocketOptions["fetch"];
}

/** One conversation, live: what is shown, what waits to be sent, and the socket in between. */
export class ConversationClient {
  #view: ConversationView;
  readonly #listeners = new Set<() => void>();
  readonly #callers = new Set<(event: EventOf<"call:signal" | "refused">) => void>();
  readonly #socket: RoomSocket;
  readonly #sender: Sender;
  readonly #signals = new Signals((command) => this.#isOnline && this.#transmit(command));
  #isStarted = false;
  #isReloading = false;
  readonly #reloadAgain = new Deadline(() => void this.#reload());
  readonly #typingFade = new Deadline(() => this.#fadeTyping());
  readonly #adoption = new Deadline(() => void this.#adopt());

  constructor(readonly options: ConversationClientOptions) {
    this.#view = { ...openingState(options.self, options.head), connection: "connecting", refusal: null };
    this.#socket = new RoomSocket({
      address: () => this.#address(),
      onFrame: (frame) => this.#receive(frame),
      onClose: () => this.#disconnected(),
      onRefused: (refusal) => this.#change({ connection: "refused", refusal }),
      ...{ changes: options.changes, WebSocket: options.WebSocket, fetch: options.fetch },
    });
    this.#sender = new Sender({
      next: () => (this.#isOnline ? oldest([...this.#view.unsent, ...this.#view.changes]) : undefined),
      transmit: (waiting) => this.#transmit(commandOf(waiting)),
      onSilence: this.#socket.redial,
    });
  }

  readonly getSnapshot = (): ConversationView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Connects, takes up what an earlier tab left unsent, and goes on until the returned function is called. */
  start(): () => void {
    this.#isStarted = true;
    this.#signals.start(this.options.readSeq);
    this.#socket.open();
    void this.#adopt();
    return () => {
      this.#isStarted = false;
      this.#signals.stop();
      this.#socket.close();
      this.#sender.stop();
      for (const deadline of [this.#reloadAgain, this.#typingFade, this.#adoption]) deadline.clear();
    };
  }

  /** Shows a message at once and sends it for as long as it takes. Returns its id. */
  send(body: string, { id = uuid(), ...more }: Partial<Omit<Unsent, "body" | "writtenAt">> = {}): string {
    // What no database would take is put right before anybody sees it.
    const storable = body.replaceAll("\u0000", "").toWellFormed();
    const judged = { basedOnSeq: this.seenSeq(more.threadId) };
    const text: Unsent = { ...more, id, body: storable, ...judged, writtenAt: new Date().toISOString() };
    this.#keep(text);
    this.#change(write(this.#view, text));
    this.#signals.setTyping(false);
    this.#sender.pump();
    return text.id;
  }

  /** Shows a message as it shall be at once, and asks for that for as long as it takes. */
  change(asked: ChangeCommand): void {
    const id = uuid();
    const change: PendingChange = { id, command: { ...asked, ref: id } };
    this.#keep(change);
    this.#change(ask(this.#view, change));
    this.#sender.pump();
  }

  /** Sends a refused text again, under the same id. */
  retry(id: string): void {
    const before = this.#view;
    this.#change(retry(before, id, this.seenSeq));
    this.#settle(before);
  }

  /** Gives up a text, or a change that was refused. */
  discard(id: string): void {
    const before = this.#view;
    this.#change(discard(before, id));
    this.#settle(before);
  }

  setTyping(isTyping: boolean): void {
    this.#signals.setTyping(isTyping);
  }

  /** The person has seen so many messages of a thread. */
  seeThread(threadId: string, read: number): void {
    this.#signals.seenInThread(threadId, read);
  }

  /** Says what is of use only now; whether it went out. */
  tell(command: Command): boolean {
    return this.#isOnline && this.#transmit(command);
  }

  /** Hears what the other end of a call says, and what the room refuses. */
  followCalls(listener: (event: EventOf<"call:signal" | "refused">) => void): () => void {
    this.#callers.add(listener);
    return () => this.#callers.delete(listener);
  }

  /** The person has seen everything up to this place. */
  see(seq: number): void {
    this.#signals.seen(seq);
  }

  readonly seenSeq: SeenSeq = (threadId) => {
    if (this.options.readSeq === undefined) return undefined;
    return threadId ? seqSeen(this.#view, threadId, this.#signals.seenOf(threadId)) : this.#signals.seenSeq;
  };

  get #isOnline(): boolean {
    return this.#view.connection === "online";
  }

  async #address(): Promise<URL> {
    const address = await this.options.address();
    address.searchParams.set("after", String(this.#view.rev));
    return address;
  }

  #receive(frame: string): void {
    if (this.#isReloading) return;
    const before = this.#view;
    const heard = eventIn(frame);
    try {
      this.#change(apply(before, heard, Date.now()));
    } catch (error) {
      // What cannot be is a mistake of ours, and still nobody is asked to refresh.
      console.error("an event does not fit:", error);
      this.#isReloading = true;
      this.#reloadAgain.set(RELOAD_AGAIN_AFTER_MS);
      return;
    }
    if (this.#view.needs === "resume") this.#socket.redial();
    else if (this.#view.needs === "reload") void this.#reload();
    else this.#follow(heard, before);
  }

  /** What an event asks of this client beyond showing it. */
  #follow(heard: Event, before: ConversationState): void {
    if (heard.type === "resumed") {
      this.#change({ connection: "online" });
      this.#signals.connected();
      void this.#adopt();
    }
    if (heard.type === "user:typing") this.#fadeTyping();
    if (heard.type === "call:signal" || heard.type === "refused")
      for (const listener of this.#callers) listener(heard);
    if (heard.type === "refused" && heard.retryable) this.#sender.postpone(heard.ref ?? heard.id);
    this.#signals.heard(lastSeq(this.#view));
    this.#settle(before);
  }

  #disconnected(): void {
    this.#sender.stop();
    const wasConnected = this.#view.connection !== "connecting";
    this.#change({
      connection: wasConnected ? "reconnecting" : "connecting",
      ...{ present: [], around: { ...this.#view.around, people: [] }, typing: [], replay: null },
    });
  }

  /** Brings the outbox in line with what is shown as unsent, and sends the next text. */
  #settle(before: ConversationState): void {
    for (const waiting of [...before.unsent, ...before.changes]) {
      const after = [...this.#view.unsent, ...this.#view.changes].find(({ id }) => id === waiting.id);
      if (after === waiting) continue;
      this.#sender.settle(waiting.id);
      if (after) this.#keep(after);
      else this.#forget(waiting.id);
    }
    this.#sender.pump();
  }

  async #reload(): Promise<void> {
    this.#isReloading = true;
    try {
      const head = await this.options.loadHead();
      const before = this.#view;
      this.#change(reload(before, head));
      this.#settle(before);
      this.#isReloading = false;
      this.#socket.redial();
    } catch (error) {
      if (this.#socket.isRefused(error)) {
        this.#isReloading = false;
        return;
      }
      console.warn("not loaded:", error);
      if (this.#isStarted) this.#reloadAgain.set(RELOAD_AGAIN_AFTER_MS);
    }
  }

  /** Takes up texts that a closed tab left behind; sending one twice does no harm. */
  async #adopt(): Promise<void> {
    if (this.#isStarted) this.#adoption.set(ADOPT_EVERY_MS);
    try {
      for (const waiting of await this.options.outbox.load()) {
        if ("command" in waiting) this.#change(ask(this.#view, waiting));
        else if (this.#view.messages.some(({ id }) => id === waiting.id)) this.#forget(waiting.id);
        else this.#change(write(this.#view, waiting));
      }
      this.#sender.pump();
    } catch (error) {
      console.warn("not read:", error);
    }
  }

  #fadeTyping(): void {
    this.#change(forgetTyping(this.#view, Date.now()));
    const next = Math.min(...this.#view.typing.map(({ untilMs }) => untilMs));
    if (Number.isFinite(next)) this.#typingFade.set(next - Date.now() + 1);
  }

  #transmit(command: Command): boolean {
    return this.#socket.send(JSON.stringify(command));
  }

  #keep(waiting: Waiting): void {
    this.options.outbox.put(waiting).catch((error: unknown) => console.warn("not kept:", error));
  }

  #forget(id: string): void {
    this.options.outbox.remove(id).catch((error: unknown) => console.warn("not cleared:", error));
  }

  #change(changed: Partial<ConversationView>): void {
    this.#view = { ...this.#view, ...changed };
    for (const listener of this.#listeners) listener();
  }
}
