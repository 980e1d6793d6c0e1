import fs from "node:fs";
import path from "node:path";
import { countPlaywright, countVitest } from "./counts.mjs";

const COVERAGE_PERCENT_MIN = 80;

/**
 * A step resolves to `{ passed, failed, skipped, note? }`. What runs no tests counts only when it fails, as one.
 */
export const lintStep = {
  name: "lint",
  run: async ({ run }) => check(await run(program("@biomejs/biome/bin/biome"), ["check", "."])),
};

export const typesStep = {
  name: "types",
  run: async ({ run }) =>
    check(
      (await run(program("next/dist/bin/next"), ["typegen"])) &&
        (await run(program("typescript/bin/tsc"), ["--noEmit"])),
    ),
};

export const buildStep = {
  name: "build",
  run: async ({ run }) => check(await run("scripts/test/build-program.mjs", [])),
};

export const browserStep = {
  name: "browser",
  run: async ({ run }) => check(await run("scripts/test/browser-program.mjs", [])),
};

export const e2eStep = {
  name: "end to end",
  async run({ run, resultsDir }) {
    const file = path.join(resultsDir, "playwright.json");
    const args = ["test", "--reporter=list,json"];
    const isFine = await run(program("@playwright/test/cli.js"), args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    return believe(countPlaywright(readJson(file)), isFine);
  },
};

export function vitestStep({ projects, withCoverage }) {
  return {
    name: projects.join(" and "),
    async run({ run, resultsDir, root }) {
      const file = path.join(resultsDir, "vitest.json");
      const args = [
        ...["run", ...projects.map((name) => `--project=${name}`)],
        ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
        ...(withCoverage ? ["--coverage"] : []),
      ];
      const isFine = await run(program("vitest/vitest.mjs"), args);
      const counts = believe(countVitest(readJson(file)), isFine);
      return withCoverage
        ? withCoverageOf(counts, readJson(path.join(root, "coverage", "coverage-summary.json")))
        : counts;
    },
  };
}

function program(name) {
  return path.join("node_modules", name);
}

function check(isFine) {
  return { passed: 0, failed: isFine ? 0 : 1, skipped: 0 };
}

/** A run may fail outside of any test, or end before it could count: that must not look green. */
function believe(counts, isFine) {
  return isFine || counts.failed > 0 ? counts : { ...counts, failed: 1, note: "failed outside of its tests" };
}

function withCoverageOf(counts, summary) {
  if (counts.failed > 0) return { ...counts, note: counts.note ?? "coverage is counted when all pass" };
  const percent = summary?.total.lines.pct ?? 0;
  const note = `${percent} % of lines covered, ${COVERAGE_PERCENT_MIN} % wanted`;
  return { ...counts, failed: counts.failed + (percent < COVERAGE_PERCENT_MIN ? 1 : 0), note };
}

function readJson(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}
