import { assert, unreachable } from "../lib/assert";
import { type Outcome, UNSEEN_MAX } from "../lib/ledger";
import { shown } from "../lib/protocol/body";
import type { Receipt } from "../lib/protocol/event";
import { abridge, type Message } from "../lib/protocol/message";
import type { ThreadRead } from "../lib/protocol/thread";
import { mentionsOf } from "../lib/work";
import { type Addition, type Append, type Fate, seatOf } from "./desk";
import { NOW } from "./target";

/** What became of an entry. */
export interface Appended {
  outcome: Outcome;
  /** Whose lists show the conversation; null where there is no such conversation. */
  business: string | null;
  customers: string[];
  /** The conversation that its lists show differently: of notes the one that they are about. */
  listed: string;
  /** Whether its notes are still to tell that its customer opened it again. */
  isWakeOwed?: boolean;
  /** Whom a note names that was deleted, or brought back. */
  named?: string[];
}

/** A row of what the statement answers; what its columns mean is said there. */
export interface Answer {
  is: "talk" | "thread" | "seen" | "mark" | "glance" | "owed";
  id: string;
  one: string | null;
  other: string | null;
  many: string[] | null;
  x: number;
  y: number;
  /** Milliseconds since 1970. */
  at: number;
}

const notFound: Outcome = { is: "refused", code: "not-found" };

/** What the statement answered, and what that makes of each entry. */
export class Stored {
  readonly #talks = new Map<string, Answer>();
  readonly #threads = new Map<string, Answer>();
  readonly #owed = new Set<string>();
  readonly #marks = new Map<string, Receipt>();
  readonly #glances = new Map<string, ThreadRead & { userId: string }>();

  /** `works` are those that the batch is about: their ids, by those of the notes that tell of it. */
  constructor(
    answers: Answer[],
    readonly works: ReadonlyMap<string, string> = new Map(),
  ) {
    for (const each of answers) {
      const { is, id, x, y } = each;
      const userId = each.one ?? "";
      if (is === "mark") this.#marks.set(seatOf(id, userId), { userId, delivered: x, read: y });
      else if (is === "glance") this.#glances.set(seatOf(id, userId), { userId, threadId: id, read: x });
      else if (is === "thread") this.#threads.set(id, each);
      else if (is === "owed") this.#owed.add(id);
      else if (is === "talk" || !this.#talks.has(id)) this.#talks.set(id, each);
    }
  }

  appended(asked: Append, fate: Fate): Appended {
    const { conversationId } = asked;
    const talk = this.#talks.get(conversationId);
    const outcome = this.#outcome(asked, fate);
    const business = talk?.one ?? null;
    const parentId = this.works.get(conversationId);
    // Its customers are not told: nothing of theirs changed.
    if (parentId !== undefined)
      return { outcome, business, customers: [], listed: parentId, named: namedIn(fate) };
    const customers = talk?.many ?? (talk?.other ? [talk.other] : []);
    return {
      outcome,
      business,
      customers,
      listed: conversationId,
      isWakeOwed: this.#owed.has(conversationId),
    };
  }

  #outcome(asked: Append, fate: Fate): Outcome {
    switch (fate.is) {
      case "added": {
        const message = this.#message(fate.addition);
        return message ? { is: "stored", message } : notFound;
      }
      case "again": {
        const message = this.#message(fate.addition);
        return message ? repeatOf(asked, message) : notFound;
      }
      case "known":
        return repeatOf(asked, abridge(shown(fate.message)));
      case "changed":
      case "same":
        return this.#changed(asked, fate);
      case "stale": {
        const added = fate.added.flatMap((each) => this.#message(each) ?? []);
        return { is: "refused", code: "stale", unseen: [...fate.stored, ...added].slice(-UNSEEN_MAX) };
      }
      case "refused":
      case "unchanged":
        return fate;
      case "marked": {
        const receipt = this.#marks.get(fate.seat);
        if (!this.#talks.has(asked.conversationId)) return notFound;
        return receipt ? { is: "marked", receipt } : { is: "unchanged" };
      }
      case "glanced": {
        const threadRead = this.#glances.get(fate.seat);
        return threadRead ? { is: "glanced", threadRead } : { is: "unchanged" };
      }
      default:
        return unreachable(fate);
    }
  }

  #changed(
    { conversationId }: Append,
    { is, op, change, message, thread }: Extract<Fate, { is: "changed" | "same" }>,
  ): Outcome {
    if (change === undefined) return { is, op, message: abridge(shown(message)), ...(thread && { thread }) };
    const talk = this.#talks.get(conversationId);
    if (talk?.is !== "talk") return notFound;
    const at = new Date(talk.at).toISOString();
    return {
      ...{ is, op },
      message: abridge(shown(dated({ ...message, rev: talk.y + change }, at))),
      ...(thread && { thread }),
    };
  }

  #message(said: Addition): Message | undefined {
    const { conversationId, threadId, threadStep } = said;
    const talk = this.#talks.get(conversationId);
    if (talk?.is !== "talk") return undefined;
    const thread = threadId ? this.#threads.get(threadId) : undefined;
    assert(!threadStep || thread, "a message stands in a thread that has room for it");
    // Written out, as every message comes by here: docs/decisions/2026-11-23-what-every-message-passes-is-written-out.md
    return abridge({
      id: said.id,
      conversationId,
      seq: talk.x + said.step,
      rev: talk.y + said.change,
      kind: said.kind,
      senderId: said.senderId,
      senderRole: said.senderRole,
      senderName: said.senderName,
      body: said.body,
      hasMore: false,
      metadata: said.metadata,
      attachments: said.attachments,
      replyTo: said.replyTo,
      threadId,
      threadSeq: thread && threadStep ? thread.x + threadStep : null,
      reactions: [],
      createdAt: new Date(talk.at).toISOString(),
      editedAt: null,
      deletedAt: null,
    });
  }
}

/** What is told of a deleted message has no names in it any more. */
function namedIn(fate: Fate): string[] {
  const isTurned = fate.is === "changed" && (fate.op === "delete" || fate.op === "restore");
  return isTurned ? mentionsOf(fate.message).map(({ userId }) => userId) : [];
}

function repeatOf({ conversationId, entry }: Append, message: Message): Outcome {
  const isOwn =
    message.conversationId === conversationId && "userId" in entry && message.senderId === entry.userId;
  return isOwn ? { is: "repeat", message } : { is: "refused", code: "conflict" };
}

/** With the moment of the commit put in. */
function dated(message: Message, at: string): Message {
  const moment = (said: string | null) => (said === NOW ? at : said);
  return { ...message, editedAt: moment(message.editedAt), deletedAt: moment(message.deletedAt) };
}
