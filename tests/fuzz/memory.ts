import type { Append, Appended } from "@/db/append";
import { type Draft, type Known, seatOf } from "@/db/desk";
import { draftOf } from "@/db/draft";
import type { Seat } from "@/db/seats";
import { type Answer, Stored } from "@/db/stored";
import { NOW, type Target } from "@/db/target";
import { standpointsIn } from "@/db/unseen";
import { assert } from "@/lib/assert";
import { callOf, liveCallIn } from "@/lib/call";
import { furthest } from "@/lib/delivery";
import { CHANGES_MAX, type Changes, type Snapshot, UNSEEN_MAX } from "@/lib/ledger";
import { shown } from "@/lib/protocol/body";
import type { Participant, Receipt } from "@/lib/protocol/event";
import { HISTORY_PAGE_SIZE, type HistoryHead } from "@/lib/protocol/history";
import { abridge, type Message } from "@/lib/protocol/message";
import type { Thread } from "@/lib/protocol/thread";
import type { Books } from "./books";

/** One conversation as the database has it. */
interface Record {
  business: string;
  /** Nobody's, where it is a group. */
  customer: string | null;
  title: string;
  /** With their bodies, deleted or not. */
  rows: Message[];
  /** How many changes of any kind there have been. */
  rev: number;
  /** Who deleted a message that is deleted, and when. */
  deletions: Map<string, { by: string; atMs: number }>;
  seats: Map<string, Seat>;
  receipts: Map<string, Receipt>;
  threads: Map<string, Thread>;
  /** By `seatOf` a thread. */
  threadReads: Map<string, { userId: string; threadId: string; read: number }>;
}

/**
 * The database as a few lists, for runs by the thousand. What becomes of a batch is worked out by the product; what
 * the statement would store and answer is done here. memory.test.ts holds it to the real one.
 */
export class Memory implements Books {
  readonly #records = new Map<string, Record>();

