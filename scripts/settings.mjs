import path from "node:path";
import nextEnv from "@next/env";
import { databaseTarget } from "./parts/database-target.mjs";
import { embeddedUrl } from "./parts/postgres.mjs";
import { root } from "./root.mjs";
import { settingsFrom } from "./stack/environment.mjs";
import { secretsOf } from "./stack/secrets.mjs";

/** What a person set: the shell wins over `.env` files, which are read as Next reads them. `{ settings, dataDir }` */
export function readSettings({ dev = false } = {}) {
  const { combinedEnv } = nextEnv.loadEnvConfig(root, dev, { info: () => {}, error: console.error });
  const settings = settingsFrom(combinedEnv);
  return { settings, dataDir: path.resolve(root, settings.DATA_DIR ?? ".data") };
}

/** Where the database of a product that runs can be reached by TCP. */
export function runningDatabaseUrl({ settings, dataDir }) {
  if (settings.POSTGRES_URL) return databaseTarget(settings.POSTGRES_URL).directUrl;
  const dir = path.join(dataDir, "postgres");
  const url = embeddedUrl({ dir, password: secretsOf(dataDir).POSTGRES_PASSWORD });
  if (!url) throw new Error(`Nothing runs on ${dataDir}: start it (npm start), or set POSTGRES_URL.`);
  return url;
}
