import { setMaxListeners } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { interruption } from "../load/interruption.mjs";
import { faults } from "./faults.mjs";
import { brokenPromises, faultTable, together } from "./report.mjs";
import { openTrial } from "./trial.mjs";

const USAGE = `npm run faults -- [--seed 1] [--only F04,F05] [--minutes 12] [--sites 2] [--quiet]

  --seed     repeats the same talk and the same faults; chosen by chance otherwise
  --only     ids of faults, or beginnings of their names
  --minutes  about how long the whole run may take; each fault strikes at least once
  --sites    processes of the site, at which everybody gets their tickets and programs write; by default one,
             for the faults that need it

Each fault has the whole product to itself: customers and agents talk, it strikes, and when all is well it strikes
again. Then the log, the database and every view are compared. Exits 1 if a promise was broken.`;

/** Starting the product for a fault, and comparing at the end. */
const OVERHEAD_SECONDS = 8;
/** A part that dies often is started again later each time, which is not what is looked at here. */
const RUNS_IN_A_ROUND = 3;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e9)) },
    only: { type: "string", default: "" },
    minutes: { type: "string", default: "12" },
    sites: { type: "string" },
    quiet: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(USAGE);
else process.exitCode = await run(values);

async function run({ seed, only, minutes, sites, quiet }) {
  const names = chosen(only);
  console.log(`Seed ${seed}.`);
  await buildIfNeeded(names, sites);
  const signal = interruption();
  // One for every part of every stage.
  setMaxListeners(0, signal);
  const seconds = (Number(minutes) * 60) / names.length - OVERHEAD_SECONDS;
  // Clients and rooms say what they try again; here that is what is to happen.
  console.warn = () => {};
  const results = [];
  for (const name of names) {
    console.log(`\n${name}`);
    const say = quiet ? () => {} : (line) => console.log(`  ${line}`);
    const result = { name, ...(await endure({ name, sites, seed, seconds, say, signal })) };
    // At once, too: a long run may not be waited for.
    for (const line of brokenPromises([result])) console.log(`  ${line}`);
    results.push(result);
  }
  console.log(`\n${faultTable(results)}\n`);
  const broken = brokenPromises(results);
  console.log(broken.length > 0 ? broken.join("\n") : "Every promise was kept.");
  console.log(`Seed ${seed}.`);
  return broken.length > 0 ? 1 : 0;
}

/** Rounds, each on a stage of its own, for so long; what they found is put together. */
async function endure({ name, sites, seed, seconds, say, signal }) {
  const ends = performance.now() + seconds * 1_000;
  const took = [];
  const verdicts = [];
  for (let round = 1; round === 1 || performance.now() < ends; round += 1) {
    const needs = { ...faults[name].needs, ...(sites && { web: true, webProcesses: Number(sites) }) };
    const trial = await openTrial({ seed: `${seed} ${name} ${round}`, needs, isLong: true, say, signal });
    try {
      for (let run = 1; run === 1 || (run <= RUNS_IN_A_ROUND && performance.now() < ends); run += 1) {
        took.push(await trial.strike([name]));
        say(`All was well after ${took.at(-1).toFixed(1)} s.`);
      }
      verdicts.push(await trial.verdict());
    } finally {
      await trial.close();
    }
  }
  return { took, verdict: together(verdicts) };
}

function chosen(only) {
  const wanted = only.split(",").filter(Boolean);
  const names = Object.keys(faults).filter(
    (name) => wanted.length === 0 || wanted.some((each) => name.toLowerCase().startsWith(each.toLowerCase())),
  );
  if (names.length === 0)
    throw new Error(`there is no fault ${only}; there are\n${Object.keys(faults).join("\n")}`);
  return names;
}

async function buildIfNeeded(names, sites) {
  if (!sites && !names.some((name) => faults[name].needs?.web)) return;
  await buildSite({ say: console.log, logFile: path.join(root, "test-results", "build.log") });
}
