import { quietConversations } from "./growth-operations.mjs";
import { processorTime } from "./processor-time.mjs";

const BATCH_ENTRIES = 50;
const BODY = "hello, this is a message of quite an ordinary length";

/**
 * What the statement that stores a batch costs Postgres, for each message: `{ pages, rows, logBytes, microseconds }`,
 * that is pages looked at, rows read, bytes written ahead beginning at a checkpoint, and processor time. `pool` has
 * one connection, which is the only one that writes.
 */
export async function storeBatches({ pool, product, client, newId, batches, entries = BATCH_ENTRIES }) {
  const talks = await quietConversations(client, entries);
  await client.query("checkpoint");
  const before = await workDone(pool);
  for (let n = 0; n < batches; n += 1) {
    await product.append(
      pool,
      talks.map((talk) => message(talk, newId())),
    );
  }
  const after = await workDone(pool);
  const each = (what) => (after[what] - before[what]) / (batches * talks.length);
  return {
    pages: each("pages"),
    rows: each("rows"),
    logBytes: each("logBytes"),
    microseconds: each("microseconds"),
  };
}

/** What this connection has done so far, foreign keys included; rows are those of everyone in this database. */
async function workDone(pool) {
  await pool.query("select pg_stat_force_next_flush()");
  const { rows } =
    await pool.query(`select pg_backend_pid() as pid, pg_current_wal_insert_lsn() - '0/0' as "logBytes",
    (select sum(hits + coalesce(reads, 0)) from pg_stat_get_backend_io(pg_backend_pid())
      where object = 'relation') as pages,
    (select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_user_tables
      where schemaname = 'public') as rows`);
  const [{ pid, pages, rows: read, logBytes }] = rows;
  const { microseconds } = processorTime({ microseconds: pid });
  return { pages: Number(pages), rows: Number(read), logBytes: Number(logBytes), microseconds };
}

function message({ id, customerId }, messageId) {
  const sender = { userId: customerId, role: "customer", name: "Maya" };
  return { conversationId: id, entry: { op: "message", id: messageId, ...sender, body: BODY } };
}
