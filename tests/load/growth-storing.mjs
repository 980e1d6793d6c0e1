import { quietConversations } from "./growth-operations.mjs";

export const BATCH_ENTRIES = 50;
const BODY = "hello, this is a message of quite an ordinary length";

/**
 * What the statement that stores a batch costs by itself, for each message: `{ pages, rows, logBytes, microseconds }`,
 * that is pages looked at, rows read, bytes written ahead beginning at a checkpoint, and time. `pool` has one
 * connection, which is the only one that writes.
 */
export async function storeBatches({ pool, product, client, newId, batches }) {
  const talks = await quietConversations(client, BATCH_ENTRIES);
  await client.query("checkpoint");
  const before = await workDone(pool);
  const began = performance.now();
  for (let n = 0; n < batches; n += 1) {
    await product.append(
      pool,
      talks.map((talk) => message(talk, newId())),
    );
  }
  const microseconds = (performance.now() - began) * 1_000;
  const after = await workDone(pool);
  const each = (amount) => amount / (batches * talks.length);
  return {
    microseconds: each(microseconds),
    pages: each(after.pages - before.pages),
    rows: each(after.rows - before.rows),
    logBytes: each(after.logBytes - before.logBytes),
  };
}

/** What this connection has done so far, foreign keys included; rows are those of everyone in this database. */
async function workDone(pool) {
  await pool.query("select pg_stat_force_next_flush()");
  const { rows } = await pool.query(`select pg_current_wal_insert_lsn() - '0/0' as "logBytes",
    (select sum(hits + coalesce(reads, 0)) from pg_stat_get_backend_io(pg_backend_pid())
      where object = 'relation') as pages,
    (select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables
      where schemaname = 'public') as rows`);
  return Object.fromEntries(Object.entries(rows[0]).map(([name, amount]) => [name, Number(amount)]));
}

function message({ id, customerId }, messageId) {
  const sender = { userId: customerId, role: "customer", name: "Maya" };
  return { conversationId: id, entry: { op: "message", id: messageId, ...sender, body: BODY } };
}
