import type { z } from "zod/mini";
import { recordVisit } from "@/db/visits";
import { feedId } from "@/lib/protocol/feed";
import {
  type IssuedTicket,
  roomPath,
  TICKET_TTL_SECONDS,
  type Ticket,
  ticketRequest,
} from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { signTicket } from "@/lib/server/ticket";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOrigin } from "../request";
import { membershipIn, type Viewer, viewerOf } from "../viewer";
import { conversationAccess, roomTicket } from "./access";

/** The right to open one room: a conversation, the inbox of a business, or one's own feed. */
export const giveTicket = operation({
  input: ticketRequest,
  limit: "ticket",
  permit: ticketTo,
  run: async ({ viewer, input, grant }): Promise<IssuedTicket> => {
    const ticket = await onRecord(viewer, input, grant);
    return {
      url: `${await roomsOrigin()}${roomPath(ticket, env().ROOM_SHARDS)}`,
      token: await signTicket(ticket, env().TICKET_SECRET),
      expiresIn: TICKET_TTL_SECONDS,
    };
  },
});

type Asked = z.output<typeof ticketRequest>;

async function ticketTo(viewer: Viewer, asked: Asked): Promise<Ticket> {
  if ("conversationId" in asked) {
    // The rooms tell `A…` from `a…`, and Postgres does not.
    const conversationId = asked.conversationId.toLowerCase();
    return roomTicket(viewer, conversationId, await conversationAccess(viewer, { conversationId }));
  } else if (asked.feed === "inbox") {
    const membership = membershipIn(viewer, asked.businessId);
    if (!membership) throw new Refusal("not-found");
    return feedTicket(viewer, feedId.inbox(membership.businessId), membership.role);
  } else {
    return feedTicket(viewer, feedId.me(viewer.id), "customer");
  }
}

function feedTicket(
  { id: userId, name, sessionId: session, showsPresence }: Viewer,
  room: string,
  role: Ticket["role"],
): Ticket {
  return { party: "feed", room, userId, name, role, session, isHidden: !showsPresence };
}

/** Who signs out or is removed has their rooms told. Whoever did that before the visit was on record saw none. */
async function onRecord(viewer: Viewer, asked: Asked, ticket: Ticket): Promise<Ticket> {
  const { party, room } = ticket;
  const isNew = await recordVisit(db(), { session: viewer.sessionId, party, room });
  if (!isNew) return ticket;
  const still = await viewerOf(viewer.sessionId);
  if (!still) throw new Refusal("unauthorized");
  return ticketTo(still, asked);
}
