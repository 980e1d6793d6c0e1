import { randomUUID } from "node:crypto";
import type { z } from "zod/mini";
import { recordOpening } from "@/db/openings";
import { openBroadcast } from "@/db/posts";
import { recordVisit } from "@/db/visits";
import { isStaff } from "@/lib/permissions";
import { relayRoom } from "@/lib/protocol/channel";
import { feedId } from "@/lib/protocol/feed";
import {
  type IssuedTicket,
  relayRequest,
  roomPath,
  TICKET_TTL_SECONDS,
  type Ticket,
  ticketRequest,
} from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { signTicket } from "@/lib/server/ticket";
import { db } from "../database";
import { openOperation, operation } from "../operation";
import { limits } from "../redis";
import { roomsOrigin } from "../request";
import { membershipIn, type Viewer, viewerOf } from "../viewer";
import { conversationAccess, roomTicket } from "./access";

/** The right to open one room: a conversation, the inbox of a business, or one's own feed. */
export const giveTicket = operation({
  isOfChat: true,
  input: ticketRequest,
  limit: "ticket",
  permit: ticketTo,
  run: async ({ viewer, input, grant }): Promise<IssuedTicket> => {
    const ticket = await onRecord(viewer, input, grant);
    return issue(ticket);
  },
});

/** The right to hear what a business tells everybody. It is public, so whoever asks is nobody in particular there. */
export const giveRelayTicket = openOperation({
  input: relayRequest,
  run: async ({ viewer, input: { channel: businessId, relay } }): Promise<IssuedTicket> => {
    if (viewer) await limits().use("ticket", viewer.id);
    const broadcastId = await openBroadcast(db(), businessId);
    if (!broadcastId) throw new Refusal("not-found");
    const nobody = { userId: randomUUID(), name: "", role: "customer" } as const;
    return issue({ party: "channel", room: relayRoom(broadcastId, relay), ...nobody });
  },
});

async function issue(ticket: Ticket): Promise<IssuedTicket> {
  return {
    url: `${await roomsOrigin()}${roomPath(ticket, env().ROOM_SHARDS)}`,
    token: await signTicket(ticket, env().TICKET_SECRET),
    expiresIn: TICKET_TTL_SECONDS,
  };
}

type Asked = z.output<typeof ticketRequest>;
/** To what whoever signs out has no business in any more. */
type OwnTicket = Ticket & { party: "main" | "feed" };

export async function ticketTo(viewer: Viewer, asked: Asked): Promise<OwnTicket> {
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
): OwnTicket {
  return { party: "feed", room, userId, name, role, session, isHidden: !showsPresence };
}

/** Who signs out or is removed has their rooms told. Whoever did that before the visit was on record saw none. */
export async function onRecord(viewer: Viewer, asked: Asked, ticket: OwnTicket): Promise<OwnTicket> {
  const { party, room } = ticket;
  const isNew = await recordVisit(db(), { session: viewer.sessionId, party, room });
  if (!isNew) return ticket;
  if (party === "main" && isStaff(ticket.role))
    await recordOpening(db(), { conversationId: room, userId: viewer.id });
  const still = await viewerOf(viewer.sessionId);
  if (!still) throw new Refusal("unauthorized");
  return ticketTo(still, asked);
}
