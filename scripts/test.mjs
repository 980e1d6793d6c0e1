import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { run, stopRunning } from "./test/run.mjs";
import { browserStep, buildStep, e2eStep, lintStep, typesStep, vitestStep } from "./test/steps.mjs";

const PARENT_POLL_MS = 500;
const NAMES = ["lint", "types", "build", "unit", "integration", "e2e"];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !NAMES.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. There are ${NAMES.join(", ")}; without a name all are run.`);
  process.exit(1);
}
stopWhenTold();

const resultsDir = path.join(root, "test-results", "counts");
fs.rmSync(resultsDir, { recursive: true, force: true });
const results = [];
for (const step of chosen()) {
  console.log(`\n── ${step.name} ${"─".repeat(Math.max(0, 70 - step.name.length))}`);
  const began = Date.now();
  const result = await step.run({ root, resultsDir, run });
  results.push({ ...result, name: step.name, seconds: (Date.now() - began) / 1000 });
}
summarise();

function chosen() {
  const wants = (name) => asked.length === 0 || asked.includes(name);
  const projects = ["unit", "integration"].filter(wants);
  return [
    wants("lint") && lintStep,
    wants("types") && typesStep,
    // Before the integration tests: one of them starts the built site.
    ["build", "integration", "e2e"].some(wants) && buildStep,
    projects.length > 0 && vitestStep({ projects, withCoverage: projects.length === 2 }),
    wants("e2e") && browserStep,
    wants("e2e") && e2eStep,
  ].filter(Boolean);
}

function summarise() {
  console.log("");
  for (const { name, seconds, passed, failed, skipped, note } of results) {
    const counts = passed + failed > 0 && passed > 0 ? `, ${passed} passed, ${failed} failed` : "";
    const skips = skipped > 0 ? `, ${skipped} SKIPPED` : "";
    const verdict = failed > 0 ? "FAILED" : "ok";
    console.log(
      `${verdict.padEnd(6)}  ${name} (${seconds.toFixed(1)} s)${counts}${skips}${note ? `: ${note}` : ""}`,
    );
  }
  for (const name of results.flatMap(({ failures }) => failures)) console.log(`FAILED    ${fromRoot(name)}`);
  for (const name of results.flatMap(({ unsteady }) => unsteady)) console.log(`UNSTEADY  ${fromRoot(name)}`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
}

function fromRoot(name) {
  return name.replace(`${root}${path.sep}`, "");
}

/** A step's own process hears nothing of a signal to us, nor we of one to npm. */
function stopWhenTold() {
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, stopRunning);
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stopRunning();
  }, PARENT_POLL_MS).unref();
}
