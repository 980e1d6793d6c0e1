import { jwtVerify, SignJWT } from "jose";
import { TICKET_TTL_SECONDS, type Ticket, ticket } from "../protocol/ticket";
import { Refusal } from "../refusal";

const AUDIENCE = "room";

export function signTicket({ userId, ...claims }: Ticket, secret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(userId)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(`${TICKET_TTL_SECONDS}s`)
    .sign(keyOf(secret));
}

/** Throws `unauthorized` for whatever is not a ticket of ours that still holds. */
export async function verifyTicket(token: string, secret: string): Promise<Ticket> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      audience: AUDIENCE,
      algorithms: ["HS256"],
      requiredClaims: ["exp", "sub"],
    });
    return ticket.parse({ ...payload, userId: payload.sub });
  } catch (cause) {
    throw new Refusal("unauthorized", { cause });
  }
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
