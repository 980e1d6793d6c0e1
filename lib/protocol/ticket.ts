import { z } from "zod/mini";
import { roles } from "../permissions";
import { storableText } from "./message";

export const TICKET_TTL_SECONDS = 60;

/** The right to open one room, for a minute. */
export const ticket = z.object({
  party: z.enum(["main", "feed"]),
  /** The conversation's id, or the feed's. */
  room: z.string(),
  userId: z.uuid(),
  name: storableText,
  role: z.enum(roles),
});
export type Ticket = z.infer<typeof ticket>;

/** `POST /api/tickets` */
export const ticketRequest = z.union([
  z.strictObject({ conversationId: z.uuid() }),
  z.strictObject({ feed: z.literal("inbox"), businessId: z.uuid() }),
  z.strictObject({ feed: z.literal("me") }),
]);
export type TicketRequest = z.infer<typeof ticketRequest>;

/** Connect to `url?token=…`; a conversation room takes `&after=<rev>` too. */
export const issuedTicket = z.object({ url: z.string(), token: z.string(), expiresIn: z.int() });
export type IssuedTicket = z.infer<typeof issuedTicket>;
