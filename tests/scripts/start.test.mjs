import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { startedAt } from "../../scripts/stack/processes.mjs";

const BUILD_WITHIN_MS = 300_000;
const START_WITHIN_MS = 60_000;
const PATIENT = { timeout: 2 * START_WITHIN_MS };

beforeAll(async () => {
  await buildSite({ say: () => {}, logFile: path.join(root, "test-results", "build.log") });
}, BUILD_WITHIN_MS);

test("npm start brings up a healthy product, and SIGTERM to npm leaves nothing of it", PATIENT, async () => {
  const folder = newFolder();
  const npm = await startUp(folder, { withNpm: true });
  const health = async () => (await fetch(`http://localhost:${folder.ports.PORT}/health`)).json();
  // On a busy machine a part may answer late.
  await vi.waitUntil(async () => (await health()).status === "ok", { timeout: START_WITHIN_MS });
  expect(await health()).toMatchObject({ parts: { database: "ok", redis: "ok", rooms: "ok" } });
  const pids = [...partsOf(folder), ownerOf(folder)];
  expect(pids.length).toBeGreaterThanOrEqual(6);

  npm.kill("SIGTERM");
  await vi.waitUntil(() => pids.every((pid) => startedAt(pid) === undefined), { timeout: START_WITHIN_MS });
  expect(fs.existsSync(path.join(folder.dir, "running.json"))).toBe(false);
});

test("a second start on the same data says so and touches nothing", PATIENT, async () => {
  const folder = newFolder();
  await startUp(folder);
  const before = partsOf(folder);
  const second = await ended(spawnStart({ ...folder, ports: {} }));
  expect(second.exitCode).toBe(1);
  expect(second.said()).toContain(`Already running from ${folder.dir} (process ${ownerOf(folder)})`);
  expect(partsOf(folder)).toEqual(before);
});

test(
  "after a kill -9 the next start ends what was left and takes the same ports again",
  PATIENT,
  async () => {
    const folder = newFolder();
    const first = await startUp(folder);
    const left = partsOf(folder);
    first.kill("SIGKILL");
    await once(first, "exit");
    expect(left.map(startedAt)).not.toContain(undefined);

    const second = await startUp(folder);
    expect(second.said()).toContain(`ready at http://localhost:${folder.ports.PORT}`);
    expect(left.map(startedAt)).toEqual(left.map(() => undefined));
  },
);

test("Ctrl-C while it starts leaves nothing either", PATIENT, async () => {
  const folder = await withPorts(newFolder());
  const start = spawnStart(folder);
  await vi.waitUntil(() => start.said().includes("database-bridge is ready"), { timeout: START_WITHIN_MS });
  const pids = partsOf(folder);
  start.kill("SIGINT");
  await ended(start);
  expect(pids.map(startedAt)).toEqual(pids.map(() => undefined));
  expect(fs.existsSync(path.join(folder.dir, "running.json"))).toBe(false);
});

test(
  "a port the person chose and another program holds ends the start with what to do",
  PATIENT,
  async () => {
    const folder = await withPorts(newFolder());
    const other = net.createServer();
    onTestFinished(() => other.close());
    await once(other.listen(folder.ports.PARTY_PORT, "127.0.0.1"), "listening");
    const start = await ended(spawnStart(folder));
    expect(start.exitCode).toBe(1);
    expect(start.said()).toContain(
      `Port ${folder.ports.PARTY_PORT} (PARTY_PORT) is taken by another program`,
    );
    expect(fs.existsSync(path.join(folder.dir, "running.json"))).toBe(false);
  },
);

function newFolder() {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "servihub start ")));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return { dir };
}

async function withPorts(folder) {
  folder.ports ??= { PORT: await freePort(), PARTY_PORT: await freePort() };
  return folder;
}

async function startUp(folder, options = {}) {
  const start = spawnStart(await withPorts(folder), options);
  const isReady = () => start.said().includes("Ctrl-C stops everything");
  await vi.waitUntil(() => isReady() || start.exitCode !== null, { timeout: START_WITHIN_MS });
  if (!isReady()) throw new Error(`The start has ended: ${start.said()}`);
  return start;
}

async function ended(start) {
  await vi.waitUntil(() => start.exitCode !== null, { timeout: START_WITHIN_MS });
  return start;
}

function spawnStart(folder, { withNpm = false } = {}) {
  const ports = Object.fromEntries(
    Object.entries(folder.ports ?? {}).map(([name, port]) => [name, String(port)]),
  );
  const [command, args] = withNpm ? ["npm", ["start"]] : [process.execPath, ["scripts/start.mjs"]];
  const start = spawn(command, args, {
    cwd: root,
    // As npm sets it: a test run that is killed then takes its starts along.
    env: { ...withoutSettings(process.env), npm_lifecycle_event: "start", ...ports, DATA_DIR: folder.dir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [start.stdout, start.stderr]) stream.on("data", (chunk) => (text += chunk));
  start.said = () => text;
  onTestFinished(async () => {
    const pids = fs.existsSync(path.join(folder.dir, "running.json")) ? partsOf(folder) : [];
    if (start.exitCode !== null || start.signalCode !== null) return;
    start.kill("SIGTERM");
    await vi.waitUntil(() => pids.every((pid) => startedAt(pid) === undefined), { timeout: START_WITHIN_MS });
  });
  return start;
}

/** This test's own stack has set them; a stranger's shell has none. */
function withoutSettings(env) {
  const names = /^(PATH|HOME|USER|TMPDIR|LANG|npm_execpath|npm_config_.*)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.test(name)));
}

function partsOf(folder) {
  return noteOf(folder).parts.map(({ pid }) => pid);
}

function ownerOf(folder) {
  return noteOf(folder).owner.pid;
}

function noteOf({ dir }) {
  return JSON.parse(fs.readFileSync(path.join(dir, "running.json"), "utf8"));
}
