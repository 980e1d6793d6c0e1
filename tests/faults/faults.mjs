import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { isProcessorTimeKnown, processTree } from "../load/processor-time.mjs";
import { soon } from "./until.mjs";

/** One message more than this, and who was away is told to load anew. */
const CHANGES_MAX = 500;
const AT_ONCE_MAX = 5;

/** Each fault by name: it resolves when the fault itself is over, and what follows is for the product to heal. */
export function faultsOf({ stack, seats, random, until }) {
  const some = () =>
    random
      .shuffled(seats)
      .filter(({ tab }) => tab)
      .slice(0, Math.ceil(random.between(0, AT_ONCE_MAX)));
  const kill = (part) => async () => stack.parts[part].kill("SIGKILL");
  return {
    "sockets cut by clients": async () => {
      for (const { tab } of some()) tab.cut();
    },
    "sockets cut on the way": async () => {
      for (const { link } of some()) link.cut();
    },
    "answers lost": () => hurt(some(), (link) => link.loseAnswers(), random.between(100, 900)),
    "some offline": () => hurt(some(), (link) => link.goDown(), random.between(500, 3_000)),
    "everyone cut": async () => {
      for (const { link } of seats) link.cut();
    },
    "tabs killed after Enter": async () => {
      const closing = some();
      for (const seat of closing) {
        seat.say("sent, and the tab is gone");
        seat.say("and so is this");
      }
      await Promise.all(closing.map((seat) => seat.reopen()));
    },
    "away past the window": () => awayPastTheWindow({ seats, random, until }),
    "rooms killed": kill("rooms"),
    "database bridge killed": kill("database-bridge"),
    "postgres killed": kill("postgres"),
    "rooms and postgres killed": async () => {
      stack.parts.postgres.kill("SIGKILL");
      stack.parts.rooms.kill("SIGKILL");
    },
    "connections terminated": () => soon(() => terminateConnections(stack.databaseUrl)),
    ...(isProcessorTimeKnown && {
      "rooms frozen": () => freeze(stack.parts.rooms.pid(), random.between(300, 2_000)),
      "postgres frozen": () => freeze(stack.parts.postgres.pid(), random.between(300, 2_500)),
    }),
  };
}

async function hurt(seats, harm, forMs) {
  for (const { link } of seats) harm(link);
  await wait(forMs);
  for (const { link } of seats) link.repair();
}

/** Somebody is offline while the others say more than a resume may tell. */
async function awayPastTheWindow({ seats, random, until }) {
  const away = random.pick(seats);
  const others = seats.filter(
    ({ conversationId, person, tab }) =>
      tab && conversationId === away.conversationId && person !== away.person,
  );
  if (others.length === 0) return;
  away.link.goDown();
  for (let n = 0; n <= CHANGES_MAX; n += 1) others[n % others.length].say("something you will have missed");
  await until(() => others.every(({ tab }) => tab?.view.unsent.length === 0));
  away.link.repair();
}

async function terminateConnections(databaseUrl) {
  const admin = new pg.Client(databaseUrl);
  admin.on("error", () => {});
  await admin.connect();
  try {
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
  } finally {
    await admin.end();
  }
}

async function freeze(root, forMs) {
  if (root === undefined) return;
  const tree = processTree(root);
  try {
    for (const pid of tree) signalIfThere(pid, "SIGSTOP");
    await wait(forMs);
  } finally {
    for (const pid of tree) signalIfThere(pid, "SIGCONT");
  }
}

function signalIfThere(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
