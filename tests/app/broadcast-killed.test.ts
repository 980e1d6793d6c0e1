import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { postDeliveries } from "@/db/broadcast-parts";
import { claimTellings } from "@/db/post-deliveries";
import { TELLING_LEASE_MS, TOLD_AT_ONCE_MAX } from "@/lib/following";
import { castAlone } from "../support/cast";
import { openMailServer } from "../support/mail-server";
import { published } from "../support/posts";

const READERS = 10_000;
const MAILED = Number(process.env.MAILED ?? 300);
const STOPPED = 40;

const server = await openMailServer();
afterAll(server.close);

const imports = ["--import", "./tests/support/compiled-words.mjs", "--import", "tsx"];
const root = path.resolve(import.meta.dirname, "..", "..");

/** A process of its own, which ends no other way than by being killed. */
function startTeller(databaseUrl: string): ChildProcess {
  const teller = spawn(
    process.execPath,
    ["--conditions=react-server", ...imports, path.join(root, "tests", "support", "teller.ts")],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        ...{ POSTGRES_URL: databaseUrl, SMTP_URL: server.url, MAIL_FROM: "ServiHub Chat <chat@example.com>" },
      },
    },
  );
  onTestFinished(() => void teller.kill("SIGKILL"));
  return teller;
}

it("[F29] a post to 10,000 readers reaches each of those who want mails once, though the process that sends is killed half-way", async () => {
  const cast = await castAlone();
  const { db, pool, url, businessId } = cast;
  await pool.query(
    `with made as (
       insert into users (name) select 'Reader ' || n from generate_series(1, $1::int) n returning id, name
     )
     insert into readers (business_id, user_id, mail_address, mail_confirmed_at)
     select $2, id, case when n <= $3 then 'reader.' || n || '@example.com' end, case when n <= $3 then now() end
     from (select id, substr(name, 8)::int as n from made) numbered`,
    [READERS, businessId, MAILED],
  );
  await published(cast, "The oat milk is back");
  const states = async () => {
    const rows = await db
      .select({
        state: postDeliveries.state,
        failure: postDeliveries.failure,
        count: sql<number>`count(*)::int`,
      })
      .from(postDeliveries)
      .groupBy(postDeliveries.state, postDeliveries.failure);
    return Object.fromEntries(rows.map(({ state, failure, count }) => [failure ?? state, count]));
  };

  const first = startTeller(url);
  await expect.poll(() => server.mails.length, { timeout: 60_000 }).toBeGreaterThan(MAILED / 3);
  const gone = once(first, "exit");
  first.kill("SIGKILL");
  await gone;
  const atKill = await states();
  const inHand = atKill.sending ?? 0;
  expect(inHand).toBeLessThanOrEqual(TOLD_AT_ONCE_MAX);
  expect(atKill.waiting).toBeGreaterThan(STOPPED);

  // Some want no more of it between asking and sending.
  const { rows: stopped } = await pool.query<{ address: string }>(
    `update readers r set mail_confirmed_at = null
     from (select user_id from post_deliveries where state = 'waiting' order by user_id limit $1) waiting
     where r.user_id = waiting.user_id returning mail_address as address`,
    [STOPPED],
  );
  startTeller(url);
  startTeller(url);
  await expect.poll(async () => (await states()).waiting ?? 0, { timeout: 120_000, interval: 200 }).toBe(0);
  await expect.poll(async () => (await states()).sending ?? 0).toBe(inHand);
  await claimTellings(db, { now: new Date(Date.now() + 2 * TELLING_LEASE_MS), limit: 1_000 });

  const got = server.mails.flatMap(({ to }) => to);
  expect(new Set(got).size).toBe(got.length);
  for (const { address } of stopped) expect(got).not.toContain(address);
  const settled = await states();
  expect(settled).toEqual({
    sent: MAILED - STOPPED - inHand,
    "not-wanted": STOPPED,
    ...(inHand > 0 && { unknown: inHand }),
  });
  expect(got.length).toBeGreaterThanOrEqual(MAILED - STOPPED - inHand);
}, 240_000);
