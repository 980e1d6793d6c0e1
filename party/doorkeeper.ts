import type * as Party from "partykit/server";
import type { Message } from "../lib/protocol/message";
import { expulsion, hiding, hostOf, type Ticket, ticket } from "../lib/protocol/ticket";
import { Refusal, type RefusalCode, refusals } from "../lib/refusal";
import { refusalMessages } from "../lib/refusal-message";
import {
  type ShownExpulsion,
  type ShownHiding,
  verifyExpulsion,
  verifyHiding,
} from "../lib/server/expulsion";
import { log } from "../lib/server/log";
import { logRefusal } from "../lib/server/refusal-log";
import { stamp } from "../lib/server/signed-token";
import { type ShownTicket, verifyTicket } from "../lib/server/ticket";
import { type AskedBy, askedBy } from "./asked-by";
import { settingsOf } from "./settings";

const VERIFIED_HEADER = "x-servihub-verified";

/**
 * Lets a request in to the one room its ticket names, or answers it. A ticket and never a cookie opens a
 * room, so a program without an Origin is welcome; a page must be one of ours. `DELETE` shows somebody out, and `PUT`
 * hides them or shows them again, which takes the site's word.
 */
export async function admit(
  request: Party.Request,
  lobby: Party.Lobby,
  party: Ticket["party"],
): Promise<Party.Request | Response> {
  let who = request.headers.get("origin") ?? "a program";
  try {
    const { ALLOWED_ORIGINS, ROOM_SHARDS, TICKET_SECRET } = settingsOf(lobby);
    const origin = request.headers.get("origin");
    if (origin !== null && !ALLOWED_ORIGINS.includes(origin)) throw new Refusal("forbidden");
    if (isSaidInStream(request)) return announced(request, null);
    const claims = await verifierOf(request)(tokenOf(request), TICKET_SECRET);
    if ("userId" in claims) who = claims.userId;
    if (claims.party !== party || hostOf(claims, ROOM_SHARDS) !== lobby.id) throw new Refusal("forbidden");
    return announced(request, claims);
  } catch (error) {
    if (error instanceof Refusal)
      return turnedAway(error.code, `${party}/${lobby.id}`, { who, ...askedBy(request) });
    log.error("unexpected at the door of a room", { ...askedBy(request), error });
    return refusalResponse("unavailable");
  }
}

/** Everyone from outside does; only our own feeds have another way in. */
export function cameThroughTheDoor(request: Party.Request): boolean {
  return request.headers.has(VERIFIED_HEADER);
}

/** Who the doorkeeper let in. */
export function ticketOf(request: Party.Request): ShownTicket {
  const verified = verifiedBy(request);
  return { ...ticket.parse(verified), ...stamp.parse(verified) };
}

/** Whom the site shows out. */
export function expulsionOf(request: Party.Request): ShownExpulsion {
  const verified = verifiedBy(request);
  return { ...expulsion.parse(verified), ...stamp.parse(verified) };
}

/** Whom the site hides, or shows again. */
export function hidingOf(request: Party.Request): ShownHiding {
  const verified = verifiedBy(request);
  return { ...hiding.parse(verified), ...stamp.parse(verified) };
}

/** `unseen` is what whoever is refused as `stale` had not seen. */
export function refusalResponse(code: RefusalCode, unseen?: Message[]): Response {
  return Response.json(
    { error: { code, message: refusalMessages[code], unseen } },
    { status: refusals[code].status },
  );
}

function verifierOf({ method }: Party.Request) {
  if (method === "DELETE") return verifyExpulsion;
  return method === "PUT" ? verifyHiding : verifyTicket;
}

function turnedAway(code: RefusalCode, where: string, by: AskedBy & { who: string }): Response {
  logRefusal({ code, where, ...by });
  return refusalResponse(code);
}

function tokenOf(request: Party.Request): string {
  const bearer = request.headers.get("authorization")?.match(/^Bearer (.+)$/i)?.[1];
  const token = bearer ?? new URL(request.url).searchParams.get("token");
  if (!token) throw new Refusal("unauthorized");
  return token;
}

/** What somebody says who holds a stream: no ticket comes along, which opened it and is used up. */
export function isSaidInStream({ method, url }: Pick<Party.Request, "method" | "url">): boolean {
  return method === "POST" && new URL(url).searchParams.has("stream");
}

/**
 * What must not stay in an address, which the platform keeps for as long as its socket is open: the ticket, and
 * `_pk`, which it would take for the socket's id and for one of its tags.
 */
const NOT_FOR_ROOMS = ["token", "_pk"];

/** The request as the room sees it: our word on who is there, over whatever the client wrote in its place. */
function announced(
  request: Party.Request,
  claims: ShownTicket | ShownExpulsion | ShownHiding | null,
): Party.Request {
  const address = new URL(request.url);
  for (const name of NOT_FOR_ROOMS) address.searchParams.delete(name);
  // Node and the platform each have a type for what is one class at run time.
  const cleared: Party.Request = Reflect.construct(Request, [address, request]);
  cleared.headers.delete("authorization");
  cleared.headers.set(VERIFIED_HEADER, encodeURIComponent(JSON.stringify(claims)));
  return cleared;
}

function verifiedBy(request: Party.Request): unknown {
  return JSON.parse(decodeURIComponent(request.headers.get(VERIFIED_HEADER) ?? "null"));
}
