import { figure, table } from "../load/table.mjs";

export const PROMISES = ["lost", "twice", "gaps", "disorder", "stale", "other"];
const SHOWN_MAX = 10;

/** `results` are `[{ name, took, verdict }]`, `took` the seconds until all was well after each strike. */
export function faultTable(results) {
  const always = ["lost", "twice", "disorder"];
  const more = PROMISES.filter((promise) => !always.includes(promise));
  const broken = more.filter((promise) => results.some(({ verdict }) => verdict[promise].length > 0));
  const rows = results.map(({ name, took, verdict }) => [
    name,
    took.length,
    figure(verdict.acknowledged),
    ...[...always, ...broken].map((promise) => verdict[promise].length),
    spread(took),
  ]);
  const header = ["fault", "runs", "acknowledged", "lost", "twice", "out of order", ...broken];
  return table([...header, "seconds to converge"], rows);
}

/** One verdict of several. */
export function together(verdicts) {
  const lists = PROMISES.map((promise) => [promise, verdicts.flatMap((each) => each[promise])]);
  const acknowledged = verdicts.reduce((sum, each) => sum + each.acknowledged, 0);
  return { acknowledged, ...Object.fromEntries(lists) };
}

/** The median, and the longest where there were several. */
function spread(took) {
  const sorted = took.toSorted((one, other) => one - other);
  const median = figure(sorted[Math.floor((sorted.length - 1) / 2)], 1);
  return sorted.length > 1 ? `${median} … ${figure(sorted.at(-1), 1)}` : median;
}

export function brokenPromises(results) {
  return results.flatMap(({ name, verdict }) =>
    PROMISES.flatMap((promise) =>
      verdict[promise].slice(0, SHOWN_MAX).map((sentence) => `${name}: ${promise}: ${sentence}`),
    ),
  );
}
