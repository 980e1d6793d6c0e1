import { ConversationClient, type ConversationView } from "@/lib/client/conversation-client";
import type { Outbox, Waiting } from "@/lib/client/outbox";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import type { Person } from "../support/cast";
import { fetchOver, SITE } from "./exchange";
import { ClientEnd, type Wire } from "./wire";

/** The ways to a room, the best first. */
export type Rung = 0 | 1 | 2;

/** Where one person's unsent texts of one conversation lie. What its tabs ask of it happens in order, but later. */
export class Device {
  /** Texts, and changes of messages. */
  readonly texts = new Map<string, Waiting>();
  asked: { by: Tab; what: string; perform: () => void }[] = [];

  constructor(
    readonly person: Person,
    readonly conversationId: string,
  ) {}

  outboxOf(tab: Tab): Outbox {
    const ask = <Answer>(what: string, perform: () => Answer): Promise<Answer> =>
      new Promise((resolve) => this.asked.push({ by: tab, what, perform: () => resolve(perform()) }));
    return {
      load: () =>
        ask("load", () => [...this.texts.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1))),
      put: (text) => ask("put", () => void this.texts.set(text.id, text)),
      remove: (id) => ask("remove", () => void this.texts.delete(id)),
    };
  }

  /** What a killed tab had asked for and was not done never will be. */
  forget(tab: Tab): void {
    this.asked = this.asked.filter(({ by }) => by !== tab);
  }
}

/** What a tab needs of the stage it is on. */
export interface Surroundings {
  /** `asked` over HTTP, and not over a socket. */
  dial: (wire: Wire, tab: Tab, asked?: Request) => void;
  address: (tab: Tab) => Promise<URL>;
  loadHead: (tab: Tab) => Promise<HistoryHead>;
  shown: (tab: Tab, message: Message) => void;
  /** Up to where somebody had seen what was said when they sent a text. */
  judged: (id: string, basedOnSeq: number) => void;
  complain: (what: string) => void;
}

/** A tab with a conversation open: the product's own client, with everything around it in the test's hands. */
export class Tab {
  readonly client: ConversationClient;
  readonly #stop: () => void;
  #before: ConversationView;
  isOpen = true;
  /** It cannot say anything to anybody any more. */
  isKilled = false;
  /** Ids of what was written here and never refused, in the order of writing. */
  ownPace: string[] = [];

  constructor(
    readonly name: string,
    readonly device: Device,
    readonly head: HistoryHead,
    readonly around: Surroundings,
    /** The best way that comes through from here; nothing else than sockets is tried where it is not said. */
    public lets?: Rung,
  ) {
    const tab = this;
    this.client = new ConversationClient({
      self: device.person,
      readSeq: this.isJudged ? 0 : undefined,
      head,
      outbox: device.outboxOf(this),
      address: () => around.address(this),
      loadHead: () => around.loadHead(this),
      WebSocket: class extends ClientEnd {
        constructor(url: string) {
          super(url);
          around.dial(this.wire, tab);
        }
      },
      ...(lets !== undefined && {
        changes: `${SITE}/api/conversations/${device.conversationId}/changes`,
        fetch: fetchOver((end, asked) => around.dial(end.wire, tab, asked)),
      }),
    });
    this.#before = this.client.getSnapshot();
    for (const message of this.#before.messages) around.shown(this, message);
    this.client.subscribe(() => this.#look());
    this.#stop = this.client.start();
  }

  /** One agent is judged by what she has seen, and one is not, as a program is not. */
  get isJudged(): boolean {
    return this.device.person.name === "Ines";
  }

  get view(): ConversationView {
    return this.client.getSnapshot();
  }

  /** What can still be sent by itself. */
  get waiting(): Waiting[] {
    return [...this.view.unsent, ...this.view.changes].filter(({ refused }) => !refused);
  }

  write(body: string, threadId?: string): string {
    const id = this.client.send(body, threadId ? { threadId } : {});
    this.ownPace.push(id);
    return id;
  }

  /** A tab that is closed says good-bye; one that was killed has lost its line before this. */
  stop(): void {
    this.isOpen = false;
    this.#stop();
  }

  /** Whatever happens, nobody sees a place before the one above it, nor a version go backwards. */
  #look(): void {
    const before = this.#before;
    this.#before = this.view;
    const { rev, messages, unsent } = this.view;
    for (const { id, basedOnSeq } of unsent) if (basedOnSeq !== undefined) this.around.judged(id, basedOnSeq);
    for (const { id, refused } of unsent)
      if (refused) this.ownPace = this.ownPace.filter((each) => each !== id);
    if (rev < before.rev) this.around.complain(`${this.name} went back from rev ${before.rev} to ${rev}`);
    if (messages === before.messages) return;
    const first = messages[0]?.seq ?? 1;
    for (const [n, message] of messages.entries()) {
      if (message.seq !== first + n)
        this.around.complain(`${this.name} shows ${message.seq} where ${first + n} belongs`);
      if (before.messages[n + (first - (before.messages[0]?.seq ?? 1))] !== message)
        this.around.shown(this, message);
    }
    if (messages.length > 0 && (messages.at(-1)?.seq ?? 0) < (before.messages.at(-1)?.seq ?? 0))
      this.around.complain(`${this.name} shows less than before`);
  }
}
