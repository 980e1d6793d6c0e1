import path from "node:path";
import { buildSite } from "./build.mjs";
import { readSettings } from "./settings.mjs";
import { PortTaken, portsFor, webProcesses } from "./stack/ports-for.mjs";
import { AlreadyRunning, claim } from "./stack/running.mjs";
import { startStack } from "./stack.mjs";

const PARENT_POLL_MS = 500;

const dev = process.argv.includes("--dev");
const began = Date.now();
const ending = new AbortController();
let stack;

stopOnSignals();
stopWithNpm();
try {
  await start();
} catch (error) {
  if (!ending.signal.aborted) {
    console.error(
      error instanceof AlreadyRunning || error instanceof PortTaken ? error.message : explain(error),
    );
    process.exit(1);
  }
}

async function start() {
  const { settings, dataDir } = readSettings({ dev });
  // First of all: what a killed start left behind may still hold the ports.
  const lease = await claim(dataDir);
  try {
    const ports = await portsFor(settings, say);
    if (!dev && webProcesses(settings) > 0) {
      const logFile = path.join(dataDir, "logs", "build.log");
      await buildSite({ say, logFile, env: settings, signal: ending.signal });
    }
    const { signal } = ending;
    stack = await startStack({ dataDir, lease, ...ports, dev, env: settings, say, signal, onGivenUp });
  } finally {
    if (!stack) lease.release();
  }
  console.log(
    stack.webUrls.length > 0
      ? `\nServiHub Chat is ready at ${stack.url}`
      : `\nThe rooms of ServiHub Chat are ready at ${stack.roomsUrl}`,
  );
  if (stack.env.DEMO) {
    console.log(
      `Sign in with one click as any of the demo's people at ${stack.url}/sign-in, or look around first.`,
    );
  }
  console.log("Ctrl-C stops everything.");
}

function stopOnSignals() {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(name, () => end(`${name}: stopping everything …`, 0));
  }
}

/** npm, ended by its number, takes its shell along but tells us nothing. */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end("npm is gone: stopping everything …", 0);
  }, PARENT_POLL_MS).unref();
}

async function onGivenUp(error) {
  console.error(explain(error));
  await end("Stopping everything …", 1);
}

async function end(words, code) {
  if (ending.signal.aborted) return;
  say(words);
  ending.abort();
  await stack?.stop();
  process.exitCode = code;
  if (stack) process.exit();
}

function explain(error) {
  return `${error.message}\nOnce that is mended, run the same command again; your data are kept.`;
}

function say(line) {
  console.log(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}
