import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { type ReceivedSpan, receiveTraces } from "../support/otlp-receiver";
import { startPrivateStack } from "../support/private-stack.mjs";

const OPEN_WITHIN_MS = 400_000;
const PASSWORD = "servihub-demo";
/** In everything that people write or hold here, so that it can be looked for wherever it must not be. */
const MARK = `marked${randomUUID().replaceAll("-", "")}`;

const line = z.looseObject({
  level: z.enum(["debug", "info", "warn", "error"]),
  time: z.iso.datetime(),
  part: z.string(),
  msg: z.string(),
  request: z.string().optional(),
  trace: z.string().optional(),
});

type Product = Awaited<ReturnType<typeof openProduct>>;
let product: Product;

beforeAll(async () => {
  product = await openProduct();
  await drive(product);
}, OPEN_WITHIN_MS);
afterAll(() => product?.stop());

async function openProduct() {
  const logFile = path.join(root, "test-results", "build.log");
  await buildSite({ say: () => {}, logFile, signal: undefined });
  const receiver = await receiveTraces();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_BSP_SCHEDULE_DELAY: "100",
    LOG_LEVEL: "debug",
  };
  const stack = await startPrivateStack({ env });
  const folder = path.join(stack.env.DATA_DIR ?? "", "logs");
  const log = (part: string) => fs.readFileSync(path.join(folder, `${part}.log`), "utf8");
  return {
    ...{ url: stack.url, roomsUrl: stack.roomsUrl, databaseUrl: stack.databaseUrl, receiver, log },
    logs: () => fs.readdirSync(folder).map((name) => name.replace(/\.log$/, "")),
    /** From the first of ours on: before it, Next says its name. */
    lines: (part: string) => {
      const said = log(part).split("\n");
      const ours = said.slice(said.findIndex((each) => each.startsWith("{")));
      return ours.filter((each) => each !== "").map((each) => line.parse(JSON.parse(each)));
    },
    stop: async () => {
      await stack.stop();
      await receiver.stop();
    },
  };
}

/** What was answered to some of it, to be found again in the logs. */
const answered: Record<string, string> = {};

async function drive({ url, roomsUrl, databaseUrl }: Product): Promise<void> {
  const ask = (path: string, init: RequestInit & { token?: string } = {}) =>
    fetch(new URL(path, url), {
      ...init,
      headers: {
        ...(init.body ? { "content-type": "application/json" } : {}),
        ...(init.token ? { authorization: `Bearer ${init.token}` } : {}),
        ...Object(init.headers),
      },
    });
  const post = (path: string, body: unknown, token?: string) =>
    ask(path, { method: "POST", body: JSON.stringify(body), ...(token && { token }) });
  const note = async (name: string, asked: Promise<Response>) => {
    const response = await asked;
    answered[name] = response.headers.get("x-request-id") ?? "";
    return response;
  };

  const login = await post("/api/auth/login", { email: "maya@example.com", password: PASSWORD });
  const { accessToken: token } = z.object({ accessToken: z.string() }).parse(await login.json());
  answered.token = token;
  await post("/api/auth/login", { email: `${MARK}@example.com`, password: MARK });
  await post("/api/auth/register", { name: MARK, email: `${MARK}@example.com`, password: `${MARK}x` });
  await ask("/api/me", { token: MARK });
  await ask("/api/me", { headers: { cookie: `next-auth.session-token=${MARK}` } });

  const list = z.object({ conversations: z.array(z.looseObject({ id: z.string() })) });
  const [conversation] = list.parse(await (await ask("/api/conversations", { token })).json()).conversations;
  const messages = `/api/conversations/${conversation?.id}/messages`;
  const sent = await note("sent", post(messages, { body: `Hello ${MARK}` }, token));
  expect(sent.status).toBe(201);
  await post(messages, { body: `${MARK}\u0000` }, token);
  await post(messages, { body: MARK.repeat(2_000) }, token);
  await ask(messages, { method: "POST", token, body: `{"body": "${MARK}` });
  await note(
    "refused",
    ask(`${messages}/${randomUUID()}`, { method: "PATCH", token, body: JSON.stringify({ body: MARK }) }),
  );
  await ask(`/api/search?q=${MARK}`, { token });
  await note("file", ask(`/api/files/${MARK}`));
  await ask(`/api/unsubscribe/${MARK}`, { method: "POST" });
  await ask(`/unsubscribe/${MARK}?token=${MARK}`);
  await ask(`/invitations/${MARK}`);
  await fetch(`${roomsUrl}/parties/main/00000000?token=${MARK}`);
  await fetch(`${roomsUrl}/parties/main/00000000`, {
    method: "POST",
    headers: { authorization: `Bearer ${MARK}` },
    body: MARK,
  });

  await withoutTable(databaseUrl, "messages", async () => {
    await note("failed", post(messages, { body: `Lost ${MARK}` }, token));
    await ask(messages, { token });
  });
  await withoutTable(databaseUrl, "users", async () => {
    await post("/api/auth/login", { email: `${MARK}@example.com`, password: MARK });
  });
  await withoutTable(databaseUrl, "businesses", async () => {
    expect((await ask(`/b/${MARK}`)).status).toBe(500);
  });
}

