import type { Instrumentation } from "next";

/** Runs once before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { prepareToServe } = await import("./lib/server/startup");
    await prepareToServe();
    const { expelWhoIsOver } = await import("./app/account/expulsions");
    // Whom a process before this one could not show out any more.
    void expelWhoIsOver();
    const { sweepFiles } = await import("./app/attachments/sweep");
    void sweepFiles();
    const { keepRemovingSecrets } = await import("./app/secrets/removal");
    void keepRemovingSecrets();
    const { sealStoredLater } = await import("./app/sealing");
    sealStoredLater();
    const { keepDoingWhatIsDue } = await import("./app/due/due");
    keepDoingWhatIsDue();
  }
}

/** What a page failed by; of the API and actions the wrappers of both say it. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  { method },
  { routePath, routeType },
) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { recordIncident } = await import("./lib/server/incident");
    recordIncident(`${method} ${routePath} (${routeType})`, error);
  }
};
