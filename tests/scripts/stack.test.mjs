import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { startedAt } from "../../scripts/stack/processes.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { createDatabaseForTest } from "../support/database";

// Rooms and site have tests of their own: an address for the rooms means they run elsewhere.
const bare = { web: false, demo: false, fsync: false, env: { ROOMS_URL: "http://127.0.0.1:9" } };

test("data, secrets and the token outlive a stop and a start", async () => {
  const dataDir = folder();
  const first = await startStack({ ...bare, dataDir });
  await query(first, "create table kept (word text)");
  await query(first, "insert into kept values ('harbor ☕')");
  await first.stop();

  const second = await startStack({ ...bare, dataDir });
  onTestFinished(() => second.stop());
  expect(await query(second, "select word from kept")).toEqual([{ word: "harbor ☕" }]);
  for (const name of [
    "NEXTAUTH_SECRET",
    "TICKET_SECRET",
    "TOKEN_SECRET",
    "SECRETS_KEY",
    "UPSTASH_REDIS_REST_TOKEN",
  ]) {
    expect(second.env[name]).toBe(first.env[name]);
  }
  expect(fs.statSync(path.join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("Postgres killed with -9 comes back on its port with what was committed", async () => {
  const stack = await startStack({ ...bare, dataDir: folder() });
  onTestFinished(() => stack.stop());
  await query(stack, "create table kept as select 'before' as word");
  const before = stack.parts.postgres.pid();
  stack.parts.postgres.kill("SIGKILL");
  const rows = await vi.waitUntil(
    () => query(stack, "select word from kept").catch(() => undefined),
    PATIENT,
  );
  expect(rows).toEqual([{ word: "before" }]);
  expect(stack.parts.postgres.pid()).not.toBe(before);
});

test("a lock left by a killed Postgres, whose number is now another program's, is no obstacle", async () => {
  const dataDir = folder();
  const first = await startStack({ ...bare, dataDir });
  await query(first, "create table kept as select 'before' as word");
  const lock = fs.readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8");
  await first.stop();
  // This test's own process is alive and is not Postgres.
  const stale = lock.replace(/^\d+/, String(process.pid));
  fs.writeFileSync(path.join(dataDir, "postgres", "postmaster.pid"), stale);

  const second = await startStack({ ...bare, dataDir });
  onTestFinished(() => second.stop());
  expect(await query(second, "select word from kept")).toEqual([{ word: "before" }]);
});

test("a database of the person's own is used, migrated and not seeded, and no Postgres is started", async () => {
  const theirs = await createDatabaseForTest();
  const stack = await startStack({
    ...bare,
    demo: true,
    dataDir: folder(),
    env: { ...bare.env, POSTGRES_URL: theirs.directUrl },
  });
  onTestFinished(() => stack.stop());
  expect(Object.keys(stack.parts)).not.toContain("postgres");
  expect(stack.env.DEMO).toBeUndefined();
  expect(new URL(stack.env.POSTGRES_URL).hostname).toBe("localhost");
  expect(await query(stack, "select count(*)::int as people from users")).toEqual([{ people: 0 }]);
});

test("nothing runs any more once a stack has stopped, or failed to start", async () => {
  const stack = await startStack({ ...bare, dataDir: folder() });
  const pids = Object.values(stack.parts).map((part) => part.pid());
  expect(pids.length).toBeGreaterThanOrEqual(3);
  await stack.stop();
  expect(pids.map(startedAt)).toEqual(pids.map(() => undefined));

  const dataDir = folder();
  const env = { ...bare.env, POSTGRES_URL: "postgres://nobody:wrong@127.0.0.1:9/none" };
  await expect(startStack({ ...bare, dataDir, env })).rejects.toThrow("ECONNREFUSED");
  expect(fs.existsSync(path.join(dataDir, "running.json"))).toBe(false);
});

test("the stack of all tests has everything on loopback", () => {
  const env = inject("env");
  for (const name of ["UPSTASH_REDIS_REST_URL", "ROOMS_URL"]) {
    expect(new URL(env[name]).hostname).toBe("127.0.0.1");
  }
  expect(env.POSTGRES_WS_PROXY).toMatch(/^127\.0\.0\.1:\d+\/v1$/);
});

const PATIENT = { timeout: 15_000, interval: 50 };

async function query({ databaseUrl }, text) {
  const client = new pg.Client(databaseUrl);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function folder() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub test "));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}
