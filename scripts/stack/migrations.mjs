import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMissing } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { root } from "../root.mjs";

/** One key for every start script that may reach the same database. */
const LOCK = 7_219_053;
const FOLDER = path.join(root, "db", "migrations");

/** Applies what is missing: all there is, or what was made until `upTo`, milliseconds of the journal. */
export async function migrate(connection, { upTo } = {}) {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    if (upTo === undefined) {
      await applyMissing(drizzle(client), { migrationsFolder: FOLDER });
    } else {
      await withFolderUpTo(upTo, (migrationsFolder) => applyMissing(drizzle(client), { migrationsFolder }));
    }
  } finally {
    await client.end();
  }
}

/** Whether a migration of that moment is among ours. */
export function knowsMigration(when) {
  return journal().entries.some((entry) => entry.when === when);
}

async function withFolderUpTo(upTo, use) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-migrations-"));
  try {
    fs.cpSync(FOLDER, folder, { recursive: true });
    const { entries, ...rest } = journal();
    const known = entries.filter(({ when }) => when <= upTo);
    fs.writeFileSync(path.join(folder, "meta", "_journal.json"), JSON.stringify({ ...rest, entries: known }));
    await use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function journal() {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, "meta", "_journal.json"), "utf8"));
}
