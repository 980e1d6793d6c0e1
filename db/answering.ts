import type { HandingOver, Said } from "../lib/ledger";
import type { Participant } from "../lib/protocol/event";
import type { Message } from "../lib/protocol/message";
import { add, type Desk, type Fate, type RefusedCode, refused, talkOf } from "./desk";

/**
 * Why a bot may not say this; nothing where it may. It answers what its customer said, while no person of the business
 * goes on with the conversation. That it answers once is by the id of its answer, which the site makes of what is asked.
 */
export function unansweredBecause(
  { answers, role }: Pick<Said, "answers"> & Pick<Participant, "role">,
  desk: Desk,
): RefusedCode | undefined {
  if (role !== "bot") return undefined;
  const asked = answers === undefined ? undefined : desk.known.messages.get(answers)?.message;
  if (answers === undefined) return "forbidden";
  if (!asked || !isAsked(asked, desk.conversationId)) return "not-found";
  return isTakenOver(desk) ? "conflict" : undefined;
}

function isAsked({ conversationId, senderRole, kind, deletedAt }: Message, here: string): boolean {
  return conversationId === here && senderRole === "customer" && kind !== "system" && deletedAt === null;
}

/** That a person of the business shall go on; told in the timeline, once. */
export function handOver(entry: HandingOver & { id: string } & Participant, desk: Desk): Fate {
  const { conversationId, draft, known, added } = desk;
  const { id, userId, name, role, isUnreachable = false } = entry;
  const stored = known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = added.get(id);
  if (twin) return { is: "again", addition: twin };
  if (known.talks.get(conversationId)?.kind !== "direct") return refused("forbidden");
  if (isTakenOver(desk)) return { is: "unchanged" };
  const addition = add(draft, {
    ...{ id, conversationId, kind: "system" as const, body: `${name} asked for a person` },
    metadata: { event: "handover", userId, name, role, isUnreachable },
    ...{ senderId: userId, senderRole: "system" as const, senderName: name },
    ...{ replyTo: null, threadId: null, threadStep: null, attachments: [] },
  });
  added.set(id, addition);
  takeOver(desk);
  // What waits for a person is never put aside.
  draft.stirs.set(conversationId, { isThanks: false });
  return { is: "added", addition };
}

export function takeOver({ draft, conversationId }: Pick<Desk, "draft" | "conversationId">): void {
  talkOf(draft, conversationId).isTakenOver = true;
}

function isTakenOver({ conversationId, draft, known }: Desk): boolean {
  return Boolean(
    draft.talks.get(conversationId)?.isTakenOver || known.talks.get(conversationId)?.isWithPeople,
  );
}
