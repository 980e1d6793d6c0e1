import { z } from "zod/mini";
import { issuedTicket, type TicketRequest } from "../protocol/ticket";
import { isRefusalCode, Refusal } from "../refusal";

const refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Asks the site for a ticket and gives back the address to connect to, token included.
 * Throws a Refusal: `unavailable` when the site cannot be reached or makes no sense.
 */
export async function fetchRoomAddress(request: TicketRequest): Promise<URL> {
  const response = await fetchOrRefuse(request);
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
  if (!response.ok) {
    const { data } = refused.safeParse(body);
    if (data && isRefusalCode(data.error.code))
      throw new Refusal(data.error.code, { message: data.error.message });
    throw new Refusal("unavailable");
  }
  const ticket = issuedTicket.parse(body);
  const address = new URL(ticket.url);
  address.searchParams.set("token", ticket.token);
  return address;
}

function fetchOrRefuse(request: TicketRequest): Promise<Response> {
  return fetch("/api/tickets", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    cache: "no-store",
  }).catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
}
