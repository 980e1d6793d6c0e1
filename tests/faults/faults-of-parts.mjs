import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migrateMeanwhile } from "./fault-of-migrations.mjs";
import { freeze, share, someOf, talkGoesOn, untoldCommit } from "./scene.mjs";
import { soon } from "./until.mjs";

/** G7: how soon all is well again when Postgres is back. */
const WELL_AFTER_POSTGRES_SECONDS = 10;
/** G7: what a request may take longer while Redis is away. */
const SLOWER_WITHOUT_REDIS_MAX_MS = 200;
const PROBES = 8;
/** What was committed before the last connection was taken, and is acknowledged after it. */
const IN_FLIGHT_MAX = 64;
/** Statements that were on their way when Postgres was frozen are out after this long. */
const ANSWERS_ON_THEIR_WAY_MS = 100;

const kill =
  (...parts) =>
  async ({ stack }) => {
    for (const part of parts) stack.parts[part].kill("SIGKILL");
  };

/** Processes that are killed, frozen, or there twice. */
export const faultsOfParts = {
  "F01 web killed during sends": {
    needs: { web: true },
    async strike(scene) {
      for (const { link } of someOf(scene)) link.cut();
      await kill("web")(scene);
    },
  },
  "F02 killed between commit and answer": {
    async strike(scene) {
      const { stack, databaseLine, random } = scene;
      databaseLine.loseAnswers();
      // What was stored last may have been a receipt, and then nothing more is.
      while (!(await untoldCommit(scene))) {
        databaseLine.repair();
        await talkGoesOn(scene, 5);
        databaseLine.loseAnswers();
      }
      const victim = random.pick(["rooms", "postgres"]);
      stack.parts[victim].kill("SIGKILL");
      scene.say(`Killed: ${victim}.`);
      databaseLine.repair();
    },
  },
  "F03 rooms killed between commit and announcement": {
    async strike(scene) {
      for (const { link } of scene.seats) link.loseAnswers();
      if (!(await untoldCommit(scene))) scene.say("Nothing was committed that its sender did not hear of.");
      scene.stack.parts.rooms.kill("SIGKILL");
      for (const { link } of scene.seats) link.repair();
    },
  },
  "F04 rooms killed": { strike: kill("rooms") },
  "F05 Postgres killed": { backWithinSeconds: WELL_AFTER_POSTGRES_SECONDS, strike: kill("postgres") },
  "F05 database bridge killed": { strike: kill("database-bridge") },
  "F05 rooms and Postgres killed": { strike: kill("postgres", "rooms") },
  "F06 Postgres frozen": {
    backWithinSeconds: WELL_AFTER_POSTGRES_SECONDS,
    async strike(scene) {
      const { stack, random, isLong } = scene;
      const forMs = isLong ? 30_000 : random.between(300, 2_500);
      await Promise.all([freeze(stack.parts.postgres, forMs), nothingIsAcknowledged(scene, forMs)]);
    },
  },
  "F07 connections terminated": {
    strike: ({ stack }) => soon(() => terminateConnections(stack.databaseUrl)),
  },
  "F08 connections exhausted": {
    needs: { web: true },
    backWithinSeconds: WELL_AFTER_POSTGRES_SECONDS,
    strike: exhaustConnections,
  },
  "F20 Redis killed": { needs: { web: true }, strike: kill("upstash-bridge") },
  "F20 Redis frozen": { needs: { web: true }, strike: freezeRedis },
  "F26 migrated while people talk": {
    needs: { web: true },
    backWithinSeconds: WELL_AFTER_POSTGRES_SECONDS,
    strike: migrateMeanwhile,
  },
  "F28 two rooms of one conversation": { isMixed: false, strike: divideTheRooms },
  "F30 rooms stopped for 2 s": { strike: ({ stack }) => freeze(stack.parts.rooms, 2_000) },
  "F30 database bridge stopped for 2 s": {
    strike: ({ stack }) => freeze(stack.parts["database-bridge"], 2_000),
  },
  "F30 web stopped for 2 s": {
    needs: { web: true },
    async strike(scene) {
      for (const { link } of someOf(scene)) link.cut();
      await freeze(scene.stack.parts.web, 2_000);
    },
  },
};

