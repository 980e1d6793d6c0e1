import { setTimeout as wait } from "node:timers/promises";
import { descriptorsMax } from "./descriptors.mjs";
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
/** Posts come further apart than messages: nobody waits for the end of one to publish the next. */
const POSTS_PAUSE_MS = 200;
/** Posts to the readers of many relays. */
const RELAYED_POSTS = 10;
/** What a server has open besides the sockets of its readers. */
const DESCRIPTORS_BESIDES = 100;
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

/** As many readers as one server may have open sockets for. */
export function relayedReaders({ relayed }) {
  return Math.min(relayed, descriptorsMax() - DESCRIPTORS_BESIDES);
}

/** The steps that open sockets of their own; on a fresh server where memory is measured. */
export function socketSteps(settings) {
  const { scenarios, readers, sockets, rounds } = settings;
  const isFresh = scenarios.includes("memory");
  const fan = {
    kind: "fan",
    title: `${readers} readers`,
    readers,
    rounds: 1,
    run: (how) => fanOut({ ...how, readers, isFresh }),
  };
  const memory = { kind: "memory", title: `${MEMORY_SOCKETS} sockets`, rounds: 1, run: memoryAtRest };
  const broadcast = {
    kind: "readers",
    title: `${readers} readers`,
    readers,
    rounds,
    run: (how) => tellReaders({ ...how, readers, messages: FAN_MESSAGES }),
  };
  const many = relayedReaders(settings);
  const relays = {
    kind: "relays",
    title: `${many} readers`,
    readers: many,
    rounds: 1,
    isFor: ({ broadcast }) => broadcast !== undefined,
    run: (how) => tellReaders({ ...how, readers: many, messages: RELAYED_POSTS }),
  };
  const storm = {
    kind: "storm",
    title: `${sockets} sockets`,
    sockets,
    rounds,
    run: ({ team, system }) => reconnectStorm({ team, system, sockets }),
  };
  return [memory, fan, broadcast, relays, storm].filter(({ kind }) => scenarios.includes(kind));
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

/** Where there are broadcasts, a post to the readers of one; elsewhere a message to those of one room. */
async function tellReaders({ team, system, readers, messages }) {
  const channel = system.broadcast ?? system;
  let dialledAgain;
  const openedMs = await timed(async () => {
    dialledAgain = await team.openFan(channel, { count: readers, round: 0 });
  });
  const relays = channel.relaysFor?.(readers) ?? 1;
  if (dialledAgain < relays - 1) throw new Error("a relay took more readers than it may hold");
  await wait(SETTLE_MS);
  const measured = await team.fanOut(channel, { messages, pauseMs: POSTS_PAUSE_MS, readers });
  const after = residentBytes(servers(system));
  const tally = await team.leave(channel);
  const sent = system.broadcast ? measured.sent : tally.sent;
  return { ...measured, openedMs, relays, after, tally: { ...tally, sent } };
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
