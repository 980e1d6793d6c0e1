import { spawn } from "node:child_process";
import { root } from "../root.mjs";
import { machineEnvironment } from "../stack/environment.mjs";

const SHOWN = ["CI", "FORCE_COLOR", "NO_COLOR", "TERM", "CHROMIUM_PATH", "PLAYWRIGHT_BROWSERS_PATH"];

let running;

/** Runs a program of node_modules with its output shown. Resolves to whether it ended well. */
export function run(program, args, env = {}) {
  return new Promise((resolve) => {
    running = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...machineEnvironment(), ...shown(), NEXT_TELEMETRY_DISABLED: "1", ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    running.on("error", (error) => {
      console.error(error.message);
      resolve(false);
    });
    running.on("exit", (code) => resolve(code === 0));
  });
}

/** Ends the step and so, with the steps that follow, the run. */
export function stopRunning() {
  if (!running || running.exitCode !== null || running.signalCode !== null) process.exit(1);
  running.once("exit", () => process.exit(1));
  running.kill("SIGTERM");
}

function shown() {
  return Object.fromEntries(
    SHOWN.filter((name) => process.env[name]).map((name) => [name, process.env[name]]),
  );
}
