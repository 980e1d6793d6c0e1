import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { type APIRequestContext, type APIResponse, test as base, expect } from "@playwright/test";
import { describedBy } from "../support/described";
import { addAccount, PASSWORD as PASSWORD_OF_NEWCOMERS } from "./newcomer";

const PASSWORD = "servihub-demo";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Whatever the API answers in these tests is what its document says. */
const test = base.extend({
  request: async ({ request }, use) => {
    const answers: { method: string; response: APIResponse }[] = [];
    const noting = new Proxy(request, {
      get(target, name) {
        const own = Reflect.get(target, name);
        if (typeof own !== "function") return own;
        return async (...asked: unknown[]) => {
          const response: unknown = await own.apply(target, asked);
          const method = name === "fetch" ? Object(asked[1]).method : String(name).toUpperCase();
          if (isAnswer(response)) answers.push({ method, response });
          return response;
        };
      },
    });
    await use(noting);
    const describe = describedBy(await (await request.get("/api/openapi.json")).json());
    for (const { method, response } of answers) {
      const path = new URL(response.url()).pathname;
      if (!path.startsWith("/api/") || /^\/api\/(auth\/(csrf|callback)|nothing)/.test(path)) continue;
      if (method === "OPTIONS" || response.status() === 405) continue;
      const mediaType = response.headers()["content-type"] ?? "";
      const body = mediaType.includes("json") ? await response.json() : null;
      expect(describe({ method, path, status: response.status(), mediaType, body })).toEqual([]);
    }
  },
});

function isAnswer(value: unknown): value is APIResponse {
  return typeof value === "object" && value !== null && "status" in value && "headersArray" in value;
}

/** Every method of every route under /api but next-auth's own, with an example of its address. */
const routes: Record<string, { method: string; isOpen?: true }[]> = {
  // What is no route, to whomever.
  "/api/[...path]": ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => ({ method, isOpen: true })),
  "/api/preflight": [],
  "/api/openapi.json": [{ method: "GET", isOpen: true }],
  "/api/auth/login": [{ method: "POST", isOpen: true }],
  "/api/auth/refresh": [{ method: "POST", isOpen: true }],
  "/api/auth/register": [{ method: "POST", isOpen: true }],
  "/api/auth/logout": [{ method: "POST" }],
  "/api/me": [{ method: "GET" }],
  "/api/tickets": [{ method: "POST" }],
  "/api/attachments": [{ method: "POST" }],
  "/api/attachments/[id]": [{ method: "GET" }],
  // The address itself is the right to it.
  "/api/files/[token]": [{ method: "GET", isOpen: true }],
  "/api/search": [{ method: "GET" }],
  "/api/mail/inbound": [{ method: "POST" }],
  "/api/cron/due": [{ method: "GET" }],
  "/api/metrics": [{ method: "GET" }],
  "/api/drafts": [{ method: "POST" }],
  "/api/presence/[userId]": [{ method: "GET" }],
  "/api/push": [{ method: "POST" }],
  // The token in the address is what opens it.
  "/api/unsubscribe/[token]": [{ method: "POST", isOpen: true }],
  "/api/post-mails/[token]": [{ method: "POST", isOpen: true }],
  "/api/read": [{ method: "POST" }],
  "/api/conversations/[id]/changes": [{ method: "GET" }, { method: "POST" }],
  "/api/conversations/[id]/handover": [{ method: "POST" }],
  "/api/conversations": [{ method: "GET" }, { method: "POST" }],
  "/api/conversations/[id]": [{ method: "GET" }, { method: "PUT" }, { method: "DELETE" }],
  "/api/conversations/[id]/participants": [{ method: "GET" }, { method: "POST" }, { method: "DELETE" }],
  "/api/conversations/[id]/participants/[userId]": [{ method: "PATCH" }],
  "/api/conversations/[id]/messages/[messageId]/restore": [{ method: "POST" }],
  "/api/businesses/[slug]/planned-posts": [{ method: "GET" }, { method: "POST" }],
  "/api/businesses/[slug]/planned-posts/[id]": [{ method: "DELETE" }],
  "/api/conversations/[id]/invite": [{ method: "POST" }],
  "/api/conversations/[id]/receipts": [{ method: "POST" }],
  "/api/conversations/[id]/typing": [{ method: "POST" }],
  "/api/conversations/[id]/threads": [{ method: "GET" }, { method: "POST" }],
  "/api/conversations/[id]/threads/[threadId]": [{ method: "GET" }, { method: "POST" }],
  "/api/conversations/[id]/messages/[messageId]": [
    { method: "GET" },
    { method: "PATCH" },
    { method: "DELETE" },
  ],
  "/api/conversations/[id]/messages/[messageId]/reactions/[emoji]": [{ method: "PUT" }, { method: "DELETE" }],
  "/api/businesses": [{ method: "GET", isOpen: true }],
  "/api/businesses/[slug]": [{ method: "GET", isOpen: true }],
  "/api/businesses/[slug]/broadcasts": [{ method: "GET", isOpen: true }, { method: "POST" }],
  "/api/businesses/[slug]/broadcasts/[id]": [
    { method: "GET", isOpen: true },
    { method: "PATCH" },
    { method: "DELETE" },
  ],
  "/api/businesses/[slug]/webhooks": [{ method: "GET" }, { method: "POST" }],
  "/api/businesses/[slug]/webhooks/[id]": [{ method: "PATCH" }, { method: "DELETE" }],
  "/api/businesses/[slug]/webhooks/[id]/secret": [{ method: "POST" }],
  "/api/businesses/[slug]/follow": [{ method: "GET" }, { method: "PUT" }, { method: "DELETE" }],
  "/api/conversations/[id]/messages": [{ method: "GET" }, { method: "POST" }],
};

