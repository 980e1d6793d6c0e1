import { expect, test } from "vitest";
import { countPlaywright, countVitest } from "../../scripts/test/counts.mjs";

test("a test file that cannot be loaded counts as a failure", () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: "passed", assertionResults: [{ status: "passed" }] },
      { status: "failed", assertionResults: [{ status: "failed" }] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

test("a browser test that passed only at the second try counts as a failure", () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } };
  expect(countPlaywright(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("a run that ended before it could report has passed nothing", () => {
  expect(countVitest(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  expect(countPlaywright(undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
