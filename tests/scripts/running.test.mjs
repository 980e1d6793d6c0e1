import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startedAt } from "../../scripts/stack/processes.mjs";
import { AlreadyRunning, claim } from "../../scripts/stack/running.mjs";

test("a folder somebody runs on is refused until they let go", async () => {
  const dataDir = folder();
  const lease = await claim(dataDir);
  await expect(claim(dataDir)).rejects.toThrow(AlreadyRunning);
  lease.release();
  (await claim(dataDir)).release();
});

test("what a killed start left behind is ended, even when it does not care for SIGTERM", async () => {
  const dataDir = folder();
  const left = await sleeper();
  const stubborn = await sleeper("process.on('SIGTERM', () => {});");
  leave(dataDir, [
    { name: "web", pid: left, startedAt: startedAt(left), mark: "node" },
    { name: "rooms", pid: stubborn, startedAt: startedAt(stubborn), mark: "node" },
  ]);
  const lease = await claim(dataDir);
  expect([left, stubborn].map(startedAt)).toEqual([undefined, undefined]);
  lease.release();
});

test("a process that merely has the number of one we started is left alone", async () => {
  const dataDir = folder();
  const [sameNumber, otherProgram] = [await sleeper(), await sleeper()];
  leave(dataDir, [
    { name: "web", pid: sameNumber, startedAt: "another moment", mark: "node" },
    { name: "rooms", pid: otherProgram, startedAt: startedAt(otherProgram), mark: "rooms.mjs" },
  ]);
  const lease = await claim(dataDir);
  expect([sameNumber, otherProgram].map(startedAt)).not.toContain(undefined);
  lease.release();
});

test("a note cut off half-way by a kill is no obstacle", async () => {
  const dataDir = folder();
  fs.writeFileSync(path.join(dataDir, "running.json"), '{"owner":{"pi');
  (await claim(dataDir)).release();
});

function leave(dataDir, parts) {
  const owner = { pid: 1, startedAt: "long ago", mark: "" };
  fs.writeFileSync(path.join(dataDir, "running.json"), JSON.stringify({ owner, parts }));
}

async function sleeper(before = "") {
  const source = `${before} process.stdout.write("up"); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ["-e", source], {
    stdio: ["ignore", "pipe", "ignore"],
    detached: true,
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  await once(child.stdout, "data");
  return child.pid;
}

function folder() {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub running "));
  onTestFinished(() => fs.rmSync(dir, { recursive: true, force: true }));
  return dir;
}
