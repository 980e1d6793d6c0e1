import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { root } from "../../scripts/root.mjs";
import { startPrivateStack } from "../support/private-stack.mjs";
import { floodReport } from "./flood-report.mjs";
import { OURS, settingsOf, USAGE } from "./flood-settings.mjs";
import { interruption } from "./interruption.mjs";
import { median } from "./latencies.mjs";
import { loadProduct } from "./product.mjs";
import { conversationsFor, socketSteps, timedSteps } from "./scenarios.mjs";
import { storesBeforeTelling, wrongsOf } from "./systems/checks.mjs";
import { installPeerPackages } from "./systems/peer-packages.mjs";
import { peers, startPeer } from "./systems/peers.mjs";
import { startProduct } from "./systems/product.mjs";
import { isRedisThere, startRedisServer } from "./systems/redis-server.mjs";
import { Team } from "./team.mjs";

const PRODUCT = "ServiHub";
const AUDIT_SECONDS = 35;
const LOG_LINES_MAX = 15;
/** Between which marks a page holds the figures of a run. */
const MARKS = [
  "<!-- figures: npm run flood -- --full --out docs/PERFORMANCE.md -->",
  "<!-- end of figures -->",
];

const settings = settingsOf(process.argv.slice(2));
if (settings) process.exitCode = await flood(settings);
else console.log(USAGE);

async function flood(settings) {
  const began = performance.now();
  const { systems: names, skipped } = possible(settings.systems);
  if (names.some((name) => peers[name]?.packages)) installPeerPackages(console.log);
  const atEnd = [];
  let outcome;
  try {
    const stage = await startStage(atEnd, { names, relayReaders: settings.relay });
    const systems = await startSystems(atEnd, { ...stage, names, settings });
    const measured = await measureAll({ ...stage, systems, settings });
    outcome = { ...measured, skipped, systems: systems.map(({ name }) => name), settings };
  } catch (error) {
    showLogs(atEnd.logs);
    throw error;
  } finally {
    for (const end of atEnd.toReversed()) await end();
  }
  const audit = settings.isAudited ? audited() : undefined;
  const report = floodReport({ ...outcome, audit, minutes: (performance.now() - began) / 60_000 });
  console.log(`\n${report}`);
  if (settings.out) writeInto(path.resolve(settings.out), report);
  return outcome.wrong.length > 0 || audit?.isBroken ? 1 : 0;
}

/** Where a page says that figures belong, between two marks, nothing else of it changes. */
function writeInto(file, report) {
  const [begin, end] = MARKS;
  const page = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const [before, rest = ""] = page.split(begin);
  const [, after] = rest.split(end);
  const isMarked = after !== undefined;
  fs.writeFileSync(file, isMarked ? `${before}${begin}\n\n${report}\n\n${end}${after}` : `${report}\n`);
}

/** The parts' logs go with the stack, and a failure is seldom explained without them. */
function showLogs(files = []) {
  for (const file of files) {
    const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-LOG_LINES_MAX);
    console.error(`${path.basename(file)}:\n${lines.join("\n")}`);
  }
}

/** Peers that need a Redis are left out where there is none. */
function possible(names) {
  const skipped = names.filter((name) => peers[name]?.redis && !isRedisThere);
  for (const name of skipped) console.log(`Left out, as there is no redis-server on the PATH: ${name}.`);
  return { systems: names.filter((name) => !skipped.includes(name)), skipped };
}

async function startStage(atEnd, { names, relayReaders }) {
  const stack = await startPrivateStack({
    web: false,
    demo: false,
    fsync: true,
    env: { ROOM_FRAMES_PER_SECOND: "1000000", ROOM_READERS_MAX: String(relayReaders) },
    say: console.log,
    signal: interruption(),
  });
  atEnd.push(stack.stop);
  atEnd.logs = Object.values(stack.parts).map(({ logFile }) => logFile);
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  atEnd.push(() => database.end());
  const redis = {};
  for (const kind of new Set(names.map((name) => peers[name]?.redis).filter(Boolean))) {
    redis[kind] = await startRedisServer({ isDurable: kind === "durable" });
    atEnd.push(redis[kind].stop);
  }
  return { stack, database, redis };
}

