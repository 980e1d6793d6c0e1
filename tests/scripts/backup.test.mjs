import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { copiesToEnd, nameOf } from "../../scripts/backup/copies.mjs";
import { restoreBackup } from "../../scripts/backup/restore.mjs";
import { takeBackup } from "../../scripts/backup/take.mjs";
import { root } from "../../scripts/root.mjs";
import { migrate } from "../../scripts/stack/migrations.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { insertCast } from "../load/cast.mjs";

// Each starts Postgres three times.
vi.setConfig({ testTimeout: 120_000 });

// Rooms and site have tests of their own: an address for the rooms means they run elsewhere.
const bare = { web: false, demo: false, fsync: false, env: { ROOMS_URL: "http://127.0.0.1:9" } };

test("[F37] a restored backup is what was there, in every table, beside what was there before", async () => {
  const dataDir = folder();
  const stack = await startStack({ ...bare, dataDir, demo: true });
  const before = await rowsOf(stack.databaseUrl);
  expect(before.messages.length).toBeGreaterThan(10);
  const copy = path.join(dataDir, "backups", "one");
  const filesDir = path.join(dataDir, "files");
  fs.mkdirSync(path.join(filesDir, "ab"), { recursive: true });
  fs.writeFileSync(path.join(filesDir, "ab", "a file"), "☕");
  const taken = await takeBackup({ url: stack.databaseUrl, filesDir, folder: copy });
  expect(taken.files).toBe(1);
  expect(taken.rows).toBe(Object.values(before).flat().length);
  await query(stack.databaseUrl, "delete from messages");
  await query(stack.databaseUrl, "update users set name = 'Somebody else'");
  await stack.stop();
  fs.rmSync(filesDir, { recursive: true });

  const { kept } = await restoreBackup({ settings: {}, dataDir, folder: copy, now: "now" });
  const again = await startStack({ ...bare, dataDir });
  onTestFinished(() => again.stop());
  const after = await rowsOf(again.databaseUrl);
  // Every row, but for what is said to have changed since.
  const changed = ["conversations", "sessions", "later_messages", "posts", "jobs", "secrets"];
  for (const table of Object.keys(before).filter((name) => !changed.includes(name))) {
    expect(after[table], table).toEqual(before[table]);
  }
  const versions = ({ conversations }) => Object.fromEntries(conversations.map(({ id, rev }) => [id, rev]));
  for (const [id, rev] of Object.entries(versions(before))) {
    expect(versions(after)[id], id).toBeGreaterThan(rev + 500);
  }
  expect(fs.readFileSync(path.join(filesDir, "ab", "a file"), "utf8")).toBe("☕");
  const url = new URL(again.databaseUrl);
  url.pathname = `/${kept}`;
  expect(await query(url.href, "select distinct name from users")).toEqual([{ name: "Somebody else" }]);
});

test("[F37] what was done meanwhile in the world is not done again, and what ended stays ended", async () => {
  const dataDir = folder();
  const stack = await startStack({ ...bare, dataDir });
  const ask = (text, values) => query(stack.databaseUrl, text, values);
  const database = { query: (text, values) => ask(text, values) };
  const { agents, conversations } = await insertCast(database, { agents: 1, conversations: 1 });
  const [{ id: conversationId, customer }] = conversations;
  const [{ userId: agentId }] = agents;
  await ask("update users set email = 'agent@example.com' where id = $1", [agentId]);
  await ask(
    "insert into sessions (id, user_id, expires_at) select gen_random_uuid(), unnest($1::uuid[]), now() + interval '1 day'",
    [[agentId, customer.userId]],
  );
  await ask(
    "insert into jobs (kind, user_id, conversation_id, run_at) values ('mail', $1, $3, now() - interval '1 minute'), ('push', $2, $3, now() + interval '1 hour')",
    [agentId, customer.userId, conversationId],
  );
  await ask(
    "insert into later_messages (id, conversation_id, user_id, body, send_at, based_on_seq) values ($1, $2, $3, 'Good morning', now(), 0)",
    [randomUUID(), conversationId, agentId],
  );
  const copy = path.join(dataDir, "one");
  await takeBackup({ url: stack.databaseUrl, folder: copy });
  await stack.stop();

  const { counts } = await restoreBackup({ settings: {}, dataDir, folder: copy, now: "now" });
  expect(counts).toMatchObject({ notifications: 1, later: 1, signIns: 1, planned: 0, secrets: 0 });
  const again = await startStack({ ...bare, dataDir });
  onTestFinished(() => again.stop());
  expect(
    await query(
      again.databaseUrl,
      "select user_id, expires_at > now() as holds from sessions order by expires_at",
    ),
  ).toEqual([
    { user_id: agentId, holds: false },
    { user_id: customer.userId, holds: true },
  ]);
  expect(
    await query(again.databaseUrl, "select kind, given_up_at is null as waits from jobs order by kind"),
  ).toEqual([
    { kind: "mail", waits: false },
    { kind: "push", waits: true },
  ]);
  const [planned] = await query(
    again.databaseUrl,
    "select state, send_at > now() + interval '23 hours' as later from later_messages",
  );
  expect(planned).toEqual({ state: "waiting", later: true });
  const [{ told }] = await query(
    again.databaseUrl,
    "select bool_and(told_rev = rev) as told from conversations",
  );
  expect(told).toBe(true);
});

