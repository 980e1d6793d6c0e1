import { v5 as uuidOf } from "uuid";
import type { Entry, Working } from "../lib/ledger";
import type { Participant } from "../lib/protocol/event";
import { type WorkWish, workAfter } from "../lib/work";
import { auditWork } from "./auditing";
import { add, type Desk, type DraftedWork, type Fate, type KnownWork, refused, talkOf } from "./desk";

/** How a conversation shall stand as work, told among its notes. */
export function work(entry: Working & { id: string } & Participant, desk: Desk): Fate {
  const { id, userId, name, wish, expected } = entry;
  const stored = desk.known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = desk.added.get(id);
  if (twin) return { is: "again", addition: twin };
  const known = desk.known.works.get(desk.conversationId);
  if (!known || !isOfTheBusiness(wish, known)) return refused("not-found");
  const before = draftedOf(known, desk.draft);
  const verdict = workAfter(before.work, wish, expected);
  if (verdict.is === "refused") return verdict;
  if (verdict.is === "same") return { is: "unchanged" };
  const { was, now } = verdict;
  if (isUnseen(entry, now, known)) return { is: "stale", stored: [], added: [] };
  const isReassigned = now.assigneeId !== undefined;
  desk.draft.works.set(known.parentId, {
    ...before,
    work: verdict.work,
    steps: before.steps + 1,
    isReassigned: before.isReassigned || isReassigned,
    leaseUntil: isReassigned ? (entry.leaseUntil ?? null) : before.leaseUntil,
  });
  const names = namesIn(known, was, now);
  const metadata = { event: "work", was, now, names };
  auditWork(entry, { was, now, names }, { ...desk, about: known.parentId });
  return tell(id, { userId, name, metadata, body: `${name} changed how this stands` }, desk);
}

/** That the customer opened the conversation again, once. */
export function wake(desk: Desk): Fate {
  const known = desk.known.works.get(desk.conversationId);
  const before = known && draftedOf(known, desk.draft);
  if (!known?.isWakeOwed || before?.isTold) return { is: "unchanged" };
  const id = uuidOf(`woken ${known.workRev}`, desk.conversationId);
  if (desk.known.messages.has(id)) return { is: "unchanged" };
  desk.draft.works.set(known.parentId, { ...draftedOf(known, desk.draft), isTold: true });
  const { id: userId, name } = known.customer ?? { id: null, name: "" };
  return tell(id, { userId, name, metadata: { event: "woken" }, body: `${name} wrote again` }, desk);
}

/** That somebody blocked the customer, or let them write again. */
export function tellBlock({ id, userId, name, block }: Extract<Entry, { op: "block" }>, desk: Desk): Fate {
  const stored = desk.known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = desk.added.get(id);
  if (twin) return { is: "again", addition: twin };
  const metadata = block ? { event: "blocked", ...block } : { event: "unblocked" };
  return tell(
    id,
    { userId, name, metadata, body: `${name} ${block ? "blocked" : "unblocked"} the customer` },
    desk,
  );
}

/** Nobody puts aside what its customer wrote without having seen it. */
function isUnseen({ basedOnSeq }: Working, { status }: WorkWish, { unseenSeq }: KnownWork): boolean {
  return status !== undefined && status !== "open" && basedOnSeq !== undefined && unseenSeq > basedOnSeq;
}

function isOfTheBusiness({ assigneeId, tag }: WorkWish, { members, tags }: KnownWork): boolean {
  return (assigneeId == null || members.has(assigneeId)) && (!tag?.on || tags.has(tag.id));
}

export function draftedOf({ parentId, work }: KnownWork, draft: Desk["draft"]): DraftedWork {
  const untouched = { work, steps: 0, isReassigned: false, leaseUntil: null, isTold: false };
  return draft.works.get(parentId) ?? untouched;
}

/** What people and tags are called at this moment. */
function namesIn({ holder, members, tags }: KnownWork, ...wishes: WorkWish[]): Record<string, string> {
  const ids = wishes.flatMap(({ assigneeId, tag }) => [assigneeId, tag?.id]);
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = id && (members.get(id) ?? tags.get(id) ?? (id === holder?.id ? holder.name : undefined));
      return name ? [[id, name]] : [];
    }),
  );
}

interface Notice {
  userId: string | null;
  name: string;
  metadata: Record<string, unknown>;
  body: string;
}

/** The row of the conversation itself is moved as well, without a number of its own: its customer hears nothing. */
function tell(id: string, { userId, name, metadata, body }: Notice, desk: Desk): Fate {
  const { conversationId, draft, known, added } = desk;
  const addition = add(draft, {
    ...{ id, conversationId, kind: "system" as const, body, metadata, attachments: [] },
    ...{ senderId: userId, senderRole: "system" as const, senderName: name },
    ...{ replyTo: null, threadId: null, threadStep: null },
  });
  added.set(id, addition);
  talkOf(draft, known.works.get(conversationId)?.parentId ?? conversationId);
  return { is: "added", addition };
}