async function startSystems(atEnd, { stack, database, redis, names, settings }) {
  const size = {
    conversations: conversationsFor(settings),
    crowdedRooms: 1,
    readers: settings.scenarios.some((each) => ["fan", "readers"].includes(each)) ? settings.readers : 1,
    relayReaders: settings.relay,
  };
  const product = names.includes(OURS) ? await loadProduct() : undefined;
  const systems = [];
  for (const name of names) {
    const how = { stack, database, redis, ...size };
    const system =
      name === OURS
        ? await startProduct({ name: PRODUCT, product, ...how })
        : await startPeer({ name, ...how });
    atEnd.push(system.stop);
    systems.push(system);
  }
  return systems;
}

async function measureAll({ stack, database, systems, settings }) {
  const team = new Team(settings.loads);
  try {
    const tallies = new Map(systems.map((system) => [system, []]));
    const probes = await openAll({ stack, team, systems, settings });
    const timed = await stepByStep({ team, systems, steps: timedSteps(settings), tallies });
    for (const system of systems) tallies.get(system).push(await team.leave(system));
    const opening = await stepByStep({ team, systems, steps: socketSteps(settings), tallies });
    const checks = [];
    for (const system of systems) {
      const tally = sumOf(tallies.get(system));
      checks.push({ name: system.name, probe: probes.get(system), tally, stored: await system.stored() });
    }
    const wrong = checks.flatMap((check) => wrongsOf(check, { isOurs: check.name === PRODUCT }));
    const { rows } = await database.query("show server_version");
    return { steps: [...timed, ...opening], checks, wrong, postgres: rows[0].server_version };
  } finally {
    await team.stop();
  }
}

/** Opens every conversation of the timed steps in every system. */
async function openAll({ stack, team, systems, settings }) {
  const count = conversationsFor({ ...settings, scenarios: settings.scenarios.filter(isTimed) });
  const probes = new Map();
  for (const system of systems) {
    const began = performance.now();
    await team.open(system, count);
    console.log(
      `${system.name}: ${count} conversations opened in ${Math.round(performance.now() - began)} ms.`,
    );
    probes.set(system, await storesBeforeTelling({ stack, team, system }));
  }
  return probes;
}

function isTimed(scenario) {
  return ["closed", "rate"].includes(scenario);
}

/** Round by round, one system right after the other: what else this machine does should meet all alike. */
async function stepByStep({ team, systems, steps, tallies }) {
  const measured = [];
  for (const step of steps) {
    const results = Object.fromEntries(systems.map(({ name }) => [name, []]));
    for (let round = 0; round < step.rounds; round += 1) {
      for (const system of rotated(systems, round)) {
        if (step.isFor?.(system) === false) continue;
        if (step.isTooMuchFor?.(capacityOf(measured, system))) continue;
        const result = await step.run({ team, system, round });
        if (result.tally) tallies.get(system).push(result.tally);
        results[system.name].push(result);
      }
    }
    measured.push({ ...step, results });
    console.log(`${step.kind}, ${step.title}: measured.`);
  }
  return measured;
}

function rotated(systems, round) {
  const first = round % systems.length;
  return [...systems.slice(first), ...systems.slice(0, first)];
}

/** The most a system has shown so far, messages per second. */
function capacityOf(measured, { name }) {
  const shown = measured.filter(({ kind }) => kind === "closed").map(({ results }) => results[name]);
  return shown.length === 0
    ? Number.POSITIVE_INFINITY
    : Math.max(...shown.map((rounds) => median(rounds.map(({ perSecond }) => perSecond))));
}

function sumOf(tallies) {
  const sum = (of) => tallies.reduce((all, tally) => all + tally[of], 0);
  return { sent: sum("sent"), missed: sum("missed"), twice: sum("twice"), disorder: sum("disorder") };
}

/** The audit, in its short form and with parts of its own. */
function audited() {
  console.log("Auditing.");
  const args = [path.join(root, "tests", "load", "audit.mjs"), "--seconds", String(AUDIT_SECONDS)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) console.error(stdout, stderr);
  return { isBroken: status !== 0, text: stdout };
}
