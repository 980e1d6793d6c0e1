import { TICKET_TTL_SECONDS, type Ticket, ticket } from "../protocol/ticket";
import { type Kind, type Stamp, signToken, verifyToken } from "./signed-token";

const kind: Kind<typeof ticket> = { audience: "room", ttlSeconds: TICKET_TTL_SECONDS, claims: ticket };

/** A ticket as it is shown at the door: its id tells whether it was shown before. */
export type ShownTicket = Ticket & Stamp;

export function signTicket(claims: Ticket, secret: string): Promise<string> {
  return signToken(kind, claims, secret);
}

/** Throws `unauthorized` for whatever is not a ticket of ours that still holds. */
export function verifyTicket(token: string, secret: string): Promise<ShownTicket> {
  return verifyToken(kind, token, secret);
}
