import { parseArgs } from "node:util";
import pg from "pg";
import { v7 as uuid } from "uuid";
import { startPrivateStack } from "../support/private-stack.mjs";
import { startChild } from "./child.mjs";
import { floodReport } from "./flood-report.mjs";
import { interruption } from "./interruption.mjs";
import { loadProduct } from "./product.mjs";
import { isStoredBeforeHeard, productSystem, referenceSystem, storedWrongly } from "./systems.mjs";

const USAGE = `npm run flood -- [--seconds 85] [--n 1,50,200] [--rate 400] [--readers 1000] [--rounds 2]

  --seconds  about how long the whole run may take
  --n        how many conversations write at once, one message in flight in each
  --rate     messages per second of the fixed-rate steps, over 200 conversations
  --readers  readers in one room for the fan-out
  --rounds   how often each step is run; the table shows medians

Only the ratios mean anything: both systems share this machine, its Postgres and this moment.`;

const OPEN_LOOP_CONVERSATIONS = 200;
/** Starting, connecting and checking, which is not measured. */
const OVERHEAD_SECONDS = 30;
const STEP_SECONDS_MIN = 1;
const WARM_SECONDS = 0.5;
const FAN_MESSAGES = 20;
const FAN_PAUSE_MS = 30;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "85" },
    n: { type: "string", default: "1,50,200" },
    rate: { type: "string", default: "400" },
    readers: { type: "string", default: "1000" },
    rounds: { type: "string", default: "2" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(USAGE);
else process.exitCode = await flood(settingsOf(values));

function settingsOf({ seconds, n, rate, readers, rounds }) {
  return {
    seconds: Number(seconds),
    conversations: n.split(",").map(Number),
    rate: Number(rate),
    readers: Number(readers),
    rounds: Number(rounds),
  };
}

async function flood(settings) {
  const atEnd = [];
  const stop = async () => {
    for (const each of atEnd.splice(0).toReversed()) await each();
  };
  try {
    const stack = await startPrivateStack({
      web: false,
      demo: false,
      fsync: true,
      env: { ROOM_FRAMES_PER_SECOND: "1000000" },
      say: console.log,
      signal: interruption(),
    });
    atEnd.push(stack.stop);
    const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
    atEnd.push(() => database.end());
    const load = startChild("load-program.mjs");
    atEnd.push(load.stop);
    const product = { ...(await loadProduct()), newId: uuid };
    const conversations = Math.max(OPEN_LOOP_CONVERSATIONS, ...settings.conversations);
    const systems = [];
    for (const start of [productSystem, referenceSystem]) {
      const system = await start({ stack, database, product, conversations });
      atEnd.push(system.stop);
      systems.push(system);
    }
    return await measureAndCheck({ settings, stack, database, load, systems });
  } finally {
    await stop();
  }
}

async function measureAndCheck({ settings, stack, database, load, systems }) {
  const wrong = [];
  for (const system of systems) {
    const began = performance.now();
    await load.order("open", { system: system.name, addresses: await system.addresses() });
    console.log(`${system.name}: conversations opened in ${Math.round(performance.now() - began)} ms.`);
    if (!(await isStoredBeforeHeard({ stack, load, system })))
      wrong.push(`${system.name}: heard while the table was locked`);
  }
  const measured = [];
  for (const step of stepsOf(settings))
    measured.push({ step, results: await measure({ step, load, systems }) });
  for (const system of systems) {
    const sent = await load.order("sent", { system: system.name });
    wrong.push(...(await storedWrongly({ database, system, sent })));
  }
  console.log(`\n${floodReport(measured, systems)}\n`);
  console.log("Only the ratios count. Stored = sent, numbered 1..n, nothing heard before its commit:");
  console.log(wrong.length ? wrong.join("\n") : "all true for both.");
  return wrong.length ? 1 : 0;
}

function stepsOf({ seconds, conversations, rate, readers, rounds }) {
  const windows = 2 * rounds * (conversations.length + 1);
  const each = Math.max(STEP_SECONDS_MIN, (seconds - OVERHEAD_SECONDS) / windows - WARM_SECONDS);
  const timed = { warmSeconds: WARM_SECONDS, seconds: each };
  return [
    ...conversations.map((n) => ({
      title: `${n} in flight`,
      order: "closed",
      rounds,
      how: { rooms: n, ...timed },
    })),
    {
      title: `${rate}/s`,
      order: "opened",
      rounds,
      how: { rooms: OPEN_LOOP_CONVERSATIONS, perSecond: rate, ...timed },
    },
    {
      title: `${readers} readers`,
      order: "fan",
      rounds: 1,
      readers,
      how: { messages: FAN_MESSAGES, pauseMs: FAN_PAUSE_MS },
    },
  ];
}

/** Round by round, one system right after the other: what else this machine does should meet both alike. */
async function measure({ step, load, systems }) {
  const results = Object.fromEntries(systems.map(({ name }) => [name, []]));
  for (let round = 0; round < step.rounds; round += 1) {
    for (const system of systems) {
      const { name, processes } = system;
      if (step.order === "fan")
        await load.order("openFan", { system: name, addresses: await system.fan(step.readers) });
      results[name].push(await load.order(step.order, { system: name, processes, ...step.how }));
    }
  }
  console.log(`${step.title}: measured.`);
  return results;
}
