import pg from "pg";
import { v7 as uuid } from "uuid";
import { describe, expect, it, onTestFinished } from "vitest";
import { append } from "@/db/append";
import { type Db, openDb } from "@/db/client";
import { accessTo, chatsPage, findConversation, peopleOf } from "@/db/conversations";
import { inboxPage } from "@/db/inbox";
import { historyHead, historyPage, messageById } from "@/db/messages";
import { findMessages } from "@/db/search";
import { changesSince, snapshotOf } from "@/db/snapshot";
import { summariesOf } from "@/db/summaries";
import { termsOf } from "@/lib/search";
import { fillTo } from "../load/growth-fill.mjs";
import { readsIn } from "../load/growth-operations.mjs";
import { planOf } from "../load/growth-plans.mjs";
import { storeBatches } from "../load/growth-storing.mjs";
import { createDatabaseForTest } from "../support/database";

const product = {
  ...{ append, accessTo, chatsPage, findConversation, inboxPage, peopleOf },
  ...{ historyHead, historyPage, messageById, changesSince, snapshotOf, summariesOf },
  ...{ findMessages, termsOf },
};

/** What a message may take at most, however many there are: a look at a dozen indexes, and a row or two of each. */
const PAGES_PER_MESSAGE_MAX = 80;
const ROWS_PER_MESSAGE_MAX = 6;
/** After so many Postgres keeps a plan, if it is to keep any. */
const BATCHES_UNTIL_A_PLAN_IS_KEPT = 8;
const FILLS_WITHIN_MS = 180_000;

describe("with a million messages in ten thousand conversations", () => {
  it(
    "whatever is read costs as much as what is shown, and a message as much as a message",
    async () => {
      const { client, pool } = await connections();
      await fillTo(client, { messages: 1_000_000, conversations: 10_000 });
      const dear = [];
      for (const { name, pagesMax, targets, ask } of await readsIn(client, product)) {
        for (const target of targets.slice(0, 5)) {
          const { nodes, pages } = await planOf(pool, (db: Db) => ask(db, target));
          const scans = nodes.filter((each) => each["Node Type"] === "Seq Scan");
          if (pages > pagesMax || scans.length > 0) dear.push({ name, pages, pagesMax, scans });
        }
      }
      expect(dear).toEqual([]);
      const { pages, rows } = await storeBatches({ pool, client, product, newId: uuid, batches: 4 });
      expect(pages).toBeLessThan(PAGES_PER_MESSAGE_MAX);
      expect(rows).toBeLessThan(ROWS_PER_MESSAGE_MAX);
    },
    FILLS_WITHIN_MS,
  );
});

describe("a plan that was kept since there were ten conversations", () => {
  it.each([
    ["a batch", 50],
    ["a message alone", 1],
  ])(
    "stores %s without reading those that have come since",
    async (_, entries) => {
      const { client, pool } = await connections();
      const store = (batches: number) =>
        storeBatches({ pool, client, product, newId: uuid, batches, entries });
      await fillTo(client, { messages: 1_000, conversations: 10 });
      await client.query("analyze");
      await store(BATCHES_UNTIL_A_PLAN_IS_KEPT);
      await fillTo(client, { messages: 20_000, conversations: 200, isUnnoticed: true });
      const { rows } = await store(1);
      const plans = await pool.query("select generic_plans, custom_plans from pg_prepared_statements");
      expect(plans.rows).toEqual([{ generic_plans: "4", custom_plans: "5" }]);
      expect(rows).toBeLessThan(ROWS_PER_MESSAGE_MAX);
    },
    FILLS_WITHIN_MS,
  );
});

/** In a database that autovacuum leaves alone: what it does when it likes would be counted, and would end plans. */
async function connections() {
  const { url, directUrl } = await createDatabaseForTest();
  const client = new pg.Client(directUrl);
  await client.connect();
  const { pool } = openDb({ url, proxy: process.env.POSTGRES_WS_PROXY, max: 1 });
  onTestFinished(async () => {
    await pool.end();
    await client.end();
  });
  const { rows } = await client.query<{ name: string }>(
    "select relid::regclass::text as name from pg_stat_user_tables where schemaname = 'public'",
  );
  for (const { name } of rows) await client.query(`alter table ${name} set (autovacuum_enabled = false)`);
  return { client, pool };
}