async function signIn(request: APIRequestContext, email: string, password = PASSWORD) {
  const response = await request.post("/api/auth/login", { data: { email, password } });
  expect(response.status()).toBe(200);
  const { accessToken, user } = await response.json();
  return { user, bearer: { authorization: `Bearer ${accessToken}` } };
}

async function openConversation(request: APIRequestContext, bearer: Record<string, string>) {
  const response = await request.post("/api/conversations", {
    headers: bearer,
    data: { business: "northside-bikes" },
  });
  expect([200, 201]).toContain(response.status());
  const { id } = await response.json();
  return `/api/conversations/${id}/messages`;
}

async function refusalOf(response: { json(): Promise<{ error: { code: string } }> }) {
  return (await response.json()).error.code;
}

test("the list of routes is whole", () => {
  const found = fs
    .readdirSync("app/api", { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "route.ts" && !name.includes("[...nextauth]"))
    .map((name) => `/api/${path.dirname(name)}`);
  expect(found.sort()).toEqual(Object.keys(routes).sort());
});

for (const [route, methods] of Object.entries(routes))
  for (const { method, isOpen } of methods) {
    const url = route.replaceAll(/\[\w+\]/g, () => randomUUID());
    test(`[S10] ${method} ${route} is closed to the signed-out and to tokens that are none of ours`, async ({
      request,
    }) => {
      const tokens = [
        undefined,
        "Bearer nonsense",
        "Basic bWF5YTpzZWNyZXQ=",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
      ];
      for (const authorization of isOpen ? [] : tokens) {
        const headers: Record<string, string> = authorization ? { authorization } : {};
        const response = await request.fetch(url, {
          method,
          headers,
          ...(method !== "GET" && { data: {} }),
        });
        expect([response.status(), await refusalOf(response)]).toEqual([401, "unauthorized"]);
        const { error } = await response.json();
        expect(error.requestId).toBe(response.headers()["x-request-id"]);
        expect(response.headers()["cache-control"]).toBe("private, no-store");
      }
    });
  }

test("[S10] Leo is told of Aiko's conversation what he is told of none", async ({ request }) => {
  const aiko = await signIn(request, "aiko@example.com");
  const leo = await signIn(request, "leo@example.com");
  const theirs = await openConversation(request, aiko.bearer);
  for (const url of [theirs, `/api/conversations/${randomUUID()}/messages`]) {
    const read = await request.get(url, { headers: leo.bearer });
    const written = await request.post(url, { headers: leo.bearer, data: { body: "Let me in" } });
    for (const response of [read, written])
      expect([response.status(), await refusalOf(response)]).toEqual([404, "not-found"]);
  }
});

test("Leo reads, writes and repeats by the API", async ({ request }) => {
  const { bearer, user } = await signIn(request, "leo@example.com");
  expect(await (await request.get("/api/me", { headers: bearer })).json()).toEqual(user);
  const url = await openConversation(request, bearer);
  const asked = { headers: bearer, data: { id: randomUUID(), body: "How late are you open?" } };
  const first = await request.post(url, asked);
  const again = await request.post(url, asked);
  expect([first.status(), again.status()]).toEqual([201, 200]);
  expect(await again.json()).toEqual(await first.json());
  const { seq } = await first.json();
  const { messages, hasMore } = await (
    await request.get(`${url}?after_seq=${seq - 1}&before_seq=${seq + 1}&limit=200`, { headers: bearer })
  ).json();
  expect([messages, hasMore]).toEqual([[await first.json()], false]);
  for (const query of ["limit=0", "limit=201", "after_seq=-1", "before_seq=1e3", "fields=all"])
    expect((await request.get(`${url}?${query}`, { headers: bearer })).status()).toBe(400);
});

/** Asks as somebody, and gives back the status with what was answered. */
async function asks(request: APIRequestContext, email: string) {
  const { bearer, user } = await signIn(request, email);
  const ask = async (method: Method, path: string, data?: unknown) => {
    const response = await request.fetch(`/api${path}`, {
      ...{ method, headers: bearer },
      ...(data !== undefined && { data }),
    });
    return { status: response.status(), answer: await response.json() };
  };
  return { ask, user };
}

test("Aiko and June have a whole conversation by the API", async ({ request }) => {
  const { ask: aiko, user } = await asks(request, "aiko@example.com");
  const { ask: june, user: agent } = await asks(request, "june@northside.example");
  const { answer: opened } = await aiko("POST", "/conversations", { business: "northside-bikes" });
  const at = `/conversations/${opened.id}`;
  const { answer: message } = await aiko("POST", `${at}/messages`, { body: "Is the oat milk back?" });
  const one = `${at}/messages/${message.id}`;
  expect(await june("GET", one)).toEqual({ status: 200, answer: message });
  expect(await aiko("PATCH", one, { body: "Is the oat milk there?" })).toMatchObject({
    ...{ status: 200, answer: { id: message.id, seq: message.seq, body: "Is the oat milk there?" } },
  });
  const thumb = `${one}/reactions/${encodeURIComponent("👍🏽")}`;
  for (const again of [1, 2])
    expect([again, await june("PUT", thumb)]).toMatchObject([
      again,
      { status: 200, answer: { reactions: [{ emoji: "👍🏽", people: [{ userId: agent.id }] }] } },
    ]);
  expect((await june("DELETE", thumb)).answer.reactions).toEqual([]);
  for (const none of ["ok", "%25", encodeURIComponent("👍👍"), "%00"])
    expect([none, (await june("PUT", `${one}/reactions/${none}`)).status]).toEqual([none, 400]);

  const { status, answer: thread } = await june("POST", `${at}/threads`, {
    messageId: message.id,
    title: "Milk",
  });
  expect([status, thread]).toMatchObject([201, { messageId: message.id, title: "Milk", replies: 0 }]);
  const again = await aiko("POST", `${at}/threads`, { messageId: message.id });
  expect([again.status, again.answer.id]).toEqual([200, thread.id]);
  const inThread = `${at}/threads/${thread.id}`;
  const reply = { id: randomUUID(), body: "Since this morning" };
  expect((await june("POST", inThread, reply)).status).toBe(201);
  expect((await june("POST", inThread, reply)).status).toBe(200);
  const { answer: said } = await aiko("GET", `${inThread}?limit=1`);
  expect(said).toMatchObject({ root: { id: message.id }, messages: [{ id: reply.id, threadSeq: 1 }] });
  const { answer: branches } = await aiko("GET", `${at}/threads`);
  expect(branches.threads).toContainEqual(expect.objectContaining({ id: thread.id, replies: 1, read: 0 }));

  const { answer: newest } = await june("GET", `${at}/messages?page=1&limit=1`);
  expect(newest.messages).toMatchObject([{ id: reply.id }]);
  const { seq } = newest.messages[0];
  expect(await june("POST", `${at}/typing`, { isTyping: true })).toEqual({ status: 200, answer: {} });
  expect(await june("POST", `${at}/receipts`, { read: seq })).toEqual({ status: 200, answer: {} });
  const urgent = await june("PUT", at, { priority: 3, assigneeId: agent.id, basedOnSeq: seq });
  expect(urgent).toMatchObject({ status: 200, answer: { work: { priority: 3, assigneeId: agent.id } } });
  expect(urgent.answer).toMatchObject({ readSeq: seq, lastSeq: seq });
  const { answer: toAiko } = await aiko("GET", at);
  expect(toAiko).not.toHaveProperty("work");
  expect(toAiko.participants).toContainEqual({
    userId: user.id,
    name: user.name,
    role: "customer",
    rank: null,
  });
  const { answer: own } = await aiko("GET", "/conversations?limit=1");
  expect(own.conversations).toMatchObject([{ id: opened.id, lastMessage: { senderId: agent.id } }]);
  const filters = `businessId=${agent.businesses[0].id}&assignee=me&sort=priority`;
  const { answer: listed } = await june("GET", `/conversations?${filters}`);
  expect(listed.conversations[0]).toMatchObject({ id: opened.id, readSeq: seq });

  expect((await aiko("DELETE", at)).status).toBe(403);
  for (const time of [1, 2])
    expect([time, await aiko("DELETE", one)]).toMatchObject([
      time,
      { status: 200, answer: { body: "", deletedAt: expect.any(String) } },
    ]);
  expect(await aiko("POST", `${one}/restore`)).toMatchObject({
    ...{ status: 200, answer: { body: "Is the oat milk there?", deletedAt: null } },
  });
  expect((await june("DELETE", one)).answer.deletedAt).toEqual(expect.any(String));
  expect((await aiko("POST", `${one}/restore`)).status).toBe(403);
  await june("PUT", at, { priority: 1, assigneeId: null });
  expect(await june("DELETE", at)).toEqual({ status: 200, answer: {} });
  expect((await june("GET", at)).answer.work.status).toBe("archived");
});

test("Leo makes a group by the API, has June in it, and leaves it", async ({ request }) => {
  const { ask: leo, user: host } = await asks(request, "leo@example.com");
  const { ask: june, user: owner } = await asks(request, "june@northside.example");
  const asked = { business: "northside-bikes", id: randomUUID(), title: "Sunday ride" };
  for (const status of [201, 200])
    expect(await leo("POST", "/conversations", asked)).toEqual({
      ...{ status, answer: { id: asked.id, notInvited: [] } },
    });
  const at = `/conversations/${asked.id}`;
  const seats = async () => (await leo("GET", `${at}/participants`)).answer.participants;
  expect(await seats()).toEqual([{ userId: host.id, name: host.name, role: "customer", rank: "host" }]);
  expect((await june("POST", `${at}/participants`, {})).status).toBe(200);
  const { ask: aiko, user } = await asks(request, "aiko@example.com");
  expect((await aiko("GET", at)).status).toBe(404);
  const added = await leo("POST", `${at}/participants`, { userId: user.id });
  // Leo may add members of the business alone; June whoever has written to it.
  expect([added.status, added.answer.error.code]).toEqual([404, "not-found"]);
  expect((await leo("PUT", at, { title: "Saturday ride" })).answer.title).toBe("Saturday ride");
  const invited = { id: randomUUID() };
  for (const status of [201, 200])
    expect(await leo("POST", `${at}/invite`, invited)).toMatchObject({
      ...{ status, answer: { id: invited.id, url: expect.stringContaining("/invitations/") } },
    });
  expect((await leo("DELETE", `${at}/participants?userId=${owner.id}`)).status).toBe(403);
  const ranked = await leo("PATCH", `${at}/participants/${owner.id}`, { rank: "host" });
  expect(ranked.answer.participants).toContainEqual(
    expect.objectContaining({ userId: owner.id, rank: "host" }),
  );
  expect((await june("DELETE", `${at}/participants`)).status).toBe(200);
  expect((await seats()).map(({ userId }: { userId: string }) => userId)).toEqual([host.id]);
  expect((await leo("DELETE", at)).status).toBe(200);
  expect((await leo("GET", at)).status).toBe(404);
});

test("Tariq's business speaks by the API: a post, a webhook, and whoever follows", async ({ request }) => {
  const { ask: tariq, user } = await asks(request, "tariq@northside.example");
  const { ask: aiko } = await asks(request, "aiko@example.com");
  const at = "/businesses/northside-bikes";
  const open = async (path: string) => (await request.get(`/api${path}`)).json();
  expect(await open(at)).toMatchObject({
    id: user.businesses[0].id,
    slug: "northside-bikes",
    timeZone: expect.any(String),
  });
  expect((await open("/businesses?q=northside")).businesses).toMatchObject([{ slug: "northside-bikes" }]);
  expect((await request.get("/api/businesses/nobody")).status()).toBe(404);
  const post = { id: randomUUID(), body: "Closed on Monday", isSilent: true };
  expect(await tariq("POST", `${at}/broadcasts`, post)).toMatchObject({
    status: 201,
    answer: { id: post.id },
  });
  expect(await tariq("POST", `${at}/broadcasts`, post)).toMatchObject({
    status: 200,
    answer: { id: post.id },
  });
  expect((await aiko("POST", `${at}/broadcasts`, post)).status).toBe(404);
  const one = `${at}/broadcasts/${post.id}`;
  expect((await tariq("PATCH", one, { body: "Closed on Tuesday" })).answer.body).toBe("Closed on Tuesday");
  expect((await open(`${at}/broadcasts`)).posts[0]).toMatchObject({ id: post.id, body: "Closed on Tuesday" });
  expect(await open(one)).toMatchObject({ id: post.id, body: "Closed on Tuesday" });
  expect(await tariq("DELETE", one)).toEqual({ status: 200, answer: {} });
  expect((await request.get(`/api${one}`)).status()).toBe(404);

  const plan = {
    id: randomUUID(),
    body: "Closed",
    publishAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  for (const status of [201, 200])
    expect(await tariq("POST", `${at}/planned-posts`, plan)).toMatchObject({ status, answer: plan });
  expect((await tariq("GET", `${at}/planned-posts`)).answer.posts).toContainEqual(
    expect.objectContaining(plan),
  );
  expect((await aiko("GET", `${at}/planned-posts`)).status).toBe(404);
  expect(await tariq("DELETE", `${at}/planned-posts/${plan.id}`)).toEqual({ status: 200, answer: {} });
  expect((await tariq("GET", `${at}/planned-posts`)).answer.posts).toEqual([]);

  const leading = { id: randomUUID(), url: "https://example.com/hook", types: ["message.created"] };
  const made = await tariq("POST", `${at}/webhooks`, leading);
  expect(made).toMatchObject({
    status: 201,
    answer: { webhook: { id: leading.id }, secret: expect.stringMatching(/^whsec_/) },
  });
  expect(await tariq("POST", `${at}/webhooks`, leading)).toEqual({ ...made, status: 200 });
  const hook = `${at}/webhooks/${leading.id}`;
  expect((await tariq("PATCH", hook, { isEnabled: false })).answer.disabled.because).toBe("owner");
  expect((await tariq("POST", `${hook}/secret`, {})).answer.secret).not.toBe(made.answer.secret);
  expect(await tariq("DELETE", hook)).toEqual({ status: 200, answer: {} });
  expect((await tariq("GET", `${at}/webhooks`)).answer.webhooks).not.toContainEqual(
    expect.objectContaining({ id: leading.id }),
  );

  expect((await aiko("PUT", `${at}/follow`, {})).answer.reading).toMatchObject({ topicIds: null });
  expect((await aiko("GET", `${at}/follow`)).answer.reading).toMatchObject({ topicIds: null });
  expect(await aiko("DELETE", `${at}/follow`)).toEqual({ status: 200, answer: {} });
  expect((await aiko("GET", `${at}/follow`)).answer.reading).toBeNull();
});

test("[S18] somebody registers by the API, stays signed in by what they refresh with, and signs out", async ({
  request,
}) => {
  const account = { name: "Robin", email: `robin.${randomUUID()}@example.com`, password: "a long password" };
  const made = await request.post("/api/auth/register", { data: account });
  expect(made.status()).toBe(201);
  const { refreshToken, user } = await made.json();
  expect(user).toMatchObject({ name: "Robin", email: account.email, role: "user", businesses: [] });
  const taken = await request.post("/api/auth/register", { data: account });
  expect([taken.status(), await refusalOf(taken)]).toEqual([409, "conflict"]);
  const refreshed = await request.post("/api/auth/refresh", { data: { refreshToken } });
  const next = await refreshed.json();
  expect([refreshed.status(), Object.keys(next)]).toEqual([
    200,
    ["accessToken", "refreshToken", "expiresIn"],
  ]);
  const bearer = { authorization: `Bearer ${next.accessToken}` };
  expect(await (await request.get("/api/me", { headers: bearer })).json()).toEqual(user);
  const left = await request.post("/api/auth/logout", { headers: bearer, data: {} });
  expect(left.status()).toBe(200);
  expect((await request.get("/api/me", { headers: bearer })).status()).toBe(401);
  const over = await request.post("/api/auth/refresh", { data: { refreshToken: next.refreshToken } });
  expect([over.status(), await refusalOf(over)]).toEqual([401, "unauthorized"]);
});

test("a body is JSON of at most 64 KB", async ({ request }) => {
  const { bearer } = await signIn(request, "leo@example.com");
  const post = async (body: string) => {
    const response = await request.post("/api/tickets", {
      headers: { ...bearer, "content-type": "application/json" },
      data: Buffer.from(body),
    });
    return response.status();
  };
  const padded = (bytes: number) => `{"feed":"me"}`.padEnd(bytes);
  expect(await post(padded(64 * 1024))).toBe(200);
  expect(await post(padded(64 * 1024 + 1))).toBe(413);
  for (const malformed of ["", "{", "null", "[]", '{"feed":"me","role":"owner"}', `${"[".repeat(30_000)}`])
    expect(await post(malformed)).toBe(400);
});

test("[S30] Maya's cookie counts for reading and for posts of our own pages, and for nobody else's", async ({
  request,
  baseURL,
}) => {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: "maya@example.com", password: PASSWORD, json: "true" };
  const signedIn = await request.post("/api/auth/callback/credentials", {
    form: { ...form, callbackUrl: "https://evil.example/" },
  });
  expect(new URL((await signedIn.json()).url).origin).toBe(baseURL);
  const cookies = signedIn.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  const session = cookies.find(({ value }) => value.includes("session-token"))?.value;
  expect(session).toMatch(/HttpOnly/i);
  expect(session).toMatch(/SameSite=Lax/i);

  expect(await (await request.get("/api/me")).json()).toMatchObject({ email: "maya@example.com" });
  const ticket = async (headers: Record<string, string>) =>
    (await request.post("/api/tickets", { headers, data: { feed: "me" } })).status();
  expect(await ticket({ origin: baseURL ?? "" })).toBe(200);
  const evil = "https://evil.example";
  const strangers: Record<string, string>[] = [
    {},
    { origin: evil },
    { origin: "null" },
    { origin: `${baseURL}.evil.example` },
    { origin: evil, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { origin: evil, "x-middleware-subrequest": "middleware:middleware:middleware" },
  ];
  for (const headers of strangers) expect([headers, await ticket(headers)]).toEqual([headers, 401]);
});

test("[S19] a wrong password is told apart from too many, and from nothing else", async ({ request }) => {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const response = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: `nobody.${randomUUID()}@example.com`, password: "not it", json: "true" },
  });
  expect(response.status()).toBe(401);
  expect(new URL((await response.json()).url).searchParams.get("error")).toBe("unauthorized");
});

