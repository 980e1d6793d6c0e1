import { type Append, type Appended, append } from "../db/append";
import { partiesOfCall } from "../db/calls";
import { type Connection, type Db, openDb } from "../db/client";
import { isAboutTheData, isWorthRepeating } from "../db/failure";
import { changesSince, revsOf, snapshotOf } from "../db/snapshot";
import type { Changes, Entry, Outcome, Snapshot } from "../lib/ledger";
import type { FeedEvent } from "../lib/protocol/feed";
import { Refusal } from "../lib/refusal";
import { log } from "../lib/server/log";
import { notesIdOf } from "../lib/work";
import { BATCHES_IN_FLIGHT_MAX, GroupCommit } from "./group-commit";
import { News } from "./news";
import type { Settings } from "./settings";
import { Tally } from "./tally";
import { TcpWire } from "./tcp-wire";

/** What one statement stores at most, and what may wait for it: past that a room is told `busy`. */
const BATCH_ENTRIES_MAX = 500;
const ENTRIES_WAITING_MAX = 10_000;
/** Rooms that open or catch up are answered over connections of their own, so that no commit waits for them. */
const READ_CONNECTIONS_MAX = 3;
const READS_WAITING_MAX = 5_000;
/** How many conversations are asked for their version at once. */
const REVS_MAX = 1_000;
const ATTEMPTS_MAX = 4;

interface Page {
  conversationId: string;
  entries: Entry[];
}

/** What the room of one conversation may do with the ledger. */
export interface ConversationLedger {
  open: () => Promise<Snapshot>;
  changes: (after: number) => Promise<Changes>;
  append: (entries: Entry[]) => Promise<Outcome[]>;
  /** Of a call that somebody has taken, and nobody of any other. */
  partiesOfCall: (id: string) => Promise<string[]>;
  /** What is stored nowhere; costs nothing where nobody follows. */
  tellInbox: (businessId: string, event: FeedEvent) => void;
  /** Of a broadcast: that other emoji stand under a post; costs nothing where nobody follows. */
  retell: (postId: string) => void;
}

/**
 * The only writer of conversations: gathers what many rooms ask for and commits it, one statement per batch.
 * Whatever it cannot do is thrown as a refusal: `unavailable` when the database failed, and then nobody here
 * knows whether an append was stored.
 */
export class Ledger {
  readonly news: News;
  readonly tally = new Tally();
  #connections: { commits: Connection; reads: Connection } | undefined;
  #reading = 0;
  /**
   * While Postgres has one batch, the other is written and told of. Of a conversation and its notes there is never one in
   * each, as what is stored of one may look at the other and move it.
   */
  readonly #commits = new GroupCommit<Page, Appended[]>({
    commit: (pages) => this.#commit(pages),
    batchMax: BATCH_ENTRIES_MAX,
    waitingMax: ENTRIES_WAITING_MAX,
    sizeOf: ({ entries }) => entries.length,
    keyOf: ({ conversationId }) => notesIdOf(conversationId),
  });

  readonly #revs = new GroupCommit<string, number | null>({
    commit: (conversationIds) => revsOf(this.#database.reads.db, conversationIds),
    batchMax: REVS_MAX,
    waitingMax: READS_WAITING_MAX,
  });

  /** `wake` is told of conversations whose notes are to tell that their customers opened them again. */
  constructor(
    readonly settings: () => Settings,
    readonly wake: (conversationId: string) => void = () => {},
  ) {
    this.news = new News(() => this.#database.reads.db);
  }

  of(conversationId: string): ConversationLedger {
    return {
      open: () => this.#read((db) => snapshotOf(db, conversationId)),
      changes: (after) => this.#changes(conversationId, after),
      append: (entries) => this.#append({ conversationId, entries }),
      tellInbox: (businessId, event) => this.news.tellInbox(businessId, event),
      retell: (postId) => this.news.retell(conversationId, postId),
      partiesOfCall: (id) => this.#read((db) => partiesOfCall(db, { conversationId, id })),
    };
  }

  async #append(page: Page): Promise<Outcome[]> {
    const appended = await this.#commits.add(page).catch(becauseItFailed);
    this.news.spread(appended);
    if (appended.some(({ isWakeOwed }) => isWakeOwed)) this.wake(page.conversationId);
    return appended.map(({ outcome }) => outcome);
  }

  /** When everyone comes back at once, most have missed nothing: one question answers them all. */
  async #changes(conversationId: string, after: number): Promise<Changes> {
    const rev = await this.#revs.add(conversationId).catch(becauseItFailed);
    if (rev === null) throw new Refusal("not-found");
    if (rev === after) return { rev, messages: [] };
    return await this.#read((db) => changesSince(db, { conversationId, after }));
  }

  async #read<Found>(find: (db: Db) => Promise<Found | undefined>): Promise<Found> {
    if (this.#reading >= READS_WAITING_MAX) throw new Refusal("busy");
    this.#reading += 1;
    try {
      const found = await find(this.#database.reads.db).catch(becauseItFailed);
      if (found === undefined) throw new Refusal("not-found");
      return found;
    } finally {
      this.#reading -= 1;
    }
  }

  /** One bad entry does not fail its neighbours: a batch that the database will not have is stored one by one. */
  async #commit(pages: Page[]): Promise<Appended[][]> {
    const batch = pages.flatMap(({ conversationId, entries }) =>
      entries.map((entry) => ({ conversationId, entry })),
    );
    const storing = this.#store(batch).catch((error: unknown) => {
      if (isAboutTheData(error)) return this.#storeApart(batch);
      throw error;
    });
    const appended = await this.tally.time(storing, messagesIn);
    let stored = 0;
    return pages.map(({ entries }) => {
      const from = stored;
      stored += entries.length;
      return appended.slice(from, stored);
    });
  }

  async #store(batch: Append[]): Promise<Appended[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await append(this.#database.commits.pool, batch);
      } catch (error) {
        if (attempt === ATTEMPTS_MAX || !isWorthRepeating(error)) throw error;
      }
    }
  }

  async #storeApart(batch: Append[]): Promise<Appended[]> {
    const appended: Appended[] = [];
    for (const each of batch) {
      const alone = await this.#store([each]).catch((error: unknown) => {
        if (!isAboutTheData(error)) throw error;
        log.error("an entry the database will not have", {
          op: each.entry.op,
          conversation: each.conversationId,
          error,
        });
        return [
          {
            outcome: { is: "refused", code: "bad-command" },
            ...{ business: null, customers: [], listed: each.conversationId },
          },
        ] satisfies Appended[];
      });
      appended.push(...alone);
    }
    return appended;
  }

  get #database() {
    const { POSTGRES_URL: url, POSTGRES_WS_PROXY, POSTGRES_TCP } = this.settings();
    const way = POSTGRES_TCP
      ? { url, proxy: POSTGRES_TCP, wire: TcpWire }
      : { url, proxy: POSTGRES_WS_PROXY, wire: globalThis.WebSocket };
    this.#connections ??= {
      commits: openDb({ ...way, max: BATCHES_IN_FLIGHT_MAX }),
      reads: openDb({ ...way, max: READ_CONNECTIONS_MAX }),
    };
    return this.#connections;
  }
}

function messagesIn(appended: Appended[]): number {
  return appended.filter(({ outcome }) => outcome.is === "stored").length;
}

function becauseItFailed(error: unknown): never {
  if (error instanceof Refusal) throw error;
  log.error("the ledger failed", { error });
  throw new Refusal("unavailable", { cause: error });
}