async function nothingIsAcknowledged({ journal, complain }, forMs) {
  await wait(ANSWERS_ON_THEIR_WAY_MS);
  const before = journal.acknowledged;
  await wait(forMs - 2 * ANSWERS_ON_THEIR_WAY_MS);
  const meanwhile = journal.acknowledged - before;
  if (meanwhile > 0) complain(`${meanwhile} were acknowledged while Postgres was frozen`);
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

/** Others take every connection that Postgres has, those of the site and the rooms too, and keep them for a while. */
async function exhaustConnections(scene) {
  const { stack, journal, complain, isLong, say } = scene;
  const taken = [];
  const take = async () => {
    const client = new pg.Client({ connectionString: stack.databaseUrl });
    client.on("error", () => {});
    await client.connect();
    taken.push(client);
  };
  try {
    await soon(take);
    for (let isFull = false; !isFull; )
      isFull = await Promise.all(Array.from({ length: 10 }, take)).then(
        () => false,
        () => true,
      );
    const [one] = taken;
    // Whoever is ended dials again: a race, which those win who take all they can get, at last.
    for (let others = 1; others > 0; ) {
      while ((await Promise.allSettled(Array.from({ length: 20 }, take))).some(isDone));
      const ended = await one.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where backend_type = 'client backend' and not pid = any($1::int[])`,
        [taken.map(({ processID }) => processID)],
      );
      others = ended.rowCount;
    }
    say(`All ${taken.length} connections are taken.`);
    const before = journal.acknowledged;
    await Promise.all([wait(isLong ? 10_000 : 1_500), saysSo(scene)]);
    if (journal.acknowledged > before + IN_FLIGHT_MAX)
      complain(`${journal.acknowledged - before} were acknowledged without a connection`);
  } finally {
    await Promise.allSettled(taken.map((client) => client.end()));
  }
}

const isDone = ({ status }) => status === "fulfilled";

/** The site asks to be asked again later, and its health answers and names what is missing. */
export async function saysSo({ site, seats: [{ person, conversationId }], complain }) {
  const answer = await site.post(person, "/api/tickets", { command: { conversationId }, withinMs: 15_000 });
  if (answer.status !== 503 || !answer.headers.get("retry-after"))
    complain(`without a database a ticket was answered with ${answer.status}`);
  const health = await fetch(new URL("/health", site.url), { signal: AbortSignal.timeout(3_000) });
  const { parts } = await health.json();
  if (health.status !== 503 || parts.database !== "down" || parts.rooms !== "ok")
    complain(`health said ${health.status} ${JSON.stringify(parts)}`);
}

async function freezeRedis(scene) {
  const { stack, isLong, complainOfTime, say } = scene;
  const usual = await ticketSeconds(scene);
  const frozen = freeze(stack.parts["upstash-bridge"], isLong ? 10_000 : 2_500);
  const without = await ticketSeconds(scene);
  await frozen;
  const slower = share(without, 0.5) - share(usual, 0.5);
  say(`A ticket takes ${Math.round(share(usual, 0.5))} ms, and without Redis ${Math.round(slower)} ms more.`);
  if (slower > SLOWER_WITHOUT_REDIS_MAX_MS)
    complainOfTime(`a request was slower by ${Math.round(slower)} ms without Redis`);
}

/** How long each of a few tickets took, in milliseconds. */
async function ticketSeconds({ site, seats }) {
  const took = [];
  for (let n = 0; n < PROBES; n += 1) {
    const { person, conversationId } = seats[n % seats.length];
    const began = performance.now();
    await site.ticketAddress(person, conversationId);
    took.push(performance.now() - began);
  }
  return took;
}

/** For a while every other device is led to rooms of another process, which know nothing of the first. */
async function divideTheRooms({ stack, seats, openRooms, links, isLong, otherRooms }) {
  otherRooms.port ??= await openRooms("other-rooms");
  const led = seats.filter((_, n) => n % 2 === 1);
  const lead = (port) => {
    for (const { link } of led) {
      link.target = { host: "127.0.0.1", port };
      link.cut();
    }
  };
  lead(otherRooms.port);
  await wait(isLong ? 8_000 : 1_500);
  stack.parts["other-rooms"].kill("SIGKILL");
  lead(links.roomsPort);
}
