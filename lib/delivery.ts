import type { Participant, Receipt } from "./protocol/event";
import type { Message } from "./protocol/message";

export type Delivery = "sent" | "delivered" | "read";

type Sent = Pick<Message, "seq" | "senderId" | "senderRole">;

/**
 * How far a stored message has got on the other side: with the business for a customer's, with the
 * customer for a member's. Watermarks only grow, so this never goes backwards.
 */
export function deliveryOf(sent: Sent, receipts: Receipt[], participants: Participant[]): Delivery {
  const audience = receipts.filter(
    ({ userId }) => userId !== sent.senderId && isOtherSide(sent, userId, participants),
  );
  if (audience.some(({ read }) => read >= sent.seq)) return "read";
  if (audience.some(({ delivered }) => delivered >= sent.seq)) return "delivered";
  return "sent";
}

/** Members may look on without being participants, so whoever is no customer is the business. */
function isOtherSide(sent: Sent, userId: string, participants: Participant[]): boolean {
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