test("what is no route is refused in the form of all refusals", async ({ request }) => {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    const response = await request.fetch("/api/nothing/here", { method });
    expect([method, response.status(), await refusalOf(response)]).toEqual([method, 404, "not-found"]);
  }
});

/** Where something is asked for: a preflight says nothing but whether it may be. */
const addresses = Object.keys(routes)
  .filter((route) => !["/api/[...path]", "/api/preflight"].includes(route))
  .map((route) => ({ route, url: route.replaceAll(/\[\w+\]/g, () => randomUUID()) }));

test("a route says by which methods it is asked, to whoever asks by another", async ({ request }) => {
  for (const { route, url } of addresses) {
    const taken = (routes[route] ?? []).map(({ method }) => method);
    const allow = [...taken, ...(taken.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
      if (allow.split(", ").includes(method)) continue;
      const headers = { authorization: "Bearer none of ours" };
      const response = await request.fetch(url, { method, headers });
      const id = response.headers()["x-request-id"];
      expect([method, route, response.status(), response.headers().allow]).toEqual([
        method,
        route,
        405,
        allow,
      ]);
      if (method === "HEAD") continue;
      expect((await response.json()).error).toEqual({
        ...{ code: "bad-command", message: `This is asked by ${allow}.`, requestId: id },
      });
    }
    const options = await request.fetch(url, { method: "OPTIONS" });
    expect([route, options.status(), options.headers().allow]).toEqual([route, 204, allow]);
  }
});

test("an address that cannot be read is refused in the form of all refusals, and leads to a page of ours", async ({
  request,
}) => {
  for (const wrong of ["%", "%E0%A4%A", "%zz", "%FF"]) {
    for (const path of [`/api/nothing/${wrong}/messages`, `/api/nothing/${wrong}`, `/api/nothing${wrong}`])
      for (const method of ["GET", "POST"]) {
        const response = await request.fetch(path, { method });
        expect([path, response.status()]).toEqual([path, 400]);
        const requestId = response.headers()["x-request-id"];
        expect((await response.json()).error).toEqual({
          ...{ code: "bad-command", message: "That could not be understood.", requestId },
        });
      }
    for (const path of [
      `/b/${wrong}`,
      `/chats/${wrong}`,
      `/invitations/${wrong}`,
      `/embed/${wrong}`,
      `/${wrong}`,
    ]) {
      const response = await request.get(path);
      expect([path, response.status()]).toEqual([path, 404]);
      expect(await response.text()).toContain("<h1");
    }
  }
  expect((await request.get("/b/harbor%2Dcoffee")).status()).toBe(200);
});

test("[S33] a page of another site asks first, and is told nothing", async ({ request }) => {
  const asked = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  for (const origin of ["https://evil.example", "null"])
    for (const path of ["/api/me", `/api/conversations/${randomUUID()}/messages`]) {
      const first = await request.fetch(path, { method: "OPTIONS", headers: { ...asked, origin } });
      expect([path, first.status()]).toEqual([path, 204]);
      const then = await request.get(path, { headers: { origin } });
      for (const response of [first, then])
        expect(Object.keys(response.headers()).filter((name) => name.startsWith("access-control"))).toEqual(
          [],
        );
    }
});

test("health names each part, and no more", async ({ request }) => {
  const response = await request.get("/health");
  expect(response.status()).toBe(200);
  expect(await response.json()).toEqual({
    status: "ok",
    parts: { database: "ok", redis: "ok", rooms: "ok" },
    canary: expect.any(Object),
  });
});

test("A caller has 500 requests in 15 minutes, and whoever has used them up still gets tickets", async ({
  request,
}) => {
  const { bearer } = await signIn(request, await addAccount("Vera Lund"), PASSWORD_OF_NEWCOMERS);
  const ask = async () => (await request.get("/api/me", { headers: bearer })).status();
  const statuses: number[] = [];
  // So few at once that none waits for Redis so long that it is counted elsewhere.
  for (let asked = 0; asked < 500; asked += 10)
    statuses.push(...(await Promise.all(Array.from({ length: 10 }, ask))));
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  const refused = await request.get("/api/me", { headers: bearer });
  expect([refused.status(), await refusalOf(refused)]).toEqual([429, "too-many"]);
  const ticket = await request.post("/api/tickets", { headers: bearer, data: { feed: "me" } });
  expect(ticket.status()).toBe(200);
});
