import type { Change, Entry } from "../lib/ledger";
import { dueAtOf, isOwed, isPromisable, PROMISES_OPEN_MAX, type Promised, promisedIn } from "../lib/promise";
import type { Participant } from "../lib/protocol/event";
import { takeOver } from "./answering";
import { change } from "./changing";
import { add, type Desk, type Fate, refused } from "./desk";

/** Something that the business says it will do until then; told in the timeline, and due in the inbox. */
export function promise(entry: Extract<Entry, { op: "promise" }>, desk: Desk): Fate {
  const { conversationId, draft, known, added } = desk;
  const { id, text, dueAt, userId: senderId, role: senderRole, name: senderName } = entry;
  const stored = known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = added.get(id);
  if (twin) return { is: "again", addition: twin };
  const steps = known.steps.get(conversationId);
  if (!steps || steps.kind === "internal") return refused("not-found");
  if (!isPromisable(dueAt, steps.nowMs)) return refused("bad-command");
  const owed = owedIn(desk);
  if (owed.size >= PROMISES_OPEN_MAX) return refused("too-many");
  const metadata: Promised = { event: "promise", state: "open", text, dueAt, settledAt: null };
  const addition = add(draft, {
    ...{ id, conversationId, kind: "system", body: text, metadata: { ...metadata } },
    ...{ senderId, senderRole, senderName },
    ...{ replyTo: null, threadId: null, threadStep: null, attachments: [] },
  });
  added.set(id, addition);
  owe(owed.set(id, { dueAt }), desk);
  takeOver(desk);
  return { is: "added", addition };
}

export function settle(
  entry: Extract<Change, { op: "promised" }> & { id: string } & Participant,
  desk: Desk,
): Fate {
  const fate = change(entry, desk);
  const promised = fate.is === "changed" ? promisedIn(fate.message) : null;
  if (promised && !isOwed(promised)) {
    const owed = owedIn(desk);
    owed.delete(entry.id);
    owe(owed, desk);
  }
  return fate;
}

/** What the business owes in this conversation, as the batch has it so far. */
function owedIn({ conversationId, draft, known }: Desk): Map<string, { dueAt: string }> {
  return new Map(draft.owed.get(conversationId) ?? known.steps.get(conversationId)?.promises);
}

function owe(owed: Map<string, { dueAt: string }>, { conversationId, draft }: Desk): void {
  draft.owed.set(conversationId, owed);
}

/** When the first of what is owed is due, by conversation. */
export function duesIn({ owed }: Desk["draft"]): [string, string | null][] {
  return Array.from(owed, ([id, promises]) => [id, dueAtOf(promises.values())]);
}
