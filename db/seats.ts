import { unreachable } from "../lib/assert";
import { GROUP_MEMBERS_MAX, hosts, type Rank } from "../lib/group";
import type { Membership } from "../lib/ledger";
import { isStaff, type Role } from "../lib/permissions";
import type { Participant } from "../lib/protocol/event";

/** Somebody's place in a conversation. */
export interface Seat {
  name: string;
  role: Role;
  /** In a group. */
  rank: Rank | null;
}

/** A conversation as a batch about its members finds it. */
export interface Circle {
  isGroup: boolean;
  title: string;
  members: number;
  seatOf: (userId: string) => Seat | undefined;
}

/** What is to become of somebody's seat or of the title, and how the timeline tells of it. */
export interface Seating {
  userId?: string;
  /** Absent for one who goes. */
  seat?: Seat;
  title?: string;
  body: string;
  metadata: Record<string, unknown>;
}

type Verdict =
  | { is: "changed"; seating: Seating }
  | { is: "same" }
  | { is: "refused"; code: "forbidden" | "not-found" | "too-many" };

const same: Verdict = { is: "same" };
const refused = (code: "forbidden" | "not-found" | "too-many"): Verdict => ({ is: "refused", code });
const becomes = (seating: Seating): Verdict => ({ is: "changed", seating });

/** What somebody's wish makes of a group, if they may have it. */
export function seated(circle: Circle, wish: Membership, by: Participant): Verdict {
  if (!circle.isGroup) return refused("forbidden");
  const { userId, name } = by;
  if (wish.op === "leave") {
    const metadata = { event: "left", userId, name };
    return circle.seatOf(userId) ? becomes({ userId, body: `${name} left`, metadata }) : same;
  }
  if (!hosts(by.role, circle.seatOf(userId)?.rank)) return refused("forbidden");
  if (wish.op === "add") return added(circle, wish.member, by);
  if (wish.op === "rename") return renamed(circle, wish.title, by);
  const { memberId } = wish;
  const seat = circle.seatOf(memberId);
  const about = { userId: memberId, name: seat?.name, ...actor(by) };
  switch (wish.op) {
    case "remove":
      if (!seat) return same;
      // Whoever is of the business leaves by themselves.
      if (isStaff(seat.role)) return refused("forbidden");
      return becomes({
        userId: memberId,
        body: `${name} removed ${seat.name}`,
        metadata: { event: "removed", ...about },
      });
    case "rank":
      if (!seat) return refused("not-found");
      if (seat.rank === wish.rank) return same;
      return becomes({
        userId: memberId,
        seat: { ...seat, rank: wish.rank },
        body: `${name} made ${seat.name} a ${wish.rank}`,
        metadata: { event: "ranked", rank: wish.rank, ...about },
      });
    default:
      return unreachable(wish);
  }
}

function added(circle: Circle, { userId, name, role }: Participant, by: Participant): Verdict {
  if (circle.seatOf(userId)) return same;
  if (circle.members >= GROUP_MEMBERS_MAX) return refused("too-many");
  return becomes({
    userId,
    seat: { name, role, rank: "member" },
    body: `${by.name} added ${name}`,
    metadata: { event: "added", userId, name, role, rank: "member", ...actor(by) },
  });
}

function renamed({ title: before }: Circle, title: string, by: Participant): Verdict {
  if (before === title) return same;
  const event = before === "" ? "created" : "renamed";
  return becomes({
    title,
    body: `${by.name} called the group ${title}`,
    metadata: { event, title, ...actor(by) },
  });
}

function actor({ userId, name }: Participant) {
  return { by: userId, byName: name };
}
