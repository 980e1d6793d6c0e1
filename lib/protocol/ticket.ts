import { z } from "zod/mini";
import { RELAYS_MAX } from "../broadcast";
import { roles } from "../permissions";
import { storableText } from "./message";

export const TICKET_TTL_SECONDS = 60;

const room = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/));
const place = { party: z.enum(["main", "feed"]), room };

/** The right to open one room, for a minute. */
export const ticket = z.object({
  party: z.enum(["main", "feed", "channel"]),
  /** The conversation's id, the feed's, or that of a relay of a broadcast. */
  room,
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

/** The object that holds a room. Conversations share a fixed number of them, any other has one of its own. */
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
/** The same, for what a business tells everybody; given to whoever asks, be they signed in or not. */
export const relayRequest = z.strictObject({
  channel: z.uuid(),
  relay: z._default(z.int().check(z.minimum(0), z.maximum(RELAYS_MAX - 1)), 0),
});
export type TicketRequest = z.input<typeof ticketRequest> | z.input<typeof relayRequest>;

/** Connect to `url?token=…`; a conversation room takes `&after=<rev>` too. */
export const issuedTicket = z.object({ url: z.string(), token: z.string(), expiresIn: z.int() });
export type IssuedTicket = z.infer<typeof issuedTicket>;
