import { setTimeout as wait } from "node:timers/promises";
import { residentBytes } from "./processor-time.mjs";

/** Conversations that a fixed rate is spread over. */
export const RATE_CONVERSATIONS = 200;
export const MEMORY_SOCKETS = 5_000;
const MEMBERS = 2;
const WARM_SECONDS = 1;
const STEP_SECONDS_MIN = 1;
/** Starting, connecting and checking, which is not measured: in all, and for each system. */
const OVERHEAD_SECONDS = 15;
const OVERHEAD_SECONDS_EACH = 6;
/** A rate is only offered to what has shown that it can take so much more. */
const HEADROOM = 1.4;
const FAN_MESSAGES = 20;
const FAN_PAUSE_MS = 30;
/** Rooms and collectors of garbage go to sleep after a while without work. */
const REST_MS = 12_000;
const SETTLE_MS = 1_000;
const SPARE_SEATS = 2;

/** How many conversations with a socket each the scenarios of a run need. */
export function conversationsFor({ scenarios, conversations, sockets }) {
  const has = (name) => scenarios.includes(name);
  return Math.max(
    1,
    ...(has("closed") ? conversations : []),
    has("rate") ? RATE_CONVERSATIONS : 0,
    has("storm") ? sockets / MEMBERS : 0,
    has("memory") ? MEMORY_SOCKETS / MEMBERS : 0,
  );
}

/** The steps of fixed time, which go over sockets that stay open. */
export function timedSteps(settings) {
  const { scenarios, conversations, rates, rounds, seconds, systems } = settings;
  const closed = scenarios.includes("closed") ? conversations : [];
  const opened = scenarios.includes("rate") ? rates : [];
  const windows = systems.length * rounds * (closed.length + opened.length);
  const overhead = OVERHEAD_SECONDS + OVERHEAD_SECONDS_EACH * systems.length;
  const each = Math.max(STEP_SECONDS_MIN, (seconds - overhead) / windows - WARM_SECONDS);
  const time = { warmSeconds: WARM_SECONDS, seconds: each };
  return [
    ...closed.map((n) => ({
      kind: "closed",
      title: `${n} in flight`,
      n,
      rounds,
      run: ({ team, system }) => team.closedLoop(system, { rooms: n, ...time }),
    })),
    ...opened.map((rate) => ({
      kind: "rate",
      title: `${rate}/s`,
      rate,
      rounds,
      isTooMuchFor: (perSecond) => perSecond < rate * HEADROOM,
      run: ({ team, system }) =>
        team.openLoop(system, { rooms: RATE_CONVERSATIONS, perSecond: rate, ...time }),
    })),
  ];
}

/** The steps that open sockets of their own; on a fresh server where memory is measured. */
export function socketSteps({ scenarios, readers, sockets, rounds }) {
  const isFresh = scenarios.includes("memory");
  const fan = {
    kind: "fan",
    title: `${readers} readers`,
    readers,
    rounds: 1,
    run: (how) => fanOut({ ...how, readers, isFresh }),
  };
  const memory = { kind: "memory", title: `${MEMORY_SOCKETS} sockets`, rounds: 1, run: memoryAtRest };
  const storm = {
    kind: "storm",
    title: `${sockets} sockets`,
    sockets,
    rounds,
    run: ({ team, system }) => reconnectStorm({ team, system, sockets }),
  };
  return [memory, fan, storm].filter(({ kind }) => scenarios.includes(kind));
}

async function fanOut({ team, system, readers, isFresh, round }) {
  if (isFresh) await restarted(system);
  const before = residentBytes(servers(system));
  const openedMs = await timed(() => team.openFan(system, { count: readers, round }));
  await wait(isFresh ? REST_MS : SETTLE_MS);
  const after = residentBytes(servers(system));
  const how = { messages: FAN_MESSAGES, pauseMs: FAN_PAUSE_MS, readers };
  const measured = await team.fanOut(system, how);
  return { ...measured, openedMs, before, after, tally: await team.leave(system) };
}

async function memoryAtRest({ team, system }) {
  await restarted(system);
  const before = residentBytes(servers(system));
  const openedMs = await timed(() => team.open(system, MEMORY_SOCKETS / MEMBERS));
  await wait(REST_MS);
  const after = residentBytes(servers(system));
  return { openedMs, before, after, tally: await team.leave(system) };
}

async function reconnectStorm({ team, system, sockets }) {
  await team.open(system, sockets / MEMBERS);
  await wait(SETTLE_MS);
  const measured = await team.storm(system, await seatsWithSpares(system, sockets / MEMBERS));
  return { ...measured, tally: await team.leave(system) };
}

/** Tickets are made beforehand, and some more for those who are told to try again. */
async function seatsWithSpares(system, count) {
  const [rooms, ...spares] = await Promise.all(
    Array.from({ length: 1 + SPARE_SEATS }, () => system.roomsAgain(count)),
  );
  return rooms.map(({ writer, readers }, n) => ({
    writer: { ...writer, spares: spares.map((each) => each[n].writer) },
    readers: readers.map((reader, m) => ({ ...reader, spares: spares.map((each) => each[n].readers[m]) })),
  }));
}

async function restarted(system) {
  await system.restart();
  await wait(SETTLE_MS);
}

/** What holds the sockets: not the database, which all share. */
function servers(system) {
  const { postgres, redis, ...own } = system.processes();
  return own;
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
