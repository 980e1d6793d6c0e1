/** Runs once before the server takes requests; what throws here keeps it from starting. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { env } = await import("./lib/server/env");
    const { distrustForwardedHeaders } = await import("./lib/server/forwarded");
    if (!env().TRUST_PROXY) distrustForwardedHeaders();
  }
}
