import { v5 as uuidOf } from "uuid";
import { unreachable } from "../lib/assert";
import { GROUP_MEMBERS_MAX } from "../lib/group";
import type { Entry, Membership } from "../lib/ledger";
import { isPersonOfStaff } from "../lib/permissions";
import type { Participant } from "../lib/protocol/event";
import { takeOver, unansweredBecause } from "./answering";
import { auditSeat } from "./auditing";
import { add, type Desk, type Fate, refused, seatOf, talkOf } from "./desk";
import { type Seating, seated } from "./seats";
import { staleFate } from "./unseen";

/** Becoming a participant of one's own accord, as whoever is of the business may. */
export function join(entry: Extract<Entry, { op: "join" }>, desk: Desk): Fate {
  const { userId, role, name, toSay } = entry;
  const { conversationId, known, added } = desk;
  const talk = known.talks.get(conversationId);
  const circle = circleOf(desk);
  if (!talk || !circle || circle.seatOf(userId)) return { is: "unchanged" };
  if (toSay && !known.messages.has(toSay.id)) {
    const because = unansweredBecause({ ...toSay, role }, desk);
    const stale = because ? refused(because) : staleFate(entry, desk);
    if (stale) return stale;
  }
  // Made of who joins what: of two rooms that ask at once one gets it. Whoever left before comes back by another.
  const first = noticeOfJoining(conversationId, userId);
  const id = known.messages.has(first) ? uuidOf(`joined ${userId} ${talk.rev}`, conversationId) : first;
  if (added.has(id)) return { is: "unchanged" };
  if (circle.isFull) return refused("too-many");
  const rank = talk.kind === "group" ? "member" : null;
  const metadata = { event: "joined", userId, name, role, ...(rank && { rank }) };
  const seating: Seating = { userId, seat: { name, role, rank }, body: `${name} joined`, metadata };
  if (isPersonOfStaff(role)) takeOver(desk);
  return tell(id, seating, { userId, role, name }, desk);
}

export function noticeOfJoining(conversationId: string, userId: string): string {
  return uuidOf(`joined ${userId}`, conversationId);
}

/** What is asked of a group. */
export function seat(entry: Membership & { id: string } & Participant, desk: Desk): Fate {
  const { id, userId, role, name } = entry;
  const stored = desk.known.messages.get(id);
  if (stored) return { is: "known", message: stored.message };
  const twin = desk.added.get(id);
  if (twin) return { is: "again", addition: twin };
  const circle = circleOf(desk);
  if (!circle) return refused("not-found");
  const verdict = seated(circle, entry, { userId, role, name });
  switch (verdict.is) {
    case "refused":
      return verdict;
    case "same":
      return { is: "unchanged" };
    case "changed":
      auditSeat(entry, verdict.seating, desk);
      return tell(id, verdict.seating, { userId, role, name }, desk);
    default:
      return unreachable(verdict);
  }
}

/** A conversation as the batch has left it so far. */
function circleOf({ conversationId, draft, known }: Desk) {
  const talk = known.talks.get(conversationId);
  if (!talk) return undefined;
  const drawn = draft.talks.get(conversationId);
  const members = talk.members + (drawn?.members ?? 0);
  return {
    isGroup: talk.kind === "group",
    isFull: talk.kind === "group" && members >= GROUP_MEMBERS_MAX,
    title: drawn?.title ?? talk.title,
    members,
    seatOf: (userId: string) => {
      const key = seatOf(conversationId, userId);
      const moved = draft.seats.get(key);
      return moved ? moved.after : known.seats.get(key);
    },
  };
}

/** Changes a seat or the title, and says so in the timeline. */
function tell(id: string, seating: Seating, by: Participant, { conversationId, draft, known, added }: Desk) {
  const { userId, seat: after, title, body, metadata } = seating;
  const addition = add(draft, {
    ...{ id, conversationId, kind: "system" as const, body, metadata },
    ...{ senderId: by.userId, senderRole: "system" as const, senderName: by.name },
    ...{ replyTo: null, threadId: null, threadStep: null, attachments: [] },
  });
  added.set(id, addition);
  const talk = talkOf(draft, conversationId);
  talk.title = title ?? talk.title;
  if (userId) {
    const key = seatOf(conversationId, userId);
    const moved = draft.seats.get(key);
    const now = moved ? moved.after : known.seats.get(key);
    const before = moved ? moved.before : now;
    talk.members += (after ? 1 : 0) - (now ? 1 : 0);
    draft.seats.set(key, {
      ...{ conversationId, userId },
      ...(before && { before }),
      ...(after && { after }),
    });
  }
  return { is: "added" as const, addition };
}
