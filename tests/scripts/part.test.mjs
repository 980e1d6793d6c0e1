import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import {
  FAILED_STARTS_MAX,
  Part,
  RESTART_DELAY_FIRST_MS,
  RESTART_DELAY_MAX_MS,
} from "../../scripts/stack/part.mjs";
import { startedAt } from "../../scripts/stack/processes.mjs";

test("a part that is killed comes back as a new process, a little later each time", async () => {
  const { part, events } = partOf(STEADY);
  await part.start();
  const pids = [part.pid()];
  for (const round of [1, 2, 3]) {
    part.kill("SIGKILL");
    await vi.waitUntil(() => events.filter(({ event }) => event === "ready").length === round + 1, PATIENT);
    pids.push(part.pid());
  }
  expect(new Set(pids).size).toBe(4);
  expect(part.restarts).toBe(3);
  const delays = events.filter(({ event }) => event === "died").map(({ delayMs }) => delayMs);
  expect(delays).toEqual([1, 2, 4].map((factor) => factor * RESTART_DELAY_FIRST_MS));
  expect(RESTART_DELAY_MAX_MS).toBeGreaterThan(delays[2]);
  expect(events.find(({ event }) => event === "died").reason).toBe("ended by SIGKILL");
});

test("a part that never comes up is given up, with its last words in the log it names", async () => {
  const { part, events } = partOf("console.error('port is taken'); process.exit(3)", {
    isReady: () => false,
  });
  await expect(part.start()).rejects.toThrow(`exited with code 3. Its log is ${part.logFile}`);
  expect(events.filter(({ event }) => event === "spawned")).toHaveLength(FAILED_STARTS_MAX);
  expect(events.at(-1)).toMatchObject({ event: "given-up", reason: "exited with code 3" });
  expect(fs.readFileSync(part.logFile, "utf8")).toContain("port is taken");
});

test("[F09] a part that has been up is not given up, however often it fails after that", async () => {
  const { part, dir, events } = partOf(`
    if (require("node:fs").existsSync("broken")) process.exit(3);
    ${STEADY}`);
  await part.start();
  fs.writeFileSync(path.join(dir, "broken"), "");
  part.kill("SIGKILL");
  const deaths = () => events.filter(({ event }) => event === "died").length;
  await vi.waitUntil(() => deaths() > FAILED_STARTS_MAX, { timeout: 15_000, interval: 20 });
  fs.rmSync(path.join(dir, "broken"));
  await vi.waitUntil(() => part.pid() && events.at(-1).event === "ready", { timeout: 15_000, interval: 20 });
  expect(events.filter(({ event }) => event === "given-up")).toEqual([]);
}, 40_000);

test("a program that is not there is given up like one that fails", async () => {
  const { part } = partOf("", { command: "/nowhere/to/be/found" });
  await expect(part.start()).rejects.toThrow("ENOENT");
});

test("stopping ends the part and what it had started, and nothing starts again", async () => {
  const { part, dir, events } = partOf(WITH_CHILD);
  await part.start();
  const child = Number(await vi.waitUntil(() => read(path.join(dir, "child.pid")), PATIENT));
  const pids = [part.pid(), child];
  expect(pids.map(startedAt)).not.toContain(undefined);
  await part.stop();
  await vi.waitUntil(() => pids.every((pid) => startedAt(pid) === undefined), PATIENT);
  expect(events.map(({ event }) => event)).toEqual(["spawned", "ready"]);
});

test("what a killed part had started does not outlive it", async () => {
  const { part, dir } = partOf(WITH_CHILD);
  await part.start();
  const child = Number(await vi.waitUntil(() => read(path.join(dir, "child.pid")), PATIENT));
  part.kill("SIGKILL");
  await vi.waitUntil(() => startedAt(child) === undefined, PATIENT);
});

const PATIENT = { timeout: 10_000, interval: 20 };
const STEADY = "setInterval(() => {}, 1000)";
const WITH_CHILD = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  require("node:fs").writeFileSync("child.pid", String(child.pid));
  ${STEADY}`;

function partOf(source, program = {}) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub part "));
  const events = [];
  const part = new Part(
    {
      name: "fixture",
      command: process.execPath,
      args: ["-e", source],
      cwd: dir,
      env: {},
      mark: "-e",
      isReady: () => true,
      ...program,
    },
    { logDir: dir, tell: ({ part: _, ...event }) => events.push(event) },
  );
  onTestFinished(async () => {
    await part.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });
  return { part, dir, events };
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
}
