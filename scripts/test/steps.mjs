import fs from "node:fs";
import path from "node:path";
import { countAgain, countPlaywright, countVitest, NOTHING_RUN } from "./counts.mjs";

const COVERAGE_PERCENT_MIN = 80;
/** On a CI machine, whose pace nobody knows, what failed is run once more. More unsteady tests than these in a step fail it. */
const UNSTEADY_MAX = 5;

/**
 * A step resolves to `{ passed, failed, skipped, failures, unsteady, note? }`, `failures` and `unsteady` being names of tests.
 * What runs no tests counts only when it fails, as one.
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
    // Its configuration says how often it tries.
    return limitUnsteady(believe(countPlaywright(readJson(file)), isFine));
  },
};

export function vitestStep({ projects, withCoverage }) {
  return {
    name: projects.join(" and "),
    async run({ run, resultsDir, root }) {
      const attempt = async (name, args) => {
        const file = path.join(resultsDir, `${name}.json`);
        const isFine = await run(program("vitest/vitest.mjs"), [
          ...["run", ...projects.map((name) => `--project=${name}`)],
          ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`, ...args],
        ]);
        return believe(countVitest(readJson(file)), isFine);
      };
      const first = await attempt("vitest", withCoverage ? ["--coverage", "--coverage.reportOnFailure"] : []);
      const counts =
        process.env.CI && isWorthAnother(first)
          ? limitUnsteady(countAgain(first, await attempt("vitest-again", first.files)))
          : first;
      return withCoverage
        ? withCoverageOf(counts, readJson(path.join(root, "coverage", "coverage-summary.json")))
        : counts;
    },
  };
}

function isWorthAnother({ files, failures }) {
  return files.length > 0 && failures.length <= UNSTEADY_MAX;
}

function limitUnsteady(counts) {
  return counts.unsteady.length <= UNSTEADY_MAX
    ? counts
    : { ...counts, failed: counts.failed + 1, note: `more than ${UNSTEADY_MAX} tests are unsteady` };
}

function program(name) {
  return path.join("node_modules", name);
}

function check(isFine) {
  return { ...NOTHING_RUN, failed: isFine ? 0 : 1 };
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
