/** Where the browser does not say when it has nothing to do. */
const LATER_MS = 2_000;

/** Acts when the browser has nothing to do; gives back how to call that off. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const asked = requestIdleCallback(act);
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(act, LATER_MS);
  return () => clearTimeout(timer);
}
