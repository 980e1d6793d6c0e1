import { env } from "./env";
import { distrustForwardedHeaders } from "./forwarded";
import { limitSlowRequests } from "./slow-requests";

/** What must hold before the first request. Ends the process otherwise: Next would go on and answer errors. */
export function prepareToServe(): void {
  try {
    if (env().TRUST_PROXY === 0) distrustForwardedHeaders();
    limitSlowRequests();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
