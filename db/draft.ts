import { unreachable } from "../lib/assert";
import type { Entry } from "../lib/ledger";
import { handOver } from "./answering";
import { ring } from "./calling";
import { change } from "./changing";
import { close, propose } from "./closing";
import {
  type Addition,
  type Append,
  type Desk,
  type Draft,
  type Fate,
  type Known,
  type Mark,
  refused,
  seatOf,
} from "./desk";
import { promise, settle } from "./promising";
import { say } from "./saying";
import { join, seat } from "./seating";
import { tellBlock, wake, work } from "./working";

export function draftOf(batch: Append[], known: Known): Draft {
  const draft: Draft = {
    fates: [],
    additions: [],
    talks: new Map(),
    branches: new Map(),
    claims: new Map(),
    namings: [],
    seats: new Map(),
    works: new Map(),
    stirs: new Map(),
    owed: new Map(),
    judged: new Map(),
    marks: new Map(),
    writers: new Map(),
    glances: new Map(),
    changes: new Map(),
    revisions: [],
    audits: [],
  };
  const added = new Map<string, Addition>();
  for (const { conversationId, entry } of batch)
    draft.fates.push(fateOf(entry, { conversationId, draft, known, added }));
  for (const seat of draft.writers.keys()) draft.marks.delete(seat);
  return draft;
}

function fateOf(entry: Entry, desk: Desk): Fate {
  // Of a message it may be that it was stored before.
  if (entry.isBlocked && entry.op !== "message") return refused("blocked");
  switch (entry.op) {
    case "receipt":
      return mark(entry, desk);
    case "thread-read":
      return glance(entry, desk);
    case "message":
      return say(entry, desk);
    case "ring":
      return ring(entry, desk);
    case "handover":
      return handOver(entry, desk);
    case "propose":
      return propose(entry, desk);
    case "closing":
      return close(entry, desk);
    case "promise":
      return promise(entry, desk);
    case "promised":
      return settle(entry, desk);
    case "join":
      return join(entry, desk);
    case "add":
    case "remove":
    case "leave":
    case "rank":
    case "rename":
      return seat(entry, desk);
    case "work":
      return work(entry, desk);
    case "woken":
      return wake(desk);
    case "block":
      return tellBlock(entry, desk);
    case "edit":
    case "delete":
    case "restore":
    case "react":
    case "open":
    case "thread":
    case "preview":
    case "call":
      return change(entry, desk);
    default:
      return unreachable(entry);
  }
}

function mark(entry: Extract<Entry, { op: "receipt" }>, { conversationId, draft }: Desk): Fate {
  const { userId, delivered, read } = entry;
  const seat = seatOf(conversationId, userId);
  draft.marks.set(seat, higher({ conversationId, userId, delivered, read }, draft.marks.get(seat)));
  return { is: "marked", seat };
}

function glance(entry: Extract<Entry, { op: "thread-read" }>, { conversationId, draft }: Desk): Fate {
  const { userId, threadId, read } = entry;
  const seat = seatOf(threadId, userId);
  const before = draft.glances.get(seat);
  if (before?.step == null)
    draft.glances.set(seat, {
      ...{ conversationId, threadId, userId, step: null },
      read: Math.max(read, before?.read ?? 0),
    });
  return { is: "glanced", seat };
}

function higher(mark: Mark, other: Mark = mark): Mark {
  return {
    ...mark,
    delivered: Math.max(mark.delivered, mark.read, other.delivered, other.read),
    read: Math.max(mark.read, other.read),
  };
}
