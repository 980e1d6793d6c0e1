import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@playwright/test";

const secret = () => crypto.randomUUID();

/** What the site needs to start in production; nothing of it is reached before the first request. */
const settings = {
  POSTGRES_URL: "postgres://app:pw@localhost:1/app",
  UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
  UPSTASH_REDIS_REST_TOKEN: secret(),
  NEXTAUTH_SECRET: secret(),
  NEXTAUTH_URL: "http://localhost:1",
  TICKET_SECRET: secret(),
  TOKEN_SECRET: secret(),
  SECRETS_KEY: secret(),
  ROOMS_URL: "http://127.0.0.1:1",
};

test("the site does not start in production without its secrets, and names them", async () => {
  const { TICKET_SECRET: _missing, ...incomplete } = settings;
  const { code, said } = await startSite({ ...incomplete, TOKEN_SECRET: "change-me" });
  expect(code).toBe(1);
  expect(said).toContain("TICKET_SECRET: is missing");
  expect(said).toContain("TOKEN_SECRET: needs 32 random characters or more");
  expect(said).not.toContain("NEXTAUTH_SECRET");
});

async function startSite(env: Record<string, string>) {
  const site = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "--port", "0"], {
    // Kept from whatever .env files are here.
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      __NEXT_PROCESSED_ENV: "true",
      NEXT_TELEMETRY_DISABLED: "1",
      ...env,
    },
    timeout: 30_000,
  });
  let said = "";
  for (const stream of [site.stdout, site.stderr]) stream.on("data", (text) => (said += text));
  const [code] = await once(site, "close");
  return { code, said };
}
