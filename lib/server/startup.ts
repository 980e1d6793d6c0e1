import { env } from "./env";
import { distrustForwardedHeaders } from "./forwarded";
import { log } from "./log";
import { logByPino } from "./site-log";
import { limitSlowRequests } from "./slow-requests";

/** What must hold before the first request. Ends the process otherwise: Next would go on and answer errors. */
export async function prepareToServe(): Promise<void> {
  try {
    const { NODE_ENV, LOG_LEVEL, TRUST_PROXY, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
    // In development the console is for whoever sits before it.
    if (NODE_ENV === "production") logByPino(LOG_LEVEL);
    if (TRUST_PROXY === 0) distrustForwardedHeaders();
    limitSlowRequests();
    if (OTEL_EXPORTER_OTLP_ENDPOINT) (await import("./opentelemetry")).takeTraces(process.env);
  } catch (error) {
    log.error(error instanceof Error ? error.message : "the site cannot start");
    process.exit(1);
  }
}
