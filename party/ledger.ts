import type * as Party from "partykit/server";
import { type Append, type Appended, append } from "../db/append";
import { type Connection, type Db, openDb } from "../db/client";
import { isAboutTheData, isWorthRepeating } from "../db/failure";
import { changesSince, snapshotOf } from "../db/snapshot";
import { unreachable } from "../lib/assert";
import { type Answer, type Question, question } from "../lib/protocol/ledger";
import { Refusal } from "../lib/refusal";
import { deliver } from "./deliver";
import { refuseStrangers } from "./doorkeeper";
import { GroupCommit } from "./group-commit";
import { News } from "./news";
import { settingsOf } from "./settings";

/** What one statement stores at most, and what may wait for it: past that a room is told `busy`. */
const BATCH_ENTRIES_MAX = 500;
const ENTRIES_WAITING_MAX = 10_000;
/** Rooms that open or catch up are answered over connections of their own, so that no commit waits for them. */
const READ_CONNECTIONS_MAX = 3;
const READS_WAITING_MAX = 5_000;
const ATTEMPTS_MAX = 4;

type AppendFrame = Extract<Question, { type: "append" }>;

/** The only writer of conversations: gathers what many rooms ask for and commits it, one statement per batch. */
export default class Ledger implements Party.Server {
  static onBeforeConnect = refuseStrangers;
  static onBeforeRequest = refuseStrangers;

  readonly options: Party.ServerOptions = { hibernate: true };
  #connections: { commits: Connection; reads: Connection } | undefined;
  #reading = 0;
  readonly #news: News;
  readonly #commits = new GroupCommit<AppendFrame, Appended[]>({
    commit: (frames) => this.#commit(frames),
    batchMax: BATCH_ENTRIES_MAX,
    waitingMax: ENTRIES_WAITING_MAX,
    sizeOf: ({ entries }) => entries.length,
  });

  constructor(readonly room: Party.Room) {
    this.#news = new News(room, () => this.#database.reads.db);
  }

  /** A feed says in its address whose news it follows. */
  getConnectionTags(_connection: Party.Connection, { request }: Party.ConnectionContext): string[] {
    return new URL(request.url).searchParams.getAll("follow");
  }

  async onMessage(frame: string | ArrayBuffer, room: Party.Connection): Promise<void> {
    const asked = question.parse(JSON.parse(String(frame)));
    const answer = await this.#answer(asked).catch((error: unknown) => failed(asked, error));
    deliver(room, JSON.stringify(answer));
  }

  onClose(connection: Party.Connection): void {
    connection.close(1000);
  }

  async #answer(asked: Question): Promise<Answer> {
    const { ask, conversationId } = asked;
    switch (asked.type) {
      case "append": {
        const appended = await this.#commits.add(asked);
        this.#news.spread(conversationId, appended);
        return { type: "appended", ask, outcomes: appended.map(({ outcome }) => outcome) };
      }
      case "open":
        return { type: "opened", ask, snapshot: await this.#read((db) => snapshotOf(db, conversationId)) };
      case "changes": {
        const { after } = asked;
        return {
          type: "changed",
          ask,
          changes: await this.#read((db) => changesSince(db, { conversationId, after })),
        };
      }
      default:
        return unreachable(asked);
    }
  }

  async #read<Found>(find: (db: Db) => Promise<Found | undefined>): Promise<Found> {
    if (this.#reading >= READS_WAITING_MAX) throw new Refusal("busy");
    this.#reading += 1;
    try {
      const found = await find(this.#database.reads.db);
      if (found === undefined) throw new Refusal("not-found");
      return found;
    } finally {
      this.#reading -= 1;
    }
  }

  /** One bad entry does not fail its neighbours: a batch that the database will not have is stored one by one. */
  async #commit(frames: AppendFrame[]): Promise<Appended[][]> {
    const batch = frames.flatMap(({ conversationId, entries }) =>
      entries.map((entry) => ({ conversationId, entry })),
    );
    const appended = await this.#append(batch).catch((error: unknown) => {
      if (isAboutTheData(error)) return this.#appendApart(batch);
      throw error;
    });
    let stored = 0;
    return frames.map(({ entries }) => {
      const from = stored;
      stored += entries.length;
      return appended.slice(from, stored);
    });
  }

  async #append(batch: Append[]): Promise<Appended[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await append(this.#database.commits.pool, batch);
      } catch (error) {
        if (attempt === ATTEMPTS_MAX || !isWorthRepeating(error)) throw error;
      }
    }
  }

  async #appendApart(batch: Append[]): Promise<Appended[]> {
    const appended: Appended[] = [];
    for (const each of batch) {
      const alone = await this.#append([each]).catch((error: unknown) => {
        if (!isAboutTheData(error)) throw error;
        console.error("an entry the database will not have:", error);
        return [{ outcome: { is: "refused", code: "bad-command" }, business: null, customer: null } as const];
      });
      appended.push(...alone);
    }
    return appended;
  }

  get #database() {
    const { POSTGRES_URL: url, POSTGRES_WS_PROXY: proxy } = settingsOf(this.room);
    this.#connections ??= {
      commits: openDb({ url, proxy, max: 1 }),
      reads: openDb({ url, proxy, max: READ_CONNECTIONS_MAX }),
    };
    return this.#connections;
  }
}

function failed({ ask }: Question, error: unknown): Answer {
  if (error instanceof Refusal && (error.code === "busy" || error.code === "not-found"))
    return { type: "failed", ask, code: error.code };
  console.error("the ledger could not answer:", error);
  return { type: "failed", ask, code: "unavailable" };
}
