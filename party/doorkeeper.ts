import type * as Party from "partykit/server";
import { type Ticket, ticket } from "../lib/protocol/ticket";
import { Refusal, type RefusalCode, refusals } from "../lib/refusal";
import { verifyTicket } from "../lib/server/ticket";
import { settingsOf } from "./settings";

const TICKET_HEADER = "x-servihub-ticket";

/**
 * Lets a request in to the one room its ticket names, or answers it. A ticket and never a cookie opens a
 * room, so a program without an Origin is welcome; a page must be one of ours.
 */
export async function admit(
  request: Party.Request,
  lobby: Party.Lobby,
  party: Ticket["party"],
): Promise<Party.Request | Response> {
  try {
    const { ALLOWED_ORIGINS, TICKET_SECRET } = settingsOf(lobby);
    const origin = request.headers.get("origin");
    if (origin !== null && !ALLOWED_ORIGINS.includes(origin)) throw new Refusal("forbidden");
    const claims = await verifyTicket(tokenOf(request), TICKET_SECRET);
    if (claims.party !== party || claims.room !== lobby.id) throw new Refusal("forbidden");
    return announced(request, claims);
  } catch (error) {
    if (error instanceof Refusal) return refusalResponse(error.code);
    throw error;
  }
}

/** For what only rooms may reach: they do not pass the static handlers, everyone else does. */
export function refuseStrangers(): Response {
  return refusalResponse("forbidden");
}

/** Who the doorkeeper let in. */
export function ticketOf(request: Party.Request): Ticket {
  return ticket.parse(JSON.parse(decodeURIComponent(request.headers.get(TICKET_HEADER) ?? "null")));
}

export function refusalResponse(code: RefusalCode, message: string = refusals[code].message): Response {
  return Response.json({ error: { code, message } }, { status: refusals[code].status });
}

function tokenOf(request: Party.Request): string {
  const bearer = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  const token = bearer ?? new URL(request.url).searchParams.get("token");
  if (!token) throw new Refusal("unauthorized");
  return token;
}

/** The request as the room sees it: our word on who is there, over whatever the client wrote in its place. */
function announced(request: Party.Request, claims: Ticket): Party.Request {
  request.headers.delete("authorization");
  request.headers.set(TICKET_HEADER, encodeURIComponent(JSON.stringify(claims)));
  return request;
}