/** A database in which something is missing refuses statements and says what they were. */
async function withoutTable(databaseUrl: string, table: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(`alter table ${table} rename to ${table}_away`);
    await work();
  } finally {
    await client.query(`alter table ${table}_away rename to ${table}`);
    await client.end();
  }
}

describe("the logs", () => {
  it("[S35] hold nothing that people write or hold, whatever fails", () => {
    const parts = product.logs();
    expect(parts).toEqual(expect.arrayContaining(["web", "rooms", "postgres", "start", "database-bridge"]));
    for (const part of parts) {
      const text = product.log(part);
      const at = text.toLowerCase().indexOf(MARK);
      expect([part, at === -1 ? "" : text.slice(Math.max(0, at - 300), at + 50)]).toEqual([part, ""]);
      expect([part, text.includes(answered.token ?? "")]).toEqual([part, false]);
    }
  });

  it("[O8] name what failed all the same", () => {
    const said = product.lines("web").filter(({ level }) => level === "error");
    expect(said.filter(({ msg }) => msg === "incident").length).toBeGreaterThan(2);
    expect(JSON.stringify(said)).toContain("42P01");
    expect(JSON.stringify(product.lines("rooms"))).toContain("42P01");
    expect(product.log("postgres")).toMatch(/ERROR: +relation "\w+" does not exist/);
  });

  it.each(["web", "rooms", "start"])(
    "[O8] of %s are lines of JSON, each with when, what and how grave",
    (part) => {
      expect(product.lines(part).length).toBeGreaterThan(0);
    },
  );

  it("[O8] say of each request what was asked for, how it ended and how long it took, once", () => {
    const of = (name: string) =>
      product.lines("web").filter(({ request, msg }) => request === answered[name] && msg === "request");
    expect(of("sent")).toHaveLength(1);
    expect(of("sent")[0]).toMatchObject({
      ...{
        kind: "api",
        method: "POST",
        route: "/api/conversations/[id]/messages",
        status: 201,
        outcome: "ok",
      },
      ms: expect.any(Number),
    });
    expect(of("file")[0]).toMatchObject({
      route: "/api/files/[token]",
      outcome: expect.not.stringMatching("ok"),
    });
  });

  it("[O8] name the request also where the rooms refuse it, or fail", () => {
    const [refused] = product.lines("rooms").filter(({ request }) => request === answered.refused);
    expect(refused).toMatchObject({ level: "warn", msg: "refused", refused: expect.any(String) });
    const [incident] = product
      .lines("web")
      .filter(({ request, msg }) => request === answered.failed && msg === "incident");
    expect(incident).toMatchObject({ level: "error", incident: expect.stringMatching(/^[\da-f]{8}$/) });
    expect(product.lines("rooms").some(({ msg }) => msg === "the ledger failed")).toBe(true);
  });
});

describe("traces", () => {
  const spansOf = (trace: string | undefined) =>
    product.receiver.spans.filter(({ traceId }) => traceId === trace);
  const attribute = ({ attributes }: ReceivedSpan, name: string) =>
    attributes.find(({ key }) => key === name)?.value.stringValue;

  it("[O8] are sent by OTLP and tell a request from the door to the statements and the rooms", async () => {
    const [of] = product.lines("web").filter(({ request }) => request === answered.sent);
    expect(of?.trace).toMatch(/^[\da-f]{32}$/);
    await expect
      .poll(() => spansOf(of?.trace).map(({ name }) => name))
      .toContain("POST /api/conversations/[id]/messages");
    const spans = spansOf(of?.trace);
    expect(spans.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["operation", "call to the rooms", "postgres SELECT"]),
    );
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["servihub-chat"]));
    const statements = spans.filter((span) => attribute(span, "db.query.text"));
    expect(statements.every((span) => !attribute(span, "db.query.text")?.includes("maya@"))).toBe(true);
  });

  it("[O8] stand in the log of the rooms, too", () => {
    const ids = (part: string) =>
      product.lines(part).find(({ request }) => request === answered.refused)?.trace;
    expect(ids("rooms")).toMatch(/^[\da-f]{32}$/);
    expect(ids("rooms")).toBe(ids("web"));
  });

  it("[S35] hold nothing that people write or hold", () => {
    const said = product.receiver.said();
    expect(said.length).toBeGreaterThan(1_000);
    expect(said.toLowerCase()).not.toContain(MARK);
    expect(said).not.toContain(answered.token);
  });

  it("[O8] do not tell of what the site does every second by itself", () => {
    const roots = product.receiver.spans.filter(({ parentSpanId }) => !parentSpanId);
    expect(roots.filter(({ name }) => /^(postgres|fetch|call)/.test(name))).toEqual([]);
  });
});
