import { type Expulsion, expulsion, type Hiding, hiding, TICKET_TTL_SECONDS } from "../protocol/ticket";
import { type Kind, type Stamp, signToken, verifyToken } from "./signed-token";

/** Holds for as long as a ticket that was given before it. */
const kind: Kind<typeof expulsion> = {
  audience: "expulsion",
  ttlSeconds: TICKET_TTL_SECONDS,
  claims: expulsion,
};

export type ShownExpulsion = Expulsion & Stamp;

export function signExpulsion(claims: Expulsion, secret: string): Promise<string> {
  return signToken(kind, claims, secret);
}

/** Throws `unauthorized` for whatever the site did not sign as an expulsion. */
export function verifyExpulsion(token: string, secret: string): Promise<ShownExpulsion> {
  return verifyToken(kind, token, secret);
}

const kindOfHiding: Kind<typeof hiding> = {
  audience: "hiding",
  ttlSeconds: TICKET_TTL_SECONDS,
  claims: hiding,
};

export type ShownHiding = Hiding & Stamp;

export function signHiding(claims: Hiding, secret: string): Promise<string> {
  return signToken(kindOfHiding, claims, secret);
}

/** Throws `unauthorized` for whatever the site did not sign as its word on who wants to be seen. */
export function verifyHiding(token: string, secret: string): Promise<ShownHiding> {
  return verifyToken(kindOfHiding, token, secret);
}
