import { type Connection, type Db, openDb } from "@/db/client";
import { env } from "@/lib/server/env";

const CONNECTIONS_MAX = 10;

/** In globalThis, because a reload in development would otherwise leave the pool before it open. */
const kept = globalThis as typeof globalThis & { servihubDatabase?: Connection };

export function db(): Db {
  kept.servihubDatabase ??= openDb({
    url: env().POSTGRES_URL,
    proxy: env().POSTGRES_WS_PROXY,
    max: CONNECTIONS_MAX,
  });
  return kept.servihubDatabase.db;
}
