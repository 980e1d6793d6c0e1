import { assert } from "../assert";
import type { IssuedTicket, TicketRequest } from "../protocol/ticket";
import { isRefusalCode, Refusal } from "../refusal";

/** As far as it is the site that answers; what stands in between may say anything. */
type Answer = Partial<IssuedTicket> & { error?: { code?: unknown; message?: string } };

/**
 * Asks the site for a ticket and gives back the address to connect to, token included.
 * Throws a Refusal: `unavailable` when the site cannot be reached or makes no sense.
 */
export async function fetchRoomAddress(request: TicketRequest): Promise<URL> {
  const response = await fetchOrRefuse(request);
  const answer: Answer = await response.json().catch((cause: unknown) => {
    throw new Refusal("unavailable", { cause });
  });
  if (!response.ok) {
    const { code, message } = answer.error ?? {};
    throw isRefusalCode(code)
      ? new Refusal(code, message === undefined ? {} : { message })
      : new Refusal("unavailable");
  }
  const { url, token } = answer;
  assert(url && token, "a whole ticket");
  const address = new URL(url);
  address.searchParams.set("token", token);
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
