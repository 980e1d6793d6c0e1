/**
 * Where a `POSTGRES_URL` points: `{ isNeon, host, port, tls, verify, directUrl, childUrl }`. Our driver speaks WebSocket;
 * Neon answers that itself, any other server is reached through the bridge, under the one host name which
 * `@vercel/postgres` lets pass besides Neon's.
 */
export function databaseTarget(postgresUrl) {
  const url = new URL(postgresUrl);
  const sslmode = url.searchParams.get("sslmode") ?? "disable";
  const isNeon = url.hostname.endsWith(".neon.tech") || url.hostname.includes("-pooler.");
  const child = new URL(url);
  if (!isNeon) {
    child.hostname = "localhost";
    child.search = "";
  }
  const direct = new URL(url);
  // `pg` takes "require" to mean "verify" unless told to read it as every other client does.
  if (url.searchParams.has("sslmode")) direct.searchParams.set("uselibpqcompat", "true");
  return {
    isNeon,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || 5432),
    tls: ["prefer", "require", "verify-ca", "verify-full"].includes(sslmode),
    verify: ["verify-ca", "verify-full"].includes(sslmode),
    directUrl: direct.href,
    childUrl: child.href,
  };
}
