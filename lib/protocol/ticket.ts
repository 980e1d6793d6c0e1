import { z } from "zod/mini";
import { roles } from "../permissions";
import { storableText } from "./message";

export const TICKET_TTL_SECONDS = 60;

const place = {
  party: z.enum(["main", "feed"]),
  /** The conversation's id, or the feed's. */
  room: z.string().check(z.regex(/^[a-z0-9-]{1,64}$/)),
};

/** The right to open one room, for a minute. */
export const ticket = z.object({
  ...place,
  userId: z.uuid(),
  name: storableText,
  role: z.enum(roles),
  /** The sign-in it was given to; what the site asks of a room by itself was given to none. */
  session: z.optional(z.uuid()),
  /** They do not want to be seen. */
  isHidden: z.optional(z.boolean()),
});
export type Ticket = z.infer<typeof ticket>;

/** The site's word that a sign-in has no business in a room any more. */
export const expulsion = z.object({ ...place, session: z.uuid() });
export type Expulsion = z.infer<typeof expulsion>;

/** The site's word on whether whoever signed in there wants to be seen in a room. */
export const hiding = z.object({ ...expulsion.shape, isHidden: z.boolean() });
export type Hiding = z.infer<typeof hiding>;

type Place = Pick<Ticket, "party" | "room">;

/** Into how many objects the rooms of conversations are divided; the site and the rooms must agree. */
export const roomShards = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1_024)), 1);

/** The object that holds a room. Conversations share a fixed number of them, a feed has one of its own. */
export function hostOf({ party, room }: Place, shards: number): string {
  return party === "main" ? String(Number.parseInt(room.slice(-8), 16) % shards) : room;
}

export function roomPath(place: Place, shards: number): string {
  return `/parties/${place.party}/${hostOf(place, shards)}`;
}

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
