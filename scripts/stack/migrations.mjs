import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMissing } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { root } from "../root.mjs";

/** One key for every start script that may reach the same database. */
const LOCK = 7_219_053;

export async function migrate(connection) {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await applyMissing(drizzle(client), { migrationsFolder: path.join(root, "db", "migrations") });
  } finally {
    await client.end();
  }
}
