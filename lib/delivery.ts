import type { Member, Receipt } from "./protocol/event";
import type { Message } from "./protocol/message";

export type Delivery = "sent" | "delivered" | "read";

/** Only in a group they have a rank. */
type Audience = (Pick<Member, "userId" | "role"> & Partial<Pick<Member, "rank">>)[];

type Sent = Pick<Message, "seq" | "senderId" | "senderRole">;

/** How far a message has got, and the ids of those who have read it and of those it has only reached. */
export interface Reach {
  delivery: Delivery;
  readBy: string[];
  deliveredTo: string[];
}

/**
 * How far a stored message has got on the other side: with the business for a customer's, with the
 * customer for a member's, in a group with anybody else. Watermarks only grow, so this never goes backwards.
 */
export function reachOf(sent: Sent, receipts: Receipt[], participants: Audience): Reach {
  const audience = receipts.filter(
    ({ userId }) => userId !== sent.senderId && isOtherSide(sent, userId, participants),
  );
  const reached = audience.filter(({ read, delivered }) => Math.max(read, delivered) >= sent.seq);
  const readBy = reached.filter(({ read }) => read >= sent.seq).map(({ userId }) => userId);
  const deliveredTo = reached.filter(({ read }) => read < sent.seq).map(({ userId }) => userId);
  const delivery = readBy.length > 0 ? "read" : deliveredTo.length > 0 ? "delivered" : "sent";
  return { delivery, readBy, deliveredTo };
}

/**
 * Members may look on without being participants, so whoever is no customer is the business. In a group everybody is
 * an other.
 */
function isOtherSide(sent: Sent, userId: string, participants: Audience): boolean {
  if (participants.some(({ rank }) => rank)) return true;
  const isCustomer = participants.some((each) => each.userId === userId && each.role === "customer");
  return isCustomer !== (sent.senderRole === "customer");
}

/** Two sightings of one person's progress: the further of each. */
export function furthest(one: Receipt | undefined, other: Receipt): Receipt {
  if (!one) return other;
  return {
    userId: other.userId,
    delivered: Math.max(one.delivered, other.delivered),
    read: Math.max(one.read, other.read),
  };
}
