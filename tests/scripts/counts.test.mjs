import { expect, test } from "vitest";
import { countAgain, countPlaywright, countVitest, NOTHING_RUN } from "../../scripts/test/counts.mjs";

const REPORT = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: "a.test.ts", status: "passed", assertionResults: [{ fullName: "adds", status: "passed" }] },
    { name: "b.test.ts", status: "failed", assertionResults: [{ fullName: "sends", status: "failed" }] },
    { name: "c.test.ts", status: "failed", assertionResults: [] },
  ],
};

test("a test file that cannot be loaded counts as a failure, and what failed is named", () => {
  expect(countVitest(REPORT)).toEqual({
    passed: 7,
    failed: 2,
    skipped: 3,
    failures: ["b.test.ts › sends", "c.test.ts"],
    unsteady: [],
    files: ["b.test.ts", "c.test.ts"],
  });
});

test("what passes when it is run again is unsteady, and what fails again has failed", () => {
  const again = countVitest({ ...REPORT, testResults: REPORT.testResults.slice(0, 2) });
  expect(countAgain(countVitest(REPORT), again)).toMatchObject({
    passed: 8,
    failed: 1,
    failures: ["b.test.ts › sends"],
    unsteady: ["c.test.ts"],
  });
});

test("a second run that ended outside of its tests has not made anything good", () => {
  expect(countAgain(countVitest(REPORT), { ...NOTHING_RUN, failed: 1 })).toMatchObject({ failed: 1 });
});

test("a browser test that passed only at the second try is named as unsteady", () => {
  const spec = (title, status) => ({ file: "talk.spec.ts", line: 7, title, tests: [{ status }] });
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [
      { specs: [spec("Maya writes", "expected")], suites: [{ specs: [spec("Sam answers", "flaky")] }] },
    ],
  };
  report.suites[0].specs.push(spec("Ines leaves", "unexpected"));
  expect(countPlaywright(report)).toEqual({
    passed: 6,
    failed: 1,
    skipped: 2,
    failures: ["talk.spec.ts:7 › Ines leaves"],
    unsteady: ["talk.spec.ts:7 › Sam answers"],
    files: [],
  });
});

test("a run that ended before it could report has passed nothing", () => {
  expect(countVitest(undefined)).toEqual(NOTHING_RUN);
  expect(countPlaywright(undefined)).toEqual(NOTHING_RUN);
});
