import { useEffect } from "react";

const FIRST_AFTER_MS = 2_000;
const LAST_AFTER_MS = 60_000;
/** What fails after so long fails for the first time. */
const FORGOTTEN_AFTER_MS = 3 * 60_000;

/** Of this tab: a page that fails again may be another, or the same put up anew. */
let tries = 0;
let failedAtMs = 0;

/** Has a page that failed try again by itself, ever less often. `error` is another each time it fails. */
export function useTryingAgain(error: unknown, retry: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure has a wait of its own
  useEffect(() => {
    tries = Date.now() - failedAtMs > FORGOTTEN_AFTER_MS ? 0 : tries + 1;
    failedAtMs = Date.now();
    const afterMs = Math.min(FIRST_AFTER_MS * 2 ** tries, LAST_AFTER_MS);
    const timer = setTimeout(retry, afterMs * (0.5 + Math.random() / 2));
    return () => clearTimeout(timer);
  }, [error, retry]);
}