test("a backup that was altered, is not whole or is of a newer version is not restored", async () => {
  const dataDir = folder();
  const stack = await startStack({ ...bare, dataDir, demo: true });
  const copy = path.join(dataDir, "one");
  await takeBackup({ url: stack.databaseUrl, folder: copy });
  await stack.stop();
  const restore = () => restoreBackup({ settings: {}, dataDir, folder: copy, now: "now" });

  const users = path.join(copy, "tables", "users.copy.gz");
  const whole = fs.readFileSync(users);
  fs.writeFileSync(users, gzipSync(gunzipSync(whole).toString().replace("Maya", "Mayo")));
  await expect(restore()).rejects.toThrow("users.copy.gz is not as it was written");
  fs.rmSync(users);
  await expect(restore()).rejects.toThrow("users.copy.gz is not as it was written");
  fs.writeFileSync(users, whole);
  const file = path.join(copy, "manifest.json");
  const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  fs.writeFileSync(file, JSON.stringify({ ...manifest, migration: manifest.migration + 1 }));
  await expect(restore()).rejects.toThrow("made by a newer version");
  fs.rmSync(file);
  await expect(restore()).rejects.toThrow("is no backup");
});

test("a backup of an earlier version gets what the migrations since have changed", async () => {
  const dataDir = folder();
  const stack = await startStack({ ...bare, dataDir });
  const earlier = new URL(stack.databaseUrl);
  earlier.pathname = "/earlier";
  await query(stack.databaseUrl, "create database earlier");
  const { entries } = JSON.parse(fs.readFileSync("db/migrations/meta/_journal.json", "utf8"));
  await migrate(earlier.href, { upTo: entries.find(({ tag }) => tag === "0035_widgets").when });
  expect(await query(earlier.href, "select to_regclass('bots') as bots")).toEqual([{ bots: null }]);
  const cast = await insertCast(
    { query: (text, values) => query(earlier.href, text, values) },
    { agents: 2, conversations: 3 },
  );
  const copy = path.join(dataDir, "one");
  await takeBackup({ url: earlier.href, folder: copy });
  await stack.stop();

  await restoreBackup({ settings: {}, dataDir, folder: copy, now: "now" });
  const again = await startStack({ ...bare, dataDir });
  onTestFinished(() => again.stop());
  expect(
    await query(again.databaseUrl, "select id, is_with_people from conversations where kind = 'direct'"),
  ).toEqual(expect.arrayContaining(cast.conversations.map(({ id }) => ({ id, is_with_people: false }))));
  expect(await query(again.databaseUrl, "select * from bots")).toEqual([]);
});

test("by its commands: a backup while it runs, an admin made, all of it taken back while it is stopped", async () => {
  const dataDir = folder();
  const command = (script, ...args) =>
    promisify(execFile)(process.execPath, [path.join(root, "scripts", script), ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    });
  await expect(command("backup.mjs")).rejects.toMatchObject({
    stderr: expect.stringContaining("start it (npm start), or set POSTGRES_URL"),
  });
  const stack = await startStack({ ...bare, dataDir, demo: true });
  const rank = () => query(stack.databaseUrl, "select role from users where email = 'nora@harbor.example'");
  for (let time = 0; time < 2; time += 1) await command("backup.mjs", "--keep", "1");
  expect(await rank()).toEqual([{ role: "user" }]);
  for (let time = 0; time < 2; time += 1)
    expect((await command("make-admin.mjs", "Nora@harbor.example")).stdout).toContain("/admin");
  expect(await rank()).toEqual([{ role: "admin" }]);
  expect(
    await query(
      stack.databaseUrl,
      `select actor_id, actor_name, actor_role, detail from audit_entries a join users u on u.id::text = a.subject_id
       where kind = 'user.made-admin' and u.email = 'nora@harbor.example'`,
    ),
  ).toEqual([{ actor_id: null, actor_name: "", actor_role: "operator", detail: { name: "Nora Lindqvist" } }]);
  await expect(command("make-admin.mjs", "nobody@harbor.example")).rejects.toMatchObject({
    stderr: expect.stringContaining("register with it first"),
  });
  const copies = fs.readdirSync(path.join(dataDir, "backups"));
  expect(copies).toHaveLength(1);
  const from = path.join(dataDir, "backups", copies[0]);
  await expect(command("restore.mjs", "--from", from)).rejects.toMatchObject({
    stderr: expect.stringContaining("Already running"),
  });
  await stack.stop();

  await expect(command("restore.mjs")).rejects.toMatchObject({
    stderr: expect.stringContaining("Which backup?"),
  });
  const { stdout } = await command("restore.mjs", "--from", from);
  expect(stdout).toMatch(/is kept beside it, as servihub_before_/);
  const again = await startStack({ ...bare, dataDir });
  onTestFinished(() => again.stop());
  expect(await query(again.databaseUrl, "select count(*)::int from users where role = 'admin'")).toEqual([
    { count: 1 },
  ]);
});

test("only the newest copies are kept, and nothing else is touched", () => {
  const copies = folder();
  for (const day of [1, 2, 3]) fs.mkdirSync(path.join(copies, nameOf(new Date(Date.UTC(2026, 0, day)))));
  fs.mkdirSync(path.join(copies, "photographs"));
  expect(copiesToEnd(copies, 2)).toEqual([path.join(copies, "2026-01-01T00-00-00-000Z")]);
  expect(() => copiesToEnd(copies, 0)).toThrow("--keep");
});

function folder() {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "servihub backup "));
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

async function query(url, text, values) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** All rows by table, as text, in an order of their own. */
async function rowsOf(url) {
  const tables = await query(
    url,
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const rows = {};
  for (const { name } of tables) {
    rows[name] = await query(url, `select * from "${name}" t order by t::text`);
  }
  return rows;
}
