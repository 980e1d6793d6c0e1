import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { signalGroup } from "../../scripts/stack/processes.mjs";
import { claim } from "../../scripts/stack/running.mjs";
import { startStack } from "../../scripts/stack.mjs";

// With a space, as people's folders have.
const PREFIX = "servihub test ";
const ENDING = ["SIGTERM", "SIGHUP"];

/**
 * A stack of a test run's own: free ports, a temporary folder, nothing of the person's settings. `stop()` also
 * removes the folder. A run that is killed takes its stack along; after a kill -9 the next run does.
 */
export async function startPrivateStack(options = {}) {
  await endLeftovers();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), PREFIX));
  const stack = await startStack({ dataDir, fsync: false, ...options }).catch((error) => {
    fs.rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });

  const killAll = () => {
    for (const part of Object.values(stack.parts)) if (part.pid()) signalGroup(part.pid(), "SIGKILL");
  };
  const stop = async () => {
    await stack.stop();
    process.removeListener("exit", killAll);
    for (const signal of ENDING) process.removeListener(signal, stopAndExit);
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  const stopAndExit = () => stop().finally(() => process.exit(1));
  process.once("exit", killAll);
  for (const signal of ENDING) process.once(signal, stopAndExit);
  return { ...stack, stop };
}

async function endLeftovers() {
  const folders = fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.map((name) => path.join(os.tmpdir(), name))) {
    if (!fs.existsSync(path.join(folder, "running.json"))) continue;
    try {
      (await claim(folder)).release();
      fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // In use by another run, or another person's: not ours to end.
    }
  }
}
