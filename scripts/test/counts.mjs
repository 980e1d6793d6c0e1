/** `failures` and `unsteady` are names of tests; a test that passed only when it was run again is unsteady. */
export const NOTHING_RUN = { passed: 0, failed: 0, skipped: 0, failures: [], unsteady: [], files: [] };

/** From Vitest's JSON report. A file that could not even be loaded has no tests and counts as one failure. */
export function countVitest(report) {
  if (report === undefined) return NOTHING_RUN;
  const files = report.testResults.filter(({ status }) => status === "failed");
  const failures = files.flatMap(({ name, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    return failed.length === 0 ? [name] : failed.map(({ fullName }) => `${name} › ${fullName}`);
  });
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    unsteady: [],
    files: files.map(({ name }) => name),
  };
}

/** From Playwright's JSON report. */
export function countPlaywright(report) {
  if (report === undefined) return NOTHING_RUN;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const specs = report.suites.flatMap(specsOf);
  const named = (status) =>
    specs
      .filter(({ tests }) => tests.some((test) => test.status === status))
      .map(({ file, line, title }) => `${file}:${line} › ${title}`);
  return {
    passed: expected + flaky,
    failed: unexpected,
    skipped,
    failures: named("unexpected"),
    unsteady: named("flaky"),
    files: [],
  };
}

/** What failed in `first` was run again, as `again`: what passed now is unsteady. */
export function countAgain(first, again) {
  const stillFails = new Set(again.failures);
  const unsteady = first.failures.filter((name) => !stillFails.has(name));
  return {
    ...first,
    passed: first.passed + unsteady.length,
    failed: again.failed,
    failures: again.failures,
    unsteady,
    files: again.files,
  };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}
