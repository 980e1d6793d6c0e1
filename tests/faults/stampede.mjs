const WINDOW_MS = 250;
/** G10: of everybody who comes back, how many at most may dial within a quarter of a second. */
const STAMPEDE_SHARE = 0.6;

/** How many of a crowd, `[{ dials }]`, dialled at once, and whether that is too many. */
export function stampedeOf(crowd) {
  const most = busiest(crowd.flatMap(({ dials }) => dials));
  return {
    shown: `at most ${most} of ${crowd.length} dialled within ${WINDOW_MS} ms`,
    isTooMuch: most > crowd.length * STAMPEDE_SHARE,
  };
}

function busiest(times) {
  const sorted = times.toSorted((one, other) => one - other);
  let first = 0;
  return sorted.reduce((most, time, n) => {
    while (time - sorted[first] > WINDOW_MS) first += 1;
    return Math.max(most, n - first + 1);
  }, 0);
}
