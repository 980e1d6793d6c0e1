import { parseArgs } from "node:util";
import { mixedFaults } from "../faults/faults.mjs";
import { PROMISES } from "../faults/report.mjs";
import { openTrial } from "../faults/trial.mjs";
import { interruption } from "./interruption.mjs";
import { median } from "./latencies.mjs";
import { figure, table } from "./table.mjs";

const USAGE = `npm run audit -- [--seed 1] [--seconds 85]

  --seed     repeats the same talk and the same faults; chosen by chance otherwise
  --seconds  about how long the whole run may take

Customers and agents talk while sockets are cut, tabs are killed, and the rooms, Postgres and its bridge are
ended with kill -9. Afterwards the log, the database and every view are compared. Exits 1 if a promise was broken.`;

/** Starting, and settling at the end. */
const OVERHEAD_SECONDS = 18;
const SHOWN_MAX = 10;
/** How often a fault strikes before the last one is healed. */
const OVERLAP = 0.3;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
    seconds: { type: "string", default: "85" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(USAGE);
else process.exitCode = await audit({ seed: values.seed, seconds: Number(values.seconds) });

async function audit({ seed, seconds }) {
  // Clients say what they try again; here that is what is to happen.
  console.warn = () => {};
  console.log(`Seed ${seed}.`);
  const thrown = [];
  process.on("uncaughtException", (error) => thrown.push(`thrown: ${error.stack}`));
  const trial = await openTrial({ seed, progress: console.log, signal: interruption() });
  try {
    const struck = await strikeByChance(trial, seconds - OVERHEAD_SECONDS);
    const verdict = await trial.verdict();
    verdict.other.push(...thrown);
    console.log(`\n${reportOf(struck)}\n`);
    const { operations, acknowledged, refused, stored } = verdict;
    console.log(`${operations} sent, ${acknowledged} acknowledged, ${refused} refused, ${stored} stored.`);
    console.log(PROMISES.map((promise) => `${promise} ${verdict[promise].length}`).join(", "));
    const broken = PROMISES.flatMap((promise) =>
      verdict[promise].slice(0, SHOWN_MAX).map((sentence) => `${promise}: ${sentence}`),
    );
    if (broken.length > 0) console.log(`\n${broken.join("\n")}\nSeed ${seed}.`);
    return broken.length > 0 ? 1 : 0;
  } finally {
    await trial.close();
  }
}

/** Resolves to `[{ name, isAlone, convergedSeconds }]`; the seconds run from the end of all that struck at once. */
async function strikeByChance(trial, seconds) {
  const deadline = performance.now() + seconds * 1_000;
  const struck = [];
  for (const group of groupsOf(trial.random)) {
    const convergedSeconds = await trial.strike(group);
    console.log(`${group.join(" + ")}: healed in ${convergedSeconds.toFixed(1)} s.`);
    struck.push(...group.map((name) => ({ name, isAlone: group.length === 1, convergedSeconds })));
    if (performance.now() > deadline) return struck;
  }
}

/** All faults once, in an order of chance, and again; some do not wait for others to be healed. */
function* groupsOf(random) {
  let group = [];
  for (;;) {
    for (const name of random.shuffled(mixedFaults)) {
      group.push(name);
      if (random.isTrue(OVERLAP)) continue;
      yield group;
      group = [];
    }
  }
}

function reportOf(faults) {
  const names = [...new Set(faults.map(({ name }) => name))].toSorted();
  const rows = names.map((name) => {
    const struck = faults.filter((each) => each.name === name);
    const alone = struck.filter(({ isAlone }) => isAlone).map(({ convergedSeconds }) => convergedSeconds);
    const longest = Math.max(...struck.map(({ convergedSeconds }) => convergedSeconds));
    return [name, struck.length, figure(median(alone), 1), figure(longest, 1)];
  });
  return table(["fault", "runs", "alone: seconds to converge", "at most, also with others"], rows);
}