  add(
    conversationId: string,
    {
      business,
      participants,
      isGroup = false,
    }: { business: string; participants: Participant[]; isGroup?: boolean },
  ): void {
    const [first] = participants;
    assert(first, "somebody takes part in a conversation");
    this.#records.set(conversationId, {
      ...{ business, customer: isGroup ? null : first.userId, title: "", rows: [], rev: 0 },
      seats: new Map(
        participants.map(({ userId, name, role }) => [
          userId,
          { name, role, rank: isGroup ? (userId === first.userId ? "host" : "member") : null },
        ]),
      ),
      ...{ deletions: new Map(), receipts: new Map(), threads: new Map(), threadReads: new Map() },
    });
  }

  copy(): Memory {
    const copy = new Memory();
    for (const [id, record] of this.#records) copy.#records.set(id, structuredClone(record));
    return copy;
  }

  has(messageId: string): boolean {
    return [...this.#records.values()].some(({ rows }) => rows.some(({ id }) => id === messageId));
  }

  /** One statement: all of a batch sees what was there before it. */
  append(batch: Append[]): Appended[] {
    const draft = draftOf(batch, this.#known(batch));
    const answers = this.#store(draft);
    const stored = new Stored(answers);
    return batch.map((asked, n) => {
      const fate = draft.fates[n];
      assert(fate, "every entry has a fate");
      return stored.appended(asked, fate);
    });
  }

  #known(batch: Append[]): Known {
    const known = {
      ...{ messages: new Map(), threads: new Map(), files: new Map(), secrets: new Map() },
      ...{
        talks: new Map(),
        works: new Map(),
        steps: new Map(),
        seats: new Map(),
        unseen: this.#unseen(batch),
      },
    };
    for (const [conversationId, record] of this.#records) {
      const { rows, rev, title, seats, threads, customer } = record;
      for (const message of rows) known.messages.set(message.id, targetOf(record, message));
      for (const thread of threads.values()) known.threads.set(thread.id, { ...thread, conversationId });
      for (const [userId, seat] of seats) known.seats.set(seatOf(conversationId, userId), seat);
      known.talks.set(conversationId, {
        kind: customer === null ? "group" : "direct",
        isCalling: liveCallIn(rows) !== null,
        ...{ title, rev, members: seats.size, threads: threads.size },
      });
    }
    return known;
  }

  #unseen(batch: Append[]): Known["unseen"] {
    return new Map(
      Array.from(standpointsIn(batch), ([key, { conversationId, userId, threadId, basedOnSeq }]) => {
        const rows = this.#records.get(conversationId)?.rows ?? [];
        const messages = rows.filter(
          ({ seq, kind, senderId, deletedAt, threadId: its }) =>
            seq > basedOnSeq &&
            kind !== "system" &&
            senderId !== userId &&
            !deletedAt &&
            (threadId === undefined || its === threadId),
        );
        return [key, { lastSeq: rows.length, messages: messages.slice(-UNSEEN_MAX).map(abridge) }];
      }),
    );
  }

  #store(draft: Draft): Answer[] {
    const at = Date.now();
    const numbers = new Map(
      [...this.#records].map(([id, { rows, rev }]) => [id, { seq: rows.length, rev }] as const),
    );
    const answer = (each: Partial<Answer> & Pick<Answer, "is" | "id">): Answer => ({
      ...{ one: null, other: null, many: null, x: 0, y: 0, at },
      ...each,
    });
    const answers: Answer[] = [];
    for (const [id, talk] of draft.talks) {
      const record = this.#records.get(id);
      const before = numbers.get(id);
      if (!record || !before) continue;
      record.rev += talk.changes;
      record.title = talk.title ?? record.title;
      answers.push(answer({ is: "talk", id, ...whose(record), x: before.seq, y: before.rev }));
    }
    const branched = this.#branch(draft, at);
    for (const [id, replies] of branched) answers.push(answer({ is: "thread", id, x: replies }));
    this.#put(draft, { numbers, branched, at });
    this.#seat(draft);
    for (const { conversationId, userId, threadId, read } of this.#glance(draft, branched))
      if (this.#records.has(conversationId))
        answers.push(answer({ is: "glance", id: threadId, one: userId, x: read }));
    return [...answers, ...this.#mark(draft, numbers).map(answer)];
  }

  /** How many messages each thread had that the batch opens or adds to. */
  #branch({ branches }: Draft, at: number): Map<string, number> {
    const before = new Map<string, number>();
    for (const [id, { conversationId, steps, opened }] of branches) {
      const threads = this.#records.get(conversationId)?.threads;
      const known = threads?.get(id);
      const lastAt = new Date(at).toISOString();
      if (opened) {
        const { messageId, title } = opened;
        threads?.set(id, {
          id,
          messageId,
          title,
          replies: steps,
          lastAt: steps > 0 ? lastAt : opened.lastAt,
        });
        before.set(id, 0);
      } else if (known && steps > 0) {
        threads?.set(id, { ...known, replies: known.replies + steps, lastAt });
        before.set(id, known.replies);
      }
    }
    return before;
  }

  #put(
    { additions, changes }: Draft,
    {
      numbers,
      branched,
      at,
    }: { numbers: Map<string, { seq: number; rev: number }>; branched: Map<string, number>; at: number },
  ): void {
    const createdAt = new Date(at).toISOString();
    for (const { step, change, threadStep, ...said } of additions) {
      const record = this.#records.get(said.conversationId);
      const before = numbers.get(said.conversationId);
      if (!record || !before) continue;
      record.rows.push({
        ...said,
        ...{ seq: before.seq + step, rev: before.rev + change, createdAt },
        threadSeq: said.threadId && threadStep ? (branched.get(said.threadId) ?? 0) + threadStep : null,
        ...{ hasMore: false, reactions: [], editedAt: null, deletedAt: null },
      });
    }
    for (const { change, after } of changes.values()) {
      const { message, deletedBy } = after;
      const record = this.#records.get(message.conversationId);
      const rev = (numbers.get(message.conversationId)?.rev ?? 0) + change;
      const moment = (said: string | null) => (said === NOW ? createdAt : said);
      const row = {
        ...{ ...message, rev },
        ...{ editedAt: moment(message.editedAt), deletedAt: moment(message.deletedAt) },
      };
      if (record) record.rows = record.rows.map((each) => (each.id === row.id ? row : each));
      if (deletedBy === null) record?.deletions.delete(row.id);
      else if (!record?.deletions.has(row.id)) record?.deletions.set(row.id, { by: deletedBy, atMs: at });
    }
  }

  #seat({ seats }: Draft): void {
    for (const { conversationId, userId, after } of seats.values()) {
      const record = this.#records.get(conversationId);
      if (after) record?.seats.set(userId, after);
      else record?.seats.delete(userId);
    }
  }

  #glance({ glances, branches }: Draft, branched: Map<string, number>) {
    return [...glances.values()].flatMap(({ conversationId, threadId, userId, read, step }) => {
      const record = this.#records.get(conversationId);
      const thread = record?.threads.get(threadId);
      // Nobody has read anything in a thread that is not there before the batch.
      if (!record || !thread || (step === null && branches.get(threadId)?.opened)) return [];
      // A reader is held to what the thread had before the batch.
      const had = branched.get(threadId) ?? thread.replies;
      const glance = { userId, threadId, read: step === null ? Math.min(read ?? 0, had) : had + step };
      const key = seatOf(threadId, userId);
      const before = record.threadReads.get(key);
      if (before && before.read >= glance.read) return [];
      record.threadReads.set(key, glance);
      return [{ conversationId, ...glance }];
    });
  }

  /** Those asked for, and of writers, who have read up to what they write. */
  #mark({ marks, writers }: Draft, numbers: Map<string, { seq: number }>) {
    const asked = [...marks.values()].map(({ conversationId, userId, delivered, read }) => {
      const seq = numbers.get(conversationId)?.seq ?? 0;
      const mark = { userId, delivered: Math.min(delivered, seq), read: Math.min(read, seq) };
      return { conversationId, isAsked: true, mark };
    });
    const own = [...writers.values()].map(({ conversationId, senderId: userId, step }) => {
      const seq = (numbers.get(conversationId)?.seq ?? 0) + step;
      return { conversationId, isAsked: false, mark: { userId, delivered: seq, read: seq } };
    });
    return [...asked, ...own].flatMap(({ conversationId, isAsked, mark }) => {
      const record = this.#records.get(conversationId);
      if (!record) return [];
      const before = record.receipts.get(mark.userId);
      const after = furthest(before, mark);
      const isNews = after.delivered !== before?.delivered || after.read !== before?.read;
      record.receipts.set(mark.userId, after);
      const seen = { is: "seen" as const, id: conversationId, ...whose(record) };
      const { userId: one, delivered: x, read: y } = after;
      return [
        ...(isAsked ? [seen] : []),
        ...(isNews ? [{ is: "mark" as const, id: conversationId, one, x, y }] : []),
      ];
    });
  }

  async snapshot(conversationId: string): Promise<Snapshot> {
    const {
      business: businessId,
      rows,
      rev,
      title,
      seats,
      receipts,
      threadReads,
    } = this.#record(conversationId);
    return {
      ...{ kind: this.#record(conversationId).customer === null ? ("group" as const) : ("direct" as const) },
      ...{ businessId, rev, title, seq: rows.length },
      participants: Array.from(seats, ([userId, seat]) => ({ userId, ...seat })),
      receipts: [...receipts.values()],
      threadReads: [...threadReads.values()],
      closing: null,
      blocks: Array.from(seats).flatMap(([userId, { role }]) =>
        role === "customer" ? [{ userId, rev: 0, block: null }] : [],
      ),
    };
  }

  async revs(conversationIds: string[]): Promise<(number | null)[]> {
    return conversationIds.map((id) => this.#records.get(id)?.rev ?? null);
  }

  async changes(conversationId: string, after: number): Promise<Changes> {
    const { rows, rev } = this.#record(conversationId);
    const missed = rows.filter((row) => row.rev > after).toSorted((one, other) => one.rev - other.rev);
    return { rev, messages: rev - after > CHANGES_MAX ? null : missed.map(told) };
  }

  async head(
    { readerId }: { businessId: string; readerId: string },
    conversationId: string,
  ): Promise<HistoryHead> {
    const { rows, rev, threads, threadReads } = this.#record(conversationId);
    const messages = rows.slice(-HISTORY_PAGE_SIZE).map(told);
    const hasMore = rows.length > HISTORY_PAGE_SIZE;
    return {
      ...{ messages, hasMore, rev, seq: rows.length },
      threads: [...threads.values()],
      threadReads: [...threadReads.values()]
        .filter(({ userId }) => userId === readerId)
        .map(({ threadId, read }) => ({ threadId, read })),
    };
  }

  async rows(conversationId: string): Promise<Message[]> {
    return this.#record(conversationId).rows.map(told);
  }

  #record(conversationId: string): Record {
    const record = this.#records.get(conversationId);
    assert(record, "the conversation is there");
    return record;
  }
}

/** As a message travels. */
function told(row: Message): Message {
  return abridge(shown(row));
}

function whose({ business, customer, seats }: Record) {
  const customers = [...seats].flatMap(([userId, { role }]) => (role === "customer" ? userId : []));
  return { one: business, other: customer, many: customer === null ? customers : null };
}

function targetOf({ rows, deletions }: Record, message: Message): Target {
  const deletion = deletions.get(message.id);
  return {
    message,
    deletedBy: deletion?.by ?? null,
    deletedAgoMs: deletion ? Date.now() - deletion.atMs : null,
    opening: null,
    isLast: !rows.some((each) => each.seq > message.seq && (each.kind !== "system" || callOf(each) !== null)),
    nowMs: Date.now(),
  };
}
