import type { ConversationState } from "./conversation-state";
import { furthest } from "./delivery";
import type { Rank } from "./group";
import { isRole } from "./permissions";
import type { EventOf, Member, Present, Receipt } from "./protocol/event";
import type { Message } from "./protocol/message";

/** What a notice in the timeline says of who takes part: coming and going are replayed like any message. */
export type MemberNews =
  | { is: "in"; member: Member }
  | { is: "out"; userId: string }
  | { is: "ranked"; userId: string; rank: Rank };

export function memberNewsOf({ kind, metadata }: Pick<Message, "kind" | "metadata">): MemberNews | undefined {
  const { event, userId, name, role, rank } = metadata;
  if (kind !== "system" || typeof userId !== "string") return undefined;
  switch (event) {
    case "joined":
    case "added":
      if (typeof name !== "string" || !isRole(role)) return undefined;
      return { is: "in", member: { userId, name, role, rank: rank === "member" ? rank : null } };
    case "left":
    case "removed":
      return { is: "out", userId };
    case "ranked":
      return { is: "ranked", userId, rank: rank === "host" ? "host" : "member" };
    default:
      return undefined;
  }
}

/** Who takes part after a notice. */
export function membersAfter(members: Member[], notice: Message): Member[] {
  const news = memberNewsOf(notice);
  switch (news?.is) {
    case "in":
      return [...without(members, news.member.userId), news.member];
    case "out":
      return without(members, news.userId);
    case "ranked":
      return members.map((each) => (each.userId === news.userId ? { ...each, rank: news.rank } : each));
    default:
      return members;
  }
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

type Whereabouts = Pick<ConversationState, "present" | "typing" | "lastSeenAt">;

/** Once somebody has left; when that was is not told of those who do not want to be seen. */
export function withoutLeaver(
  { present, typing, lastSeenAt }: Whereabouts,
  { userId, lastSeenAt: at }: EventOf<"user:left">,
): Whereabouts {
  return {
    present: without(present, userId),
    typing: without(typing, userId),
    lastSeenAt: at ? { ...lastSeenAt, [userId]: at } : lastSeenAt,
  };
}
