/**
 * Ctrl-C, as a signal to start a private stack with: it ends one that is on its way up, and one that is up
 * ends as SIGTERM would have it.
 */
export function interruption() {
  const interrupted = new AbortController();
  process.once("SIGINT", () => {
    interrupted.abort(new Error("Interrupted."));
    if (process.listenerCount("SIGTERM") > 0) process.kill(process.pid, "SIGTERM");
  });
  return interrupted.signal;
}
