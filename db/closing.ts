import { closingOf, isDone, proposed } from "../lib/closing";
import type { Change, Entry } from "../lib/ledger";
import type { Participant } from "../lib/protocol/event";
import { type WorkStatus, workAfter } from "../lib/work";
import { takeOver } from "./answering";
import { auditWork } from "./auditing";
import { change } from "./changing";
import { add, type Desk, type Fate, refused } from "./desk";
import { draftedOf } from "./working";

/** That a direct conversation is done, said by its business; there is one such word at a time. */
export function propose(entry: Extract<Entry, { op: "propose" }>, desk: Desk): Fate {
  const { conversationId, draft, known, added } = desk;
  const { id, userId: senderId, role: senderRole, name: senderName } = entry;
  const stored = known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = added.get(id);
  if (twin) return { is: "again", addition: twin };
  const steps = known.steps.get(conversationId);
  if (!steps) return refused("not-found");
  if (steps.kind !== "direct") return refused("forbidden");
  if (steps.isClosing || closingAdded(desk)) return refused("conflict");
  const addition = add(draft, {
    ...{ id, conversationId, kind: "system", body: "Is everything done?" },
    metadata: { ...proposed(steps.nowMs) },
    ...{ senderId, senderRole, senderName },
    ...{ replyTo: null, threadId: null, threadStep: null, attachments: [] },
  });
  added.set(id, addition);
  takeOver(desk);
  return { is: "added", addition };
}

/** What becomes of it; the conversation is completed, or open, with the same word. */
export function close(
  entry: Extract<Change, { op: "closing" }> & { id: string } & Participant,
  desk: Desk,
): Fate {
  const { conversationId, known } = desk;
  const isLatest = known.steps.get(conversationId)?.closingId === entry.id && !closingAdded(desk);
  if (entry.asked.wish === "rate" && known.messages.has(entry.id) && !isLatest) return refused("conflict");
  const fate = change(entry, desk);
  const closing = fate.is === "changed" ? closingOf(fate.message) : null;
  if (closing && entry.asked.wish !== "rate") {
    if (isDone(closing)) stand("completed", entry, desk);
    if (closing.state === "objected") stand("open", entry, desk);
  }
  return fate;
}

function closingAdded({ conversationId, draft }: Desk): boolean {
  return draft.additions.some((each) => each.conversationId === conversationId && closingOf(each) !== null);
}

/** What is archived stays so. */
function stand(status: WorkStatus, by: Participant, desk: Desk): void {
  const { conversationId, draft, known } = desk;
  const stood = known.works.get(conversationId);
  if (!stood) return;
  const before = draftedOf(stood, draft);
  if (status === "completed" && before.work.status === "archived") return;
  const verdict = workAfter(before.work, { status });
  if (verdict.is !== "changed") return;
  draft.works.set(conversationId, { ...before, work: verdict.work, steps: before.steps + 1 });
  auditWork(by, { ...verdict, names: {} }, { ...desk, about: conversationId });
}
