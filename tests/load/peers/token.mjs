import { createHmac, timingSafeEqual } from "node:crypto";

/** The `sub` of a token signed with HS256; throws for any other. */
export function verified(token, secret) {
  const [header, claims, signature] = String(token).split(".");
  const expected = createHmac("sha256", secret).update(`${header}.${claims}`).digest();
  const given = Buffer.from(signature ?? "", "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Error("unauthorized");
  const { sub, exp } = JSON.parse(Buffer.from(claims, "base64url"));
  if (exp * 1_000 < Date.now()) throw new Error("unauthorized");
  return sub;
}
