import { assert, unreachable } from "../lib/assert";
import type { Change } from "../lib/ledger";
import type { Participant } from "../lib/protocol/event";
import type { Message } from "../lib/protocol/message";
import { THREADS_PER_CONVERSATION_MAX, type Thread } from "../lib/protocol/thread";
import { telling } from "../lib/telling";
import { auditChange } from "./auditing";
import { type Desk, type Fate, refused, talkOf } from "./desk";
import { changed } from "./target";

export function change(entry: Change & { id: string } & Participant, desk: Desk): Fate {
  const { conversationId, draft, known } = desk;
  const { op, id } = entry;
  const stored = known.messages.get(id);
  const before = draft.changes.get(id)?.after ?? stored;
  if (!stored || before?.message.conversationId !== conversationId) return refused("not-found");
  const verdict = changed(before, entry, entry);
  switch (verdict.is) {
    case "refused":
      return verdict;
    case "same": {
      const thread = op === "thread" ? threadOf(before.message, desk) : undefined;
      const change = draft.changes.get(id)?.change;
      return { is: "same", op, change, message: before.message, ...(thread && { thread }) };
    }
    case "changed": {
      const { target: after } = verdict;
      const thread = entry.op === "thread" ? open(entry, after.message, desk) : undefined;
      if (thread === "conflict" || thread === "too-many") return refused(thread);
      const talk = talkOf(draft, conversationId);
      talk.changes += 1;
      if (after.isLast && retells(op)) talk.retold = telling(after.message);
      draft.changes.set(id, { change: talk.changes, before: stored, after });
      if (op === "edit") {
        const revision = { messageId: id, conversationId, change: talk.changes, editedBy: entry.userId };
        draft.revisions.push({ ...revision, body: before.message.body });
      }
      const { message } = after;
      auditChange(entry, message.senderName, desk);
      return { is: "changed", op, change: talk.changes, message, ...(thread && { thread }) };
    }
    default:
      return unreachable(verdict);
  }
}

/** Whether lists show something else of a message afterwards. */
function retells(op: Change["op"]): boolean {
  return op === "edit" || op === "delete" || op === "restore" || op === "call" || op === "closing";
}

/** Puts a new thread into the draft. */
function open(
  { threadId, title, userId }: Extract<Change, { op: "thread" }> & Participant,
  { id: messageId, createdAt: lastAt }: Message,
  { conversationId, draft, known }: Desk,
): Thread | "conflict" | "too-many" {
  if (known.threads.has(threadId) || draft.branches.has(threadId)) return "conflict";
  const opened = [...draft.branches.values()].filter(
    (each) => each.opened && each.conversationId === conversationId,
  ).length;
  if ((known.talks.get(conversationId)?.threads ?? 0) + opened >= THREADS_PER_CONVERSATION_MAX)
    return "too-many";
  const thread = { id: threadId, messageId, title, replies: 0, lastAt };
  draft.branches.set(threadId, { conversationId, steps: 0, opened: { ...thread, createdBy: userId } });
  return thread;
}

const named = (message: Message): string | undefined => {
  const { thread } = message.metadata;
  return thread && typeof thread === "object" && "id" in thread && typeof thread.id === "string"
    ? thread.id
    : undefined;
};

/** The thread that grows from a message already. */
function threadOf(message: Message, { draft, known }: Desk): Thread {
  const id = named(message) ?? "";
  const thread = draft.branches.get(id)?.opened ?? known.threads.get(id);
  assert(thread, "a message that names a thread has one");
  const { messageId, title, replies, lastAt } = thread;
  return { id, messageId, title, replies, lastAt };
}
