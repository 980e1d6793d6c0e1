import { type Connection, type Db, openDb } from "@/db/client";
import { traceStatements } from "@/db/statement-spans";
import { env } from "@/lib/server/env";

const CONNECTIONS_MAX = 10;

/** In globalThis, because a reload in development would otherwise leave the pool before it open. */
const kept = globalThis as typeof globalThis & { servihubDatabase?: Connection };

export function db(): Db {
  kept.servihubDatabase ??= open();
  return kept.servihubDatabase.db;
}

function open(): Connection {
  const { POSTGRES_URL: url, POSTGRES_WS_PROXY: proxy, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
  const connection = openDb({ url, proxy, max: CONNECTIONS_MAX });
  if (OTEL_EXPORTER_OTLP_ENDPOINT) traceStatements(connection.pool);
  return connection;
}
