import { feedId } from "@/lib/protocol/feed";
import { type IssuedTicket, TICKET_TTL_SECONDS, type Ticket, ticketRequest } from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { signTicket } from "@/lib/server/ticket";
import { operation } from "../operation";
import { roomsOrigin } from "../request";
import { membershipIn, type Viewer } from "../viewer";
import { conversationAccess, roomTicket } from "./access";

/** The right to open one room: a conversation, the inbox of a business, or one's own feed. */
export const giveTicket = operation({
  input: ticketRequest,
  limit: "ticket",
  permit: async (viewer, request): Promise<Ticket> => {
    if ("conversationId" in request) {
      // The rooms tell `A…` from `a…`, and Postgres does not.
      const conversationId = request.conversationId.toLowerCase();
      return roomTicket(viewer, conversationId, await conversationAccess(viewer, { conversationId }));
    } else if (request.feed === "inbox") {
      return inboxTicket(viewer, request.businessId);
    } else {
      return {
        party: "feed",
        room: feedId.me(viewer.id),
        userId: viewer.id,
        name: viewer.name,
        role: "customer",
      };
    }
  },
  run: async ({ grant: ticket }): Promise<IssuedTicket> => ({
    url: `${await roomsOrigin()}/parties/${ticket.party}/${ticket.room}`,
    token: await signTicket(ticket, env().TICKET_SECRET),
    expiresIn: TICKET_TTL_SECONDS,
  }),
});

function inboxTicket(viewer: Viewer, businessId: string): Ticket {
  const membership = membershipIn(viewer, businessId);
  if (!membership) throw new Refusal("not-found");
  const { role } = membership;
  return {
    party: "feed",
    room: feedId.inbox(membership.businessId),
    userId: viewer.id,
    name: viewer.name,
    role,
  };
}
