import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migrate } from "../../scripts/stack/migrations.mjs";
import { soon } from "./until.mjs";

const TABLES = ["messages", "conversations", "participants", "receipts", "users"];

/** What the next version's migrations may do: they add, and fill what they added. The version before goes on meanwhile. */
const ADDED = [
  ...TABLES.map((table) => `alter table ${table} add column of_tomorrow integer default 1 not null`),
  "create table of_tomorrow (id uuid primary key, message_id uuid references messages on delete cascade)",
  "create index messages_of_tomorrow on messages (conversation_id, of_tomorrow)",
  "alter table messages add check (of_tomorrow >= 0)",
  "update messages set of_tomorrow = 2",
];
/** And what those after them take away again. */
const TAKEN_AWAY = [
  "drop table of_tomorrow",
  ...TABLES.map((table) => `alter table ${table} drop column of_tomorrow`),
];

/** The database is migrated twice under whoever sends, each time in one transaction that takes a while. */
export async function migrateMeanwhile({ stack, isLong, random, say }) {
  // A start of the next version looks at the migrations there are, too.
  await soon(() => migrate(stack.databaseUrl));
  for (const statements of [ADDED, TAKEN_AWAY]) {
    const heldMs = isLong ? random.between(1_000, 5_000) : random.between(200, 800);
    await inOneTransaction(stack.databaseUrl, statements, heldMs);
    say(`Migrated, in a transaction of ${Math.round(heldMs)} ms.`);
    await wait(heldMs);
  }
}

async function inOneTransaction(url, statements, heldMs) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("begin");
    for (const statement of statements) await client.query(statement);
    await wait(heldMs);
    await client.query("commit");
  } finally {
    await client.end();
  }
}
