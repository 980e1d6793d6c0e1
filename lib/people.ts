import { furthest } from "./delivery";
import { isRole } from "./permissions";
import type { Participant, Present, Receipt } from "./protocol/event";
import type { Message } from "./protocol/message";

/** Joining is told by a notice in the timeline, so it is replayed like any message. */
export function joined(participants: Participant[], notice: Message): Participant[] {
  const { event, userId, name, role } = notice.metadata;
  if (event !== "joined" || typeof userId !== "string" || typeof name !== "string" || !isRole(role))
    return participants;
  return [...without(participants, userId), { userId, name, role }];
}

export function marked(receipts: Receipt[], { userId, delivered, read }: Receipt): Receipt[] {
  const before = receipts.find((each) => each.userId === userId);
  return [...without(receipts, userId), furthest(before, { userId, delivered, read })];
}

export function presentOf({ userId, name, role, status }: Present): Present {
  return { userId, name, role, status };
}

export function without<Each extends { userId: string }>(people: Each[], userId: string): Each[] {
  return people.filter((each) => each.userId !== userId);
}
