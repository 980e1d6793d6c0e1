import { neonConfig } from "@neondatabase/serverless";
import { createPool, type VercelPool } from "@vercel/postgres";
import { drizzle, type VercelPgDatabase } from "drizzle-orm/vercel-postgres";
import { log } from "../lib/server/log";
import * as schema from "./schema";
import { gathering, type WireClass } from "./wire";

export type Db = VercelPgDatabase<typeof schema>;

/**
 * Everything we ask has an index. Postgres keeps a plan that was made while a table was small, those of foreign keys
 * too, and such a plan would read the table from end to end until the next analyze, however large it has become.
 */
const BY_INDEX = "set enable_seqscan = off";

/**
 * A statement that takes longer is given up, so that a frozen database hangs nobody for ever. Postgres gives it up
 * first: what was given up here must not be committed after somebody asked what became of it.
 */
const STATEMENT_TIMEOUT_MS = 8_000;
const GIVE_UP = `set statement_timeout = ${STATEMENT_TIMEOUT_MS - 1_000}`;
const CONNECTION_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 10_000;

/** In Node the package has set its own, which ours is made of. */
const platformWire: WireClass = neonConfig.webSocketConstructor ?? WebSocket;

export interface Connection {
  pool: VercelPool;
  db: Db;
}

/**
 * Opens a pool. `proxy` is `host:port/path` of the WebSocket bridge in front of a plain Postgres;
 * without one the URL must be Neon's. A `wire` is what to dial it with, where that is not the
 * platform's WebSocket. Nothing connects before the first query.
 */
export function openDb({
  url,
  proxy,
  max,
  wire,
}: {
  url: string;
  proxy?: string | undefined;
  max: number;
  wire?: WireClass | undefined;
}): Connection {
  if (proxy) {
    neonConfig.wsProxy = () => proxy;
    neonConfig.useSecureWebSocket = false;
    neonConfig.pipelineTLS = false;
    neonConfig.pipelineConnect = false;
  }
  neonConfig.coalesceWrites = false;
  neonConfig.webSocketConstructor = gathering(wire ?? platformWire);
  const pool = createPool({
    connectionString: url,
    max,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced at the next query; unheard, it would end the process.
  pool.on("error", (error: Error) => log.warn("idle database connection lost", { error }));
  // If this fails the connection is broken, and what is asked next over it says so.
  pool.on("connect", (client) => void client.query(`${BY_INDEX}; ${GIVE_UP}`).catch(() => {}));
  return { pool, db: drizzle(pool, { schema }) };
}
