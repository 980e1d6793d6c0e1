import { v5 as uuidOf } from "uuid";
import type { Append, Appended } from "@/db/append";
import { changed, NOW, type Target } from "@/db/target";
import { assert, unreachable } from "@/lib/assert";
import { furthest } from "@/lib/delivery";
import {
  CHANGES_MAX,
  type Change,
  type Changes,
  type Entry,
  type Outcome,
  type Snapshot,
} from "@/lib/ledger";
import type { Participant, Receipt } from "@/lib/protocol/event";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import { abridge, type Message } from "@/lib/protocol/message";
import type { Books } from "./books";

/** One conversation as the database has it. */
interface Record {
  business: string;
  customer: string;
  /** With their bodies, deleted or not. */
  rows: Message[];
  /** How many changes of any kind there have been. */
  rev: number;
  /** Who deleted a message that is deleted, and when. */
  deletions: Map<string, { by: string; atMs: number }>;
  participants: Participant[];
  receipts: Map<string, Receipt>;
}

/**
 * The database as a few lists, for runs by the thousand. It answers as the real statements do:
 * memory.test.ts holds it to them.
 */
export class Memory implements Books {
  readonly #records = new Map<string, Record>();

  add(conversationId: string, record: Pick<Record, "business" | "participants">): void {
    const [customer] = record.participants;
    assert(customer, "a conversation has a customer");
    this.#records.set(conversationId, {
      ...record,
      customer: customer.userId,
      rows: [],
      rev: 0,
      deletions: new Map(),
      receipts: new Map(),
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
    const known = new Map(
      [...this.#records.values()].flatMap(({ rows }) => rows).map((row) => [row.id, row]),
    );
    const seqs = new Map([...this.#records].map(([id, { rows }]) => [id, rows.length]));
    const stored = new Map<string, Message>();
    const changes = new Map<Append, Outcome>();
    const fresh = batch.map((asked) => {
      const { conversationId, entry } = asked;
      const record = this.#records.get(conversationId);
      if (record && "id" in entry && entry.op !== "message") {
        changes.set(asked, change(record, entry, known));
        return undefined;
      }
      if (
        entry.op === "message" &&
        entry.replyTo &&
        known.get(entry.replyTo)?.conversationId !== conversationId
      ) {
        if (!known.has(entry.id) && !stored.has(entry.id))
          changes.set(asked, { is: "refused", code: "not-found" });
        return undefined;
      }
      const id = idOf(conversationId, entry);
      if (!record || !id || known.has(id) || stored.has(id)) return undefined;
      if (entry.op === "join" && record.participants.some(({ userId }) => userId === entry.userId))
        return undefined;
      const message = store(record, conversationId, id, entry);
      if (message) stored.set(id, message);
      return message;
    });
    const marked = this.#mark(batch, seqs, [...stored.values()]);
    return batch.map(({ conversationId, entry }, n) => {
      const record = this.#records.get(conversationId);
      if (!record) return { outcome: { is: "refused", code: "not-found" }, business: null, customer: null };
      const id = idOf(conversationId, entry) ?? "";
      const found = known.get(id) ?? stored.get(id);
      const receipt = marked.get(`${conversationId} ${entry.userId}`);
      const outcome =
        (batch[n] && changes.get(batch[n])) ??
        outcomeOf(conversationId, entry, { isNew: fresh[n] !== undefined, found, receipt });
      return { outcome, business: record.business, customer: record.customer };
    });
  }

  #mark(batch: Append[], seqs: Map<string, number>, stored: Message[]): Map<string, Receipt> {
    const asked = batch.flatMap(({ conversationId, entry }) => {
      const seq = seqs.get(conversationId);
      if (entry.op !== "receipt" || seq === undefined) return [];
      const delivered = Math.min(Math.max(entry.delivered, entry.read), seq);
      return { conversationId, userId: entry.userId, delivered, read: Math.min(entry.read, seq) };
    });
    const own = stored.flatMap(({ conversationId, senderId, seq, kind }) =>
      senderId && kind !== "system" ? { conversationId, userId: senderId, delivered: seq, read: seq } : [],
    );
    const marked = new Map<string, Receipt>();
    // Who writes has read up to what they write: that is told by the message.
    const writes = (userId: string, where: string) =>
      own.some((each) => each.userId === userId && each.conversationId === where);
    for (const { conversationId, ...receipt } of [...asked, ...own]) {
      const receipts = this.#records.get(conversationId)?.receipts;
      const before = receipts?.get(receipt.userId);
      const after = furthest(before, receipt);
      receipts?.set(receipt.userId, after);
      const isNews = after.delivered !== before?.delivered || after.read !== before?.read;
      if (isNews && !writes(receipt.userId, conversationId))
        marked.set(`${conversationId} ${receipt.userId}`, after);
    }
    return marked;
  }

  async snapshot(conversationId: string): Promise<Snapshot> {
    const { rows, rev, participants, receipts } = this.#record(conversationId);
    return {
      rev,
      seq: rows.length,
      participants: [...participants],
      receipts: [...receipts.values()],
    };
  }

  async revs(conversationIds: string[]): Promise<(number | null)[]> {
    return conversationIds.map((id) => this.#records.get(id)?.rev ?? null);
  }

  async changes(conversationId: string, after: number): Promise<Changes> {
    const { rows, rev } = this.#record(conversationId);
    const missed = rows.filter((row) => row.rev > after).toSorted((one, other) => one.rev - other.rev);
    return { rev, messages: rev - after > CHANGES_MAX ? null : missed.map(shown) };
  }

  async head(_tenant: unknown, conversationId: string) {
    const { rows, rev } = this.#record(conversationId);
    const messages = rows.slice(-HISTORY_PAGE_SIZE).map(shown);
    return { messages, hasMore: rows.length > HISTORY_PAGE_SIZE, rev, seq: rows.length };
  }

  async rows(conversationId: string): Promise<Message[]> {
    return this.#record(conversationId).rows.map(shown);
  }

  #record(conversationId: string): Record {
    const record = this.#records.get(conversationId);
    assert(record, "the conversation is there");
    return record;
  }
}

/** A joining notice's id is made of who joins what. */
function idOf(conversationId: string, entry: Entry): string | undefined {
  if (entry.op === "message") return entry.id;
  if (entry.op !== "join") return undefined;
  return uuidOf(`joined ${entry.userId}`, conversationId);
}

function store(record: Record, conversationId: string, id: string, entry: Entry): Message | undefined {
  if (entry.op !== "join" && entry.op !== "message") return undefined;
  const { userId, name, role } = entry;
  record.rev += 1;
  const isJoin = entry.op === "join";
  const message: Message = {
    id,
    conversationId,
    seq: record.rows.length + 1,
    rev: record.rev,
    kind: isJoin ? "system" : "text",
    senderId: userId,
    senderRole: isJoin ? "system" : role,
    senderName: name,
    body: isJoin ? `${name} joined` : entry.body,
    hasMore: false,
    threadId: null,
    replyTo: isJoin ? null : (entry.replyTo ?? null),
    attachments: [],
    reactions: [],
    metadata: isJoin ? { event: "joined", userId, name, role } : {},
    createdAt: new Date().toISOString(),
    editedAt: null,
    deletedAt: null,
  };
  record.rows.push(message);
  if (isJoin) record.participants.push({ userId, name, role });
  return message;
}

/** The rules are the product's own; that what they say is stored and told is what is looked at. */
function change(record: Record, entry: Extract<Entry, Change>, known: Map<string, Message>): Outcome {
  const { op, id } = entry;
  const index = record.rows.findIndex((row) => row.id === id);
  const message = record.rows[index];
  if (!message || !known.has(id)) return { is: "refused", code: "not-found" };
  const deletion = record.deletions.get(id);
  const target: Target = {
    message,
    deletedBy: deletion?.by ?? null,
    deletedAgoMs: deletion ? Date.now() - deletion.atMs : null,
    isLast: false,
  };
  const verdict = changed(target, entry, entry);
  if (verdict.is === "refused") return verdict;
  if (verdict.is === "same") return { is: "same", op, message: shown(message) };
  record.rev += 1;
  const { message: after, deletedBy } = verdict.target;
  const moment = (at: string | null) => (at === NOW ? new Date().toISOString() : at);
  const row = {
    ...after,
    rev: record.rev,
    ...{ editedAt: moment(after.editedAt), deletedAt: moment(after.deletedAt) },
  };
  record.rows[index] = row;
  if (deletedBy === null) record.deletions.delete(id);
  else if (!deletion) record.deletions.set(id, { by: deletedBy, atMs: Date.now() });
  return { is: "changed", op, message: shown(row) };
}

/** As a message travels: of a deleted one only that it was there. */
function shown(row: Message): Message {
  return row.deletedAt ? { ...row, body: "", reactions: [] } : abridge(row);
}

interface Found {
  isNew: boolean;
  found: Message | undefined;
  receipt: Receipt | undefined;
}

function outcomeOf(conversationId: string, entry: Entry, { isNew, found, receipt }: Found): Outcome {
  switch (entry.op) {
    case "receipt":
      return receipt ? { is: "marked", receipt } : { is: "unchanged" };
    case "join":
      return found && isNew ? { is: "stored", message: abridge(found) } : { is: "unchanged" };
    case "message": {
      assert(found, "a message is stored or was");
      if (isNew) return { is: "stored", message: abridge(found) };
      const isOwn = found.conversationId === conversationId && found.senderId === entry.userId;
      return isOwn ? { is: "repeat", message: shown(found) } : { is: "refused", code: "conflict" };
    }
    case "edit":
    case "delete":
    case "restore":
    case "react":
      throw new Error("a change has its outcome already");
    default:
      return unreachable(entry);
  }
}
