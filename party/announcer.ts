import type { Block, BlockState } from "../lib/block";
import { closingOf } from "../lib/closing";
import type { Changes, Entry, Outcome } from "../lib/ledger";
import { memberNewsOf } from "../lib/people";
import { isStaff } from "../lib/permissions";
import type { Event, Participant, Receipt } from "../lib/protocol/event";
import type { Message } from "../lib/protocol/message";
import type { ThreadRead } from "../lib/protocol/thread";
import { log } from "../lib/server/log";
import { isThanks } from "../lib/work";
import type { Audience } from "./audience";
import { Blocks } from "./blocks";
import { GroupCommit } from "./group-commit";
import { glance, type Known, knownOf, remember } from "./known";
import type { ConversationLedger } from "./ledger";

/** What may wait in one room while an append is in flight; past it the answer is `busy`. */
const ENTRIES_WAITING_MAX = 512;
/** What one room has stored at once. */
const BATCH_ENTRIES_MAX = 64;
const HEAL_DELAY_MIN_MS = 250;
const HEAL_DELAY_MAX_MS = 5_000;

/**
 * Has things stored and then tells of them, in the order in which they were stored. When an answer of the
 * ledger is lost, or another room of this conversation wrote too, it asks what changed and tells of that.
 */
export class Announcer {
  #known: Promise<Known> | undefined;
  readonly #blocks = new Blocks();
  /** What the ledger was asked to store last, until it has answered. */
  #appending: Promise<unknown> | undefined;
  /** How often something may have been stored that nobody here was told of, and up to where that is cleared up. */
  #doubts = 0;
  #cleared = 0;
  #healAttempts = 0;
  #heal: ReturnType<typeof setTimeout> | undefined;
  /** Customers who take part no more, and are told so before their sockets are closed. */
  readonly #leaving: string[] = [];
  readonly #commits = new GroupCommit<Entry, Outcome>({
    commit: (entries) => this.#commit(entries),
    batchMax: BATCH_ENTRIES_MAX,
    waitingMax: ENTRIES_WAITING_MAX,
  });

  constructor(
    readonly ledger: Omit<ConversationLedger, "partiesOfCall" | "tellInbox" | "retell">,
    readonly audience: Pick<Audience, "tell" | "tellPerson" | "part" | "partAllBut" | "isEmpty">,
  ) {}

  /**
   * Asked of the ledger once; from then on it is what this room has told. Not older than what has been `seen`: a page
   * may have been loaded while this room was still behind. Nor without what may have been stored unknown to it: nothing
   * else would bring watermarks to whoever comes when nobody was here to be told of them.
   */
  async known(seen = 0): Promise<Known> {
    this.#known ??= this.#load();
    const { rev } = await this.#known;
    if (seen > rev || this.#isBehind) await this.#catchUp();
    this.#known ??= this.#load();
    return this.#known;
  }

  /** Stores one entry; whoever is here has been told of it when this settles. */
  add(entry: Entry): Promise<Outcome> {
    return this.#commits.add(entry);
  }

  /** A customer who is asked whether all is done, and writes anything but thanks, objects. */
  async heed({ kind, body, seq }: Message, { userId, name, role }: Participant): Promise<void> {
    const { closing } = await this.known();
    if (isStaff(role) || !closing || closing.seq > seq || (kind === "text" && isThanks(body))) return;
    await this.add({ op: "closing", id: closing.id, asked: { wish: "object" }, userId, name, role });
  }

  /** Until when the business takes nothing from somebody, if it does not at this moment. */
  async blockOf(person: Participant): Promise<Block | null> {
    await this.known();
    await this.#blocks.meet([person], this.ledger.open);
    return this.#blocks.blockOf(person.userId, Date.now());
  }

  /** From here on nothing of whoever is blocked is stored, and what was asked for before is. */
  async setBlock(state: BlockState): Promise<void> {
    this.#blocks.take([state]);
    const block = this.#blocks.blockOf(state.userId, Date.now());
    this.audience.tellPerson(state.userId, { type: "block:changed", block });
    await this.#appending?.catch(() => {});
  }

  /** What a client that knows `after` has missed. */
  async missed(after: number): Promise<Changes> {
    const known = await this.known();
    const changes = await this.ledger.changes(after);
    if (changes.rev > known.rev) await this.#catchUp();
    return changes;
  }

  async #load(): Promise<Known> {
    try {
      const snapshot = await this.ledger.open();
      const known = knownOf(snapshot);
      this.#blocks.take(snapshot.blocks);
      // Of whoever was shown out while nothing was known here no news will come.
      if (known.kind === "group") this.audience.partAllBut(known.participants, "removed");
      return known;
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }

  async #commit(entries: Entry[]): Promise<Outcome[]> {
    const known = await this.known();
    await this.#blocks.meet(entries, this.ledger.open);
    const nowMs = Date.now();
    const outcomes = await this.#append(entries.map((entry) => this.#blocks.marked(entry, nowMs)));
    const news: { message: Message; event: Event }[] = [];
    const earlier: Message[] = [];
    for (const [n, each] of outcomes.entries()) {
      if (each.is === "stored" || each.is === "changed")
        news.push({ message: each.message, event: eventOf(each, entries[n]) });
      else if ("message" in each) earlier.push(each.message);
      else if ("unseen" in each) earlier.push(...each.unseen);
    }
    const isGap = news[0] !== undefined && news[0].message.rev > known.rev + 1;
    if (!isGap) this.#tell(known, news);
    // A repeat of what nobody here was told: its first answer was lost. Or others said it in another room.
    if (isGap || earlier.some(({ rev }) => rev > known.rev)) this.#doubt();
    for (const each of outcomes) {
      if (each.is === "marked") this.#mark(known, each.receipt);
      if (each.is === "glanced") this.#glance(known, each.threadRead);
    }
    return outcomes;
  }

  async #append(entries: Entry[]): Promise<Outcome[]> {
    try {
      const appending = this.ledger.append(entries);
      this.#appending = appending;
      return await appending;
    } catch (error) {
      // It may have been stored all the same.
      this.#doubt();
      throw error;
    }
  }

  get #isBehind(): boolean {
    return this.#cleared < this.#doubts;
  }

  #doubt(): void {
    this.#doubts += 1;
    this.#healLater();
  }

  async #catchUp(): Promise<void> {
    this.#known ??= this.#load();
    const known = await this.#known;
    // What comes into doubt while this is asked may have been stored after it was answered.
    const asked = this.#doubts;
    const [changes, { receipts }] = await Promise.all([this.ledger.changes(known.rev), this.ledger.open()]);
    this.#cleared = asked;
    this.#healAttempts = 0;
    for (const receipt of receipts) this.#mark(known, receipt);
    if (changes.messages) {
      this.#tell(
        known,
        changes.messages.map((message) => ({ message, event: newMessage(message) })),
      );
    } else {
      this.#known = undefined;
      this.audience.tell({ type: "reset", rev: changes.rev });
    }
  }

  /** Until it succeeds, for as long as anybody is here; whoever comes later asks for it. */
  #healLater(): void {
    if (this.#heal !== undefined) return;
    const delayMs = Math.min(HEAL_DELAY_MIN_MS * 2 ** this.#healAttempts, HEAL_DELAY_MAX_MS);
    this.#healAttempts += 1;
    this.#heal = setTimeout(async () => {
      this.#heal = undefined;
      if (!this.#isBehind || this.audience.isEmpty) return;
      try {
        await this.#catchUp();
      } catch (error) {
        log.warn("catching up with the ledger failed, trying again", { error });
        this.#healLater();
      }
    }, delayMs);
  }

  /** Each version is told once: a late answer may bring what catching up has already told. */
  #tell(known: Known, news: { message: Message; event: Event }[]): void {
    for (const { message, event } of news) {
      if (message.rev <= known.rev) continue;
      known.rev = message.rev;
      known.seq = Math.max(known.seq, message.seq);
      this.#notice(known, message);
      this.audience.tell(event);
      for (const userId of this.#leaving.splice(0)) this.audience.part(userId, "removed");
    }
  }

  #notice(known: Known, message: Message): void {
    if (message.kind !== "system") {
      const { senderId: userId, seq, threadId, threadSeq } = message;
      if (userId) remember(known, { userId, delivered: seq, read: seq });
      if (userId && threadId && threadSeq) glance(known, { userId, threadId, read: threadSeq });
      return;
    }
    const { event, title } = message.metadata;
    const closing = closingOf(message);
    if (closing?.state === "proposed") known.closing = { id: message.id, seq: message.seq };
    else if (closing && known.closing?.id === message.id) known.closing = null;
    if ((event === "created" || event === "renamed") && typeof title === "string") known.title = title;
    this.#seat(known, message);
  }

  #seat({ participants }: Known, notice: Message): void {
    const news = memberNewsOf(notice);
    if (news?.is === "in") {
      participants.set(news.member.userId, news.member);
    } else if (news?.is === "out") {
      const member = participants.get(news.userId);
      participants.delete(news.userId);
      // Whoever is of the business may go on looking.
      if (member?.role === "customer") this.#leaving.push(news.userId);
    } else if (news) {
      const member = participants.get(news.userId);
      if (member) participants.set(news.userId, { ...member, rank: news.rank });
    }
  }

  #glance(known: Known, { userId, ...threadRead }: ThreadRead & { userId: string }): void {
    glance(known, { userId, ...threadRead });
    this.audience.tellPerson(userId, { type: "thread:read", ...threadRead });
  }

  #mark(known: Known, receipt: Receipt): void {
    const before = known.receipts.get(receipt.userId);
    remember(known, receipt);
    const after = known.receipts.get(receipt.userId);
    const isNews = after?.delivered !== before?.delivered || after?.read !== before?.read;
    if (after && isNews) this.audience.tell({ type: "receipt", ...after });
  }
}

/** How everyone is told of what became of an entry, and its asker of what was so already. */
export function eventOf(outcome: Extract<Outcome, { message: Message }>, entry: Entry | undefined): Event {
  const { message } = outcome;
  if (outcome.is === "stored" || outcome.is === "repeat") return newMessage(message);
  const { id, seq, rev, reactions, deletedAt } = message;
  const ref = entry && "ref" in entry ? entry.ref : undefined;
  const change = { rev, ...(ref && { ref }) };
  if (outcome.thread) return { type: "thread:created", ...change, thread: outcome.thread, message };
  if (outcome.op === "react") return { type: "reaction:changed", ...change, id, seq, reactions };
  if (deletedAt) return { type: "message:deleted", ...change, id, seq, deletedAt };
  return { type: "message:edited", ...change, message };
}

/** Also how a change is told to whoever missed it: the message as it is now. */
export function newMessage(message: Message): Event {
  return { type: "message:new", rev: message.rev, message };
}
