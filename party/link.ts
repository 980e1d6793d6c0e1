import type * as Party from "partykit/server";
import { assert } from "../lib/assert";
import {
  type Answer,
  answer,
  type Changes,
  type Entry,
  type Outcome,
  type Question,
  type Snapshot,
} from "../lib/protocol/ledger";
import { Refusal } from "../lib/refusal";

/** A question without an answer for this long is given up. */
const ANSWERED_WITHIN_MS = 10_000;
/** An unused link is closed after this long, so that its room can hibernate. */
const IDLE_MS = 5_000;

type Asked = Question extends infer Each
  ? Each extends Question
    ? Omit<Each, "ask" | "conversationId">
    : never
  : never;

export type LedgerSocket = Awaited<ReturnType<Party.Stub["socket"]>>;

interface Pending {
  resolve: (answer: Answer) => void;
  reject: (error: Refusal) => void;
  deadline: ReturnType<typeof setTimeout>;
}

/**
 * A conversation's line to its ledger: one socket, kept open while it is used. A fetch per message would
 * cost more than storing it. Every question is answered or refused: `unavailable` when the line breaks or
 * the ledger is late, and then nobody here knows whether an append was stored.
 */
export class LedgerLink {
  #socket: Promise<LedgerSocket> | undefined;
  #line: LedgerSocket | undefined;
  #asked = 0;
  readonly #pending = new Map<number, Pending>();
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly conversationId: string,
    readonly dial: () => Promise<LedgerSocket>,
  ) {}

  async open(): Promise<Snapshot> {
    const opened = await this.#ask({ type: "open" });
    assert(opened.type === "opened", "an open is answered by a snapshot");
    return opened.snapshot;
  }

  async changes(after: number): Promise<Changes> {
    const changed = await this.#ask({ type: "changes", after });
    assert(changed.type === "changed", "changes are answered by changes");
    return changed.changes;
  }

  async append(entries: Entry[]): Promise<Outcome[]> {
    const appended = await this.#ask({ type: "append", entries });
    assert(appended.type === "appended", "an append is answered by outcomes");
    return appended.outcomes;
  }

  async #ask(asked: Asked): Promise<Answer> {
    clearTimeout(this.#idle);
    const socket = await this.#connected();
    const ask = ++this.#asked;
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => this.#giveUp(ask), ANSWERED_WITHIN_MS);
      this.#pending.set(ask, { resolve, reject, deadline });
      try {
        socket.send(JSON.stringify({ ...asked, ask, conversationId: this.conversationId }));
      } catch {
        // It closed without our hearing of it.
        this.#lost();
      }
    });
  }

  #connected(): Promise<LedgerSocket> {
    this.#socket ??= this.#connect();
    return this.#socket;
  }

  async #connect(): Promise<LedgerSocket> {
    try {
      const socket = await this.dial();
      // The end of a line that was hung up may be heard when another is in use.
      const ifCurrent = (react: () => void) => {
        if (this.#line === socket) react();
      };
      socket.addEventListener("message", ({ data }) => ifCurrent(() => this.#hear(String(data))));
      socket.addEventListener("close", () => ifCurrent(() => this.#lost()));
      socket.addEventListener("error", () => ifCurrent(() => this.#lost()));
      this.#line = socket;
      return socket;
    } catch (cause) {
      this.#socket = undefined;
      throw new Refusal("unavailable", { cause });
    }
  }

  #hear(frame: string): void {
    const heard = answer.parse(JSON.parse(frame));
    const pending = this.#settle(heard.ask);
    if (heard.type === "failed") pending?.reject(new Refusal(heard.code));
    else pending?.resolve(heard);
    if (this.#pending.size === 0) this.#idle = setTimeout(() => this.#hangUp(), IDLE_MS);
  }

  /** A ledger that is late may be stuck for good: the next question dials anew. */
  #giveUp(ask: number): void {
    this.#settle(ask)?.reject(new Refusal("unavailable"));
    this.#hangUp();
  }

  #hangUp(): void {
    const line = this.#line;
    this.#lost();
    line?.close(1000, "idle");
  }

  #lost(): void {
    this.#socket = undefined;
    this.#line = undefined;
    for (const ask of [...this.#pending.keys()]) this.#settle(ask)?.reject(new Refusal("unavailable"));
  }

  #settle(ask: number): Pending | undefined {
    const pending = this.#pending.get(ask);
    this.#pending.delete(ask);
    clearTimeout(pending?.deadline);
    return pending;
  }
}

/** The shard that commits for a conversation: always the same one, so that a shard sees all of it. */
export function shardOf(conversationId: string, shards: number): number {
  return Number.parseInt(conversationId.slice(-8), 16) % shards;
}

/**
 * Opens a socket to a ledger; with `follow`, one that hears the news of a feed. Rejects when the ledger does not
 * take it in time.
 */
export async function dialLedger(room: Party.Room, shard: number, follow?: string): Promise<LedgerSocket> {
  const ledger = room.context.parties.ledger;
  assert(ledger, "the ledger party is configured");
  const dialled = ledger.get(String(shard)).socket(follow ? `/?follow=${encodeURIComponent(follow)}` : "/");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Refusal("unavailable"));
      hangUpOn(dialled);
    }, ANSWERED_WITHIN_MS);
  });
  return Promise.race([dialled, late]).finally(() => clearTimeout(timer));
}

/** Also on what has not picked up yet; a dial that fails leaves nothing to hang up. */
export function hangUpOn(dialled: Promise<LedgerSocket>): void {
  dialled.then(
    (line) => line.close(1000, "not needed"),
    () => {},
  );
}
