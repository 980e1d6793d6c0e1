import pg from "pg";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { append } from "@/db/append";
import { type Db, openDb } from "@/db/client";
import { accessTo, chatsPage, findConversation, peopleOf } from "@/db/conversations";
import { inboxPage } from "@/db/inbox";
import { historyHead, historyPage, messageById } from "@/db/messages";
import { searchMessages } from "@/db/search";
import { changesSince, snapshotOf } from "@/db/snapshot";
import { summariesOf } from "@/db/summaries";
import { termsOf } from "@/lib/search";
import { fillTo } from "../load/growth-fill.mjs";
import { readsIn } from "../load/growth-operations.mjs";
import { planIn, planOf } from "../load/growth-plans.mjs";
import { storeBatches } from "../load/growth-storing.mjs";
import { createDatabase } from "../support/database";
import { inboxReads, unseenReads } from "./inbox-reads";

const product = {
  ...{ append, accessTo, chatsPage, findConversation, inboxPage, peopleOf },
  ...{ historyHead, historyPage, messageById, changesSince, snapshotOf, summariesOf },
  ...{ searchMessages, termsOf },
};

/** What a message may take at most, however many there are: a look at a score of indexes, and a row or two of each. */
const PAGES_PER_MESSAGE_MAX = 80;
const ROWS_PER_MESSAGE_MAX = 6;
/** Messages a search looks at before it stops, and those of windows that it leaves and halves. */
const LOOKED_AT_MAX = 5_000;
/** After so many Postgres keeps a plan, if it is to keep any. */
const BATCHES_UNTIL_A_PLAN_IS_KEPT = 8;
const FILLS_WITHIN_MS = 600_000;
const READ_WITHIN_MS = 180_000;
/** Tags, saved views, memberships: of a business there are few, and they have a limit. */
const SMALL_TABLE_PAGES = 10;

describe("with a million messages in a hundred thousand conversations of one business", {
  timeout: READ_WITHIN_MS,
}, () => {
  let connection: Awaited<ReturnType<typeof connections>>;
  beforeAll(async () => {
    connection = await connections(await createDatabase());
    await fillTo(connection.client, { messages: 1_000_000, conversations: 104_000, hasWork: true });
  }, FILLS_WITHIN_MS);
  afterAll(() => connection.end());

  it("whatever is read of conversations costs as much as what is shown", async () => {
    const reads = await readsIn(connection.client, product);
    expect(
      await dearAmong(
        reads.flatMap(({ name, pagesMax, targets, ask }) =>
          targets.slice(0, 5).map((target: object) => ({
            ...{ name, pagesMax },
            explain: () => planOf(connection.pool, (db: Db) => ask(db, target)),
          })),
        ),
      ),
    ).toEqual([]);
  });

  it("whatever agents read of their work costs as much as what is shown, in every view and order", async () => {
    const { client, pool } = connection;
    expect(
      await dearAmong(
        (await inboxReads(client)).map(({ ask, ...read }) => ({ ...read, explain: () => planOf(pool, ask) })),
      ),
    ).toEqual([]);
  });

  it("whatever somebody has not seen who answers costs as much as they are shown, in a thread, too", async () => {
    const unseen = await unseenReads(connection.client);
    expect(unseen).toHaveLength(4);
    expect(
      await dearAmong(
        unseen.map(({ text, values, ...read }) => ({
          ...read,
          explain: async () =>
            planIn(await connection.pool.query(`explain (analyze, buffers, format json) ${text}`, values)),
        })),
      ),
    ).toEqual([]);
  });

  it("a search leaps over months in which nothing was said, and is not drowned in what comes before them", async () => {
    const reads = await readsIn(connection.client, product);
    const long = reads.find(({ name }) => name.includes("a long one"));
    const { conversationId, businessId } = Object(long?.targets[0]);
    const after = {
      at: new Date().toISOString(),
      seq: 2 ** 31 - 1,
      id: "ffffffff-ffff-ffff-ffff-ffffffffffff",
    };
    const scopes = [{ conversationId, businessIds: [] }, { businessIds: [businessId] }];
    const looks = [];
    for (const scope of scopes)
      for (const query of ["table", "reservation", "tabletop", "zeppelin"]) {
        const ask = (db: Db) => searchMessages(db, { terms: termsOf(query), scope, after });
        const { nodes } = await planOf(connection.pool, ask);
        const found = nodes.filter((each) => each["Node Type"] === "Bitmap Heap Scan");
        looks.push(found.reduce((sum, each) => sum + each["Actual Rows"] * each["Actual Loops"], 0));
      }
    expect(Math.max(...looks)).toBeLessThan(LOOKED_AT_MAX);
  });

  it("a message costs as much as a message", async () => {
    const store = () => storeBatches({ ...connection, product, newId: uuid, batches: 4 });
    // The first to write there finds pages that were filled to the brim.
    await store();
    const { pages, rows } = await store();
    expect(pages).toBeLessThan(PAGES_PER_MESSAGE_MAX);
    expect(rows).toBeLessThan(ROWS_PER_MESSAGE_MAX);
  });
});

/** Those that look at more pages than they may, or at one row after the other of a table that grows. */
async function dearAmong(
  reads: { name: string; pagesMax: number; explain: () => ReturnType<typeof planOf> }[],
) {
  const dear = [];
  for (const { name, pagesMax, explain } of reads) {
    const { nodes, pages } = await explain();
    const scans = nodes.filter(
      (each) =>
        each["Node Type"] === "Seq Scan" &&
        each["Shared Hit Blocks"] + each["Shared Read Blocks"] > SMALL_TABLE_PAGES,
    );
    if (pages > pagesMax || scans.length > 0) dear.push({ name, pages, pagesMax, scans });
  }
  return dear;
}

describe("a plan that was kept since there were ten conversations", () => {
  it.each([
    ["a batch", 50],
    ["a message alone", 1],
  ])(
    "stores %s without reading those that have come since",
    async (_, entries) => {
      const { client, pool, end } = await connections(await createDatabase());
      onTestFinished(end);
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
async function connections({ url, directUrl, drop }: Awaited<ReturnType<typeof createDatabase>>) {
  const client = new pg.Client(directUrl);
  await client.connect();
  const { pool } = openDb({ url, proxy: process.env.POSTGRES_WS_PROXY, max: 1 });
  const { rows } = await client.query<{ name: string }>(
    "select relid::regclass::text as name from pg_stat_user_tables where schemaname = 'public'",
  );
  for (const { name } of rows) await client.query(`alter table ${name} set (autovacuum_enabled = false)`);
  const end = async () => {
    await pool.end();
    await client.end();
    await drop();
  };
  return { client, pool, end };
}
