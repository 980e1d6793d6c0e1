import { execFileSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { saysSo } from "./faults-of-parts.mjs";
import { someOf } from "./scene.mjs";
import { canMount } from "./small-disk.mjs";
import { until } from "./until.mjs";

const HOST = "127.0.0.1";
/** So many files more may be opened, which as many others take at once. */
const FILES_LEFT = 4;
const CALLERS = 60;
const MEMORY_LEFT_BYTES = 2 * 2 ** 20;
const PRESSED_FOR_MS = 20_000;
/** All that the product stores, and some hundred megabytes. */
const DISK_BYTES = 400 * 2 ** 20;
/** Written into the log of Postgres at a time, which keeps some room for it. */
const LOGGED_BYTES = 2 ** 20;
/** What was committed before nothing could be, and is acknowledged after it. */
const IN_FLIGHT_MAX = 64;

/** Parts that may have no more of what the machine gives them. */
export const faultsOfLimits = {
  ...(canMount && {
    "F09 disk full": { needs: { web: true, diskBytes: DISK_BYTES }, isMixed: false, strike: fillDisk },
  }),
  "F31 rooms out of memory": {
    strike: (scene) => outOfMemory(scene, { part: "rooms", path: "/health", port: scene.links.roomsPort }),
  },
  "F31 web out of memory": {
    needs: { web: true },
    strike: (scene) => outOfMemory(scene, { part: "web", path: "/", port: webPort(scene) }),
  },
  "F32 rooms out of files": {
    strike: (scene) => outOfFiles(scene, { part: "rooms", port: scene.links.roomsPort }),
  },
  "F32 web out of files": {
    needs: { web: true },
    strike: (scene) => outOfFiles(scene, { part: "web", port: webPort(scene) }),
  },
};

const webPort = ({ stack }) => Number(new URL(stack.webUrls[0]).port);

/** Database, files and logs have no room for a byte more, for a while. */
async function fillDisk(scene) {
  const { disk, stack, journal, complain, isLong, say } = scene;
  try {
    disk.fill();
    await takeWhatPostgresHasReserved(stack.databaseUrl);
    const before = journal.acknowledged;
    await Promise.all([wait(isLong ? 8_000 : 1_500), saysSo(scene)]);
    if (journal.acknowledged > before + IN_FLIGHT_MAX)
      complain(`${journal.acknowledged - before} were acknowledged without room for them`);
    say("The disk was full, and has room again.");
  } finally {
    disk.free();
  }
}

async function takeWhatPostgresHasReserved(connectionString) {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    for (;;)
      await client.query("select pg_logical_emit_message(true, 'filler', repeat('x', $1))", [LOGGED_BYTES]);
  } catch {
    // It has no more, and has ended of it.
  } finally {
    await client.end().catch(() => {});
  }
}

/** It may have hardly more than it has, and is asked until it ends of that or the time is over. */
async function outOfMemory(scene, { part, path, port }) {
  const pid = scene.stack.parts[part].pid();
  if (pid === undefined) return;
  const used =
    Number(/^VmData:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))[1]) * 1_024;
  limit(pid, "data", used + MEMORY_LEFT_BYTES);
  for (const { link } of someOf(scene)) link.cut();
  const hasEnded = await until(async () => {
    if (scene.stack.parts[part].pid() !== pid) return true;
    const asked = Array.from({ length: 20 }, () =>
      fetch(`http://${HOST}:${port}${path}`, { signal: AbortSignal.timeout(2_000) }).then((answer) =>
        answer.text(),
      ),
    );
    await Promise.allSettled(asked);
    return false;
  }, PRESSED_FOR_MS);
  scene.say(hasEnded ? `The ${part} ended of it.` : `The ${part} had enough.`);
  if (!hasEnded) unlimit(pid, "data");
}

/** Others take the last files it may open, and keep them for a while. */
async function outOfFiles(scene, { part, port }) {
  const pid = scene.stack.parts[part].pid();
  if (pid === undefined) return;
  limit(pid, "nofile", fs.readdirSync(`/proc/${pid}/fd`).length + FILES_LEFT);
  const callers = Array.from({ length: CALLERS }, () => {
    const caller = net.connect(port, HOST);
    caller.on("error", () => {});
    return caller;
  });
  for (const { link } of someOf(scene)) link.cut();
  await wait(scene.isLong ? 5_000 : 1_000);
  for (const caller of callers) caller.destroy();
  const hasEnded = scene.stack.parts[part].pid() !== pid;
  scene.say(hasEnded ? `The ${part} ended of it.` : `The ${part} went on.`);
  if (!hasEnded) unlimit(pid, "nofile");
}

/** The soft limit alone, so that it can be taken away again. */
function limit(pid, what, value) {
  execFileSync("prlimit", ["--pid", String(pid), `--${what}=${value}:`]);
}

function unlimit(pid, what) {
  const names = { data: "Max data size", nofile: "Max open files" };
  const limits = fs.readFileSync(`/proc/${pid}/limits`, "utf8");
  const [, hard] = new RegExp(`^${names[what]}\\s+\\S+\\s+(\\S+)`, "m").exec(limits);
  limit(pid, what, hard);
}
