import { giveRelayTicket, giveTicket } from "@/app/conversation/tickets";
import { endpoint, json } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

/**
 * Tabs that cannot reach the rooms ask for a ticket every few seconds, for as long as it takes. Counted as
 * requests, an outage of the rooms would go on for these people after it is over.
 */
export const POST = endpoint(
  async ({ viewer, body }) => {
    const asked = await body();
    const isForRelay = typeof asked === "object" && asked !== null && "channel" in asked;
    return json(await (isForRelay ? giveRelayTicket : giveTicket)(viewer, asked));
  },
  { hasOwnLimit: true },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
