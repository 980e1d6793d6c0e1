import { SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, it, vi } from "vitest";
import { ACCESS_TOKEN_TTL_SECONDS, signAccessToken, verifyAccessToken } from "@/lib/server/access-token";
import { signTicket, verifyTicket } from "@/lib/server/ticket";

const SECRET = "0123456789abcdef0123456789abcdef";
const userId = "326ecaff-7a22-48f3-bcf1-520fba094add";
const sessionId = "5d0c9f5e-93cf-4d5c-8d5c-0a8fe0c2b3a1";
const key = new TextEncoder().encode(SECRET);

const refused = { name: "Refusal", code: "unauthorized" };

describe("an access token", () => {
  it("names its user until it ends", async () => {
    vi.useFakeTimers({ now: 0 });
    const token = await signAccessToken({ sessionId }, SECRET);
    vi.setSystemTime((ACCESS_TOKEN_TTL_SECONDS - 1) * 1_000);
    await expect(verifyAccessToken(token, SECRET)).resolves.toMatchObject({ sessionId });
    vi.setSystemTime(ACCESS_TOKEN_TTL_SECONDS * 1_000);
    await expect(verifyAccessToken(token, SECRET)).rejects.toMatchObject(refused);
    vi.useRealTimers();
  });

  it.each([
    [
      "unsigned",
      () =>
        new UnsecuredJWT({ sessionId }).setJti(userId).setAudience("api").setExpirationTime("1h").encode(),
    ],
    ["signed with another secret", () => signAccessToken({ sessionId }, `${SECRET}x`)],
    ["of another algorithm", () => signed({ alg: "HS512" })],
    ["for another audience", () => signed({ audience: "room" })],
    ["without an end", () => signed({ expires: false })],
    ["no token", () => "a.b.c"],
  ])("[S16] is refused when %s", async (_, make) => {
    await expect(verifyAccessToken(await make(), SECRET)).rejects.toMatchObject(refused);
  });

  it("[S16] opens no room, and a ticket of a room is no access token, were the secret the same", async () => {
    const ticket = await signTicket(
      { party: "main", room: userId, userId, name: "Maya", role: "customer" },
      SECRET,
    );
    await expect(verifyAccessToken(ticket, SECRET)).rejects.toMatchObject(refused);
    const token = await signAccessToken({ sessionId }, SECRET);
    await expect(verifyTicket(token, SECRET)).rejects.toMatchObject(refused);
  });
});

function signed({ alg = "HS256", audience = "api", expires = true }) {
  const token = new SignJWT({ sessionId }).setProtectedHeader({ alg }).setJti(userId).setAudience(audience);
  return (expires ? token.setExpirationTime("1h") : token).sign(key);
}
