import fs from "node:fs";
import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import pg from "pg";
import { openRedis } from "../../../lib/server/redis";
import { startPrivateStack } from "../../support/private-stack.mjs";

const PASSWORD = "servihub-demo";
const REDIS_WITHIN_MS = 10_000;

/** Who knocks. Maya has a conversation with Harbor Coffee, of which Sam is an agent and Nora the owner. */
const people = {
  stranger: null,
  guest: { provider: "guest", form: { name: "Gus" } },
  maya: { email: "maya@example.com" },
  leo: { email: "leo@example.com" },
  sam: { email: "sam@harbor.example" },
  june: { email: "june@northside.example" },
  nora: { email: "nora@harbor.example" },
  admin: { email: "admin@servihub.example" },
} as const;
export type Role = keyof typeof people;
export const roles = Object.keys(people).filter((name): name is Role => name in people);
export const signedIn = roles.filter((role) => role !== "stranger");

/** A site of these tests alone: what they wear out, nobody else needs. */
export interface Site {
  url: string;
  roomsUrl: string;
  env: Record<string, string>;
  as: Record<Role, APIRequestContext>;
  log: (part: "web" | "rooms") => string;
  /** A browser of its own. */
  browser: () => Promise<APIRequestContext>;
  /** A statement in the database itself. */
  query: (statement: string, values: unknown[]) => Promise<void>;
  /** What anybody did so far counts for no limit any more. */
  forgetUses: () => Promise<void>;
  /** Kills the site's own process, which is started again. */
  killSite: () => void;
  stop: () => Promise<void>;
}

export async function openSite(): Promise<Site> {
  const stack = await startPrivateStack({});
  const { url, roomsUrl, env } = stack;
  const contexts: APIRequestContext[] = [];
  const browser = async () => {
    const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
    contexts.push(context);
    return context;
  };
  const enter = async (role: Role) => signIn(await browser(), role);
  const as = {
    stranger: await enter("stranger"),
    guest: await enter("guest"),
    maya: await enter("maya"),
    leo: await enter("leo"),
    sam: await enter("sam"),
    june: await enter("june"),
    nora: await enter("nora"),
    admin: await enter("admin"),
  };
  const stop = async () => {
    await Promise.all(contexts.map((context) => context.dispose()));
    await stack.stop();
  };
  const query = async (statement: string, values: unknown[]) => {
    const client = new pg.Client(stack.databaseUrl);
    await client.connect();
    await client.query(statement, values).finally(() => client.end());
  };
  const redis = openRedis({
    url: env.UPSTASH_REDIS_REST_URL ?? "",
    token: env.UPSTASH_REDIS_REST_TOKEN ?? "",
    timeoutMs: REDIS_WITHIN_MS,
  });
  const forgetUses = async () => {
    const uses = await redis.keys("limit:*");
    if (uses.length > 0) await redis.del(...uses);
  };
  const killSite = () => Object(stack.parts).web.kill("SIGKILL");
  const log = (part: string) => fs.readFileSync(`${env.DATA_DIR}/logs/${part}.log`, "utf8");
  return { url, roomsUrl, env, as, log, browser, query, forgetUses, killSite, stop };
}

export async function signIn(context: APIRequestContext, role: Role): Promise<APIRequestContext> {
  const person = people[role];
  if (!person) return context;
  const { csrfToken } = await (await context.get("/api/auth/csrf")).json();
  const { provider, form } =
    "form" in person
      ? person
      : { provider: "credentials", form: { email: person.email, password: PASSWORD } };
  const response = await context.post(`/api/auth/callback/${provider}`, {
    form: { ...form, csrfToken, json: "true" },
  });
  expect(response.status(), role).toBe(200);
  return context;
}

/** An action is there on its page, whatever that would show. */
const NOTHING = "00000000-0000-4000-8000-000000000000";

/** What an action is called by in this build, and a page that has it. */
export function actionsOfBuild(): Map<string, { id: string; page: string }> {
  const manifest = JSON.parse(fs.readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const actions = new Map<string, { id: string; page: string }>();
  for (const [id, value] of Object.entries(manifest.node)) {
    const { filename, exportedName, workers } = Object(value);
    const pages = Object.keys(workers).map(
      (name) =>
        name
          .replace(/^app(.*)\/page$/, "$1")
          .replace(/\/\([^/]+\)/g, "")
          .replace("[business]", "harbor-coffee")
          .replace("[id]", NOTHING) || "/",
    );
    const page = pages.find((name) => !name.includes("[") && !name.includes("_")) ?? "/b/harbor-coffee";
    actions.set(`${filename}#${exportedName}`, { id, page });
  }
  return actions;
}

export function callAction(
  context: APIRequestContext,
  { id, page }: { id: string; page: string },
  asked: unknown,
  headers: Record<string, string> = {},
): Promise<APIResponse> {
  return context.post(page, {
    headers: {
      "next-action": id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      ...headers,
    },
    data: Buffer.from(JSON.stringify([asked])),
  });
}

/** What an action gave back, out of the stream in which React sends it. */
export async function answerOf(response: APIResponse): Promise<unknown> {
  const rows = (await response.text()).split("\n");
  const [, at] = /"a":"\$@(\w+)"/.exec(rows.find((row) => row.startsWith("0:")) ?? "") ?? [];
  const row = rows.find((each) => at !== undefined && each.startsWith(`${at}:`));
  const value = row?.slice(row.indexOf(":") + 1) ?? "";
  // An error that was thrown comes as an `E` and a number.
  return value.startsWith("{") ? JSON.parse(value) : null;
}
