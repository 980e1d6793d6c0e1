import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from "node:crypto";
import { expect, request, test } from "@playwright/test";
import { SignJWT } from "jose";
import type { Scene } from "./scene";

/** Tokens of one kind where another is asked for, and such as nobody of ours signed. */
export function testTokens(stage: () => Scene) {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const inAMinute = () => Math.floor(Date.now() / 1000) + 60;

  async function grant() {
    const { accessToken } = await login(stage());
    const [, payload = ""] = accessToken.split(".");
    return { accessToken, claims: JSON.parse(Buffer.from(payload, "base64url").toString()) };
  }

  async function statusWith(authorization: string): Promise<number> {
    const program = await request.newContext({ baseURL: stage().url });
    const response = await program.get("/api/me", { headers: { authorization } });
    await program.dispose();
    return response.status();
  }

  const signed = (claims: object, secret: string, alg = "HS256") =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
  const signedByKey = (claims: object, key: KeyObject) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256" }).sign(key);

  test("[S16] the API takes an access token and nothing that looks like one", async () => {
    const { env, as, mayas } = stage();
    const { accessToken, claims } = await grant();
    const { TOKEN_SECRET = "", TICKET_SECRET = "", NEXTAUTH_SECRET = "" } = env;
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const [header = "", payload = "", signature = ""] = accessToken.split(".");
    const none = part({ alg: "none", typ: "JWT" });
    const ticket = await (
      await as.maya.post("/api/tickets", { data: { conversationId: mayas.conversationId } })
    ).json();
    const session = (await as.maya.storageState()).cookies.find(({ name }) => name.includes("session-token"));
    const byPublicKey = `${part({ alg: "HS256" })}.${payload}`;
    const pem = rsa.publicKey.export({ type: "spki", format: "pem" });
    const tokens: Record<string, string> = {
      "without a signature": `${header}.${payload}.`,
      "signed by nobody": `${none}.${payload}.`,
      "signed by nobody, in capitals": `${part({ alg: "NONE" })}.${payload}.${signature}`,
      "with other claims under its signature": `${header}.${part({ ...claims, sessionId: randomUUID() })}.${signature}`,
      "signed with a key of one's own": await signedByKey(claims, rsa.privateKey),
      "signed with a public key as the secret": `${byPublicKey}.${createHmac("sha256", pem).update(byPublicKey).digest("base64url")}`,
      "of another algorithm": await signed(claims, TOKEN_SECRET, "HS512"),
      "signed with the tickets' secret": await signed(claims, TICKET_SECRET),
      "signed with the sessions' secret": await signed(claims, NEXTAUTH_SECRET),
      "for another audience": await signed({ ...claims, aud: "room" }, TOKEN_SECRET),
      "for no audience": await signed({ ...claims, aud: undefined }, TOKEN_SECRET),
      "that has ended": await signed({ ...claims, exp: inAMinute() - 120 }, TOKEN_SECRET),
      "that never ends": await signed({ ...claims, exp: undefined }, TOKEN_SECRET),
      "that does not hold yet": await signed({ ...claims, nbf: inAMinute() }, TOKEN_SECRET),
      "without an id": await signed({ ...claims, jti: undefined }, TOKEN_SECRET),
      "of a sign-in that never was": await signed({ ...claims, sessionId: randomUUID() }, TOKEN_SECRET),
      "for a room": ticket.token,
      "out of a cookie": session?.value ?? "",
    };
    expect(await statusWith(`Bearer ${accessToken}`)).toBe(200);
    for (const [name, token] of Object.entries(tokens))
      expect([name, token.length > 0, await statusWith(`Bearer ${token}`)]).toEqual([name, true, 401]);
    for (const scheme of ["Basic", "Bearer Bearer", "Token"])
      expect(await statusWith(`${scheme} ${accessToken}`)).toBe(401);
  });

  test("[S16] a personal token opens what it is for: no page, no action, no room, and nothing once it is ended", async () => {
    const { as, mayas, roomsUrl, url, query } = stage();
    const [id, secret] = [randomUUID(), `svh_${randomBytes(32).toString("base64url")}`];
    const { id: userId } = await (await as.leo.get("/api/me")).json();
    await query("insert into sessions (id, user_id, expires_at) values ($1, $2, now() + interval '1 day')", [
      ...[id, userId],
    ]);
    const tokenHash = createHash("sha256").update(secret).digest("hex");
    await query(
      "insert into api_tokens (session_id, user_id, name, scopes, token_hash) values ($1, $2, 'Bot', '{read}', $3)",
      [id, userId, tokenHash],
    );
    const authorization = `Bearer ${secret}`;
    const ask = async (path: string, asked: RequestInit = {}) =>
      (await fetch(`${url}${path}`, { redirect: "manual", ...asked, headers: { authorization } })).status;
    expect(await ask("/api/me")).toBe(200);
    expect(await ask(`/api/conversations/${mayas.conversationId}/messages`)).toBe(404);
    expect(await ask("/api/tickets", { method: "POST", body: '{"feed":"me"}' })).toBe(403);
    expect(await ask("/chats")).toBe(307);
    expect(await ask("/api/auth/refresh", { method: "POST", body: `{"refreshToken":"${secret}"}` })).toBe(
      403,
    );
    const room = `${roomsUrl}/parties/main/0`;
    expect((await fetch(room, { method: "POST", headers: { authorization }, body: "{}" })).status).toBe(401);
    for (const tried of [tokenHash, id, `svh_${id}`, secret.slice(4), `${secret}=`])
      expect([tried, await statusWith(`Bearer ${tried}`)]).toEqual([tried, 401]);
    for (const cookie of [secret, id])
      expect(
        (await fetch(`${url}/api/me`, { headers: { cookie: `next-auth.session-token=${cookie}` } })).status,
      ).toBe(401);
    await query("update sessions set expires_at = now() where id = $1", [id]);
    expect(await ask("/api/me")).toBe(401);
  });

  test("[S16] a room takes a ticket and no other token of ours, nor one for another kind of room", async () => {
    const { as, env, mayas, roomsUrl } = stage();
    const { accessToken, claims } = await grant();
    const { url, token } = await (
      await as.maya.post("/api/tickets", { data: { conversationId: mayas.conversationId } })
    ).json();
    const room = new URL(new URL(url).pathname, roomsUrl);
    const post = async (bearer: string, method = "POST") => {
      const headers = { authorization: `Bearer ${bearer}` };
      const body = method === "POST" ? '{"type":"ping"}' : undefined;
      return (await fetch(room, { method, headers, ...(body && { body }) })).status;
    };
    const { TICKET_SECRET = "", TOKEN_SECRET = "" } = env;
    const [, payload = ""] = token.split(".");
    const given = JSON.parse(Buffer.from(payload, "base64url").toString());
    expect(await post(token)).toBe(200);
    expect(await post(accessToken)).toBe(401);
    expect(await post(await signed({ ...claims, aud: "room" }, TICKET_SECRET))).toBe(401);
    expect(await post(await signed(given, TOKEN_SECRET))).toBe(401);
    expect(await post(await signed({ ...given, aud: "expulsion" }, TICKET_SECRET))).toBe(401);
    expect(await post(await signed({ ...given, party: "feed" }, TICKET_SECRET))).toBe(403);
    expect(await post(`${part({ alg: "none" })}.${payload}.`)).toBe(401);
    expect(await post(token, "DELETE")).toBe(401);
  });

  test("[S16] a cookie is a session and no other token of ours", async () => {
    const { url } = stage();
    const { accessToken } = await grant();
    for (const value of [accessToken, `${part({ alg: "none" })}.${part({ sid: randomUUID() })}.`, "null"]) {
      const cookie = `next-auth.session-token=${value}`;
      expect((await fetch(`${url}/api/me`, { headers: { cookie } })).status).toBe(401);
    }
  });
}

async function login({ browser }: Scene) {
  const asked = { data: { email: "leo@example.com", password: "servihub-demo" } };
  return (await (await browser()).post("/api/auth/login", asked)).json();
}
