import fs from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { startPrivateStack } from "../support/private-stack.mjs";
import { fillTo } from "./growth-fill.mjs";
import { readsIn } from "./growth-operations.mjs";
import { planOf } from "./growth-plans.mjs";
import { growthReport } from "./growth-report.mjs";
import { sendThroughRooms } from "./growth-sending.mjs";
import { storeBatches } from "./growth-storing.mjs";
import { interruption } from "./interruption.mjs";
import { percentiles } from "./latencies.mjs";
import { loadProduct } from "./product.mjs";

const USAGE = `npm run growth -- [--messages 10000000] [--conversations 100000] [--seconds 4] [--in-flight 50]

  --messages       how many there are in the end; it is measured at a thousandth, a hundredth and a tenth, too
  --conversations  how many they are in
  --seconds        how long messages are sent through the rooms at each size
  --in-flight      how many conversations write at once, one message in flight in each

Ten million messages take about six minutes and 8 GB of disk, which are given back at the end.`;

const SHARES = [1_000, 100, 10, 1];
/** With fewer a list has no second page. */
const CONVERSATIONS_MIN = 100;
/** Rows, indexes, the log, and what building an index needs for a while. */
const BYTES_PER_MESSAGE = 700;
const BYTES_AT_LEAST = 2 ** 30;
const READS_TIMED = 300;
const BATCHES = 40;
/** While much is filled in at once; afterwards as Postgres has it. */
const ROOM_FOR_THE_LOG = "max_wal_size = '8GB'";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "10000000" },
    conversations: { type: "string", default: "100000" },
    seconds: { type: "string", default: "4" },
    "in-flight": { type: "string", default: "50" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(USAGE);
else
  process.exitCode = await growth({
    messages: Number(values.messages),
    conversations: Number(values.conversations),
    seconds: Number(values.seconds),
    inFlight: Number(values["in-flight"]),
  });

async function growth({ messages, conversations, seconds, inFlight }) {
  const needed = BYTES_AT_LEAST + messages * BYTES_PER_MESSAGE;
  const { bavail, bsize } = fs.statfsSync(os.tmpdir());
  if (bavail * bsize < needed) throw new Error(`${os.tmpdir()} has less than ${needed} bytes left`);
  const stack = await startPrivateStack({
    web: false,
    demo: false,
    fsync: true,
    env: { ROOM_FRAMES_PER_SECOND: "1000000" },
    say: console.log,
    signal: interruption(),
  });
  const client = new pg.Client(stack.databaseUrl);
  const product = await loadProduct();
  const { POSTGRES_URL: url, POSTGRES_WS_PROXY: proxy } = stack.env;
  const connection = product.openDb({ url, proxy, max: 1 });
  try {
    await client.connect();
    const measured = [];
    for (const share of SHARES.filter((share) => conversations / share >= CONVERSATIONS_MIN)) {
      const size = {
        messages: Math.round(messages / share),
        conversations: Math.round(conversations / share),
      };
      const filled = await fill(client, size);
      const results = await measure({ stack, client, product, connection, seconds, inFlight });
      measured.push({ ...size, ...filled, ...results });
      console.log(`${size.messages} messages: filled in ${Math.round(filled.seconds)} s, and measured.`);
    }
    const { text, isFlat } = growthReport(measured);
    console.log(`\n${text}`);
    return isFlat ? 0 : 1;
  } finally {
    await connection.pool.end();
    await client.end();
    await stack.stop();
  }
}

async function fill(client, size) {
  const began = performance.now();
  await client.query(`alter system set ${ROOM_FOR_THE_LOG}`);
  await client.query("select pg_reload_conf()");
  await fillTo(client, size);
  await client.query("alter system reset all");
  await client.query("select pg_reload_conf()");
  await client.query("checkpoint");
  const { rows } = await client.query("select pg_total_relation_size('messages')::int8 as bytes");
  return { seconds: (performance.now() - began) / 1_000, bytes: Number(rows[0].bytes) };
}

async function measure({ stack, client, product, connection, seconds, inFlight }) {
  const store = (newId) => storeBatches({ pool: connection.pool, product, client, newId, batches: BATCHES });
  // The first to write there finds pages that were filled to the brim.
  await store(uuid);
  const inTime = await store(uuid);
  const atRandom = await store(await scattered(client));
  const reads = [];
  for (const read of await readsIn(client, product)) reads.push(await measureRead(connection, read));
  const sending = await sendThroughRooms({ stack, product, client, conversations: inFlight, seconds });
  return { sending, storing: { inTime, atRandom }, reads };
}

/** Ids that lie anywhere among those there are, as ids would that tell nothing of time. */
async function scattered(client) {
  const { rows } = await client.query(
    "select min(created_at) as first, max(created_at) as last from messages",
  );
  const [first, last] = [Number(rows[0].first), Number(rows[0].last)];
  return () => uuid({ msecs: Math.floor(first + Math.random() * (last - first)) });
}

/** `pages` are those of the conversation that needs the most. */
async function measureRead({ pool, db }, { name, pagesMax, targets, ask }) {
  const pages = [];
  for (const target of targets) pages.push((await planOf(pool, (explained) => ask(explained, target))).pages);
  const times = [];
  for (let n = 0; n < READS_TIMED; n += 1) {
    const began = performance.now();
    await ask(db, targets[n % targets.length]);
    times.push(performance.now() - began);
  }
  return { name, pagesMax, pages: Math.max(...pages), p50: percentiles(times).p50 };
}
