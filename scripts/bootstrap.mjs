// Runs before `npm start`, `npm run dev` and `npm test`, perhaps with no node_modules: Node alone.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { missingPackages } from "./missing-packages.mjs";
import { root } from "./root.mjs";

const NODE_MIN = [20, 9];
const PROGRESS_EVERY_MS = 10_000;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
  fail(`Node ${NODE_MIN.join(".")} or newer is needed; this is ${process.version}. See https://nodejs.org`);
}

const missing = missingPackages({
  wanted: readJson(path.join(root, "package-lock.json")),
  installed: readJson(path.join(root, "node_modules", ".package-lock.json")),
});
if (missing.length > 0) {
  console.log(`Installing ${missing.length} packages, which takes about a minute …`);
  await install();
}

function install() {
  // No package runs a program of its own when it comes in.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const began = Date.now();
  const progress = setInterval(
    () => console.log(`  still installing, ${Math.round((Date.now() - began) / 1000)} s`),
    PROGRESS_EVERY_MS,
  );
  return new Promise((resolve) => {
    const child = spawnNpm(args);
    const stop = (signal) => child.kill(signal);
    process.on("SIGTERM", stop);
    child.on("error", (error) => fail(`npm could not be started: ${error.message}`));
    child.on("exit", (code) => {
      clearInterval(progress);
      process.removeListener("SIGTERM", stop);
      if (code === 0) {
        resolve();
      } else {
        fail(
          "The packages could not be installed: npm says why above. Mend that and run the same command again.",
        );
      }
    });
  });
}

/** The npm that runs us, so that versions do not mix; what it told us about this run is not for the other. */
function spawnNpm(args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|command)/.test(name)),
  );
  const options = { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] };
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js")) {
    return spawn(process.execPath, [npm, ...args], options);
  } else {
    return spawn("npm", args, { ...options, shell: process.platform === "win32" });
  }
}

function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : { packages: {} };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
