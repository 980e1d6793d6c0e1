import path from "node:path";
import { databaseBridgePart } from "../parts/bridges.mjs";
import { databaseTarget } from "../parts/database-target.mjs";
import { ensureDatabase, postgresPart, postgresUrl } from "../parts/postgres.mjs";
import { migrate } from "./migrations.mjs";
import { freePort } from "./ports.mjs";

/** The embedded Postgres, or the one in `POSTGRES_URL`, migrated, and the bridge to it unless it is Neon's. */
export async function startDatabase({ list, dataDir, settings, secrets, fsync }) {
  const url = settings.POSTGRES_URL ?? (await startEmbedded({ list, dataDir, secrets, fsync }));
  const target = databaseTarget(url);
  const { directUrl } = target;
  await migrate(directUrl);
  list.say("The database is migrated.");
  const env = { POSTGRES_URL: target.childUrl };
  if (target.isNeon) return { directUrl, env };

  const port = await freePort();
  await list.run(databaseBridgePart({ port, target }));
  const bridge = { POSTGRES_WS_PROXY: `127.0.0.1:${port}/v1` };
  // The rooms' runtime speaks TCP, so that they need no bridge; TLS they leave to it.
  const direct = target.tls ? {} : { POSTGRES_TCP: `${target.host}:${target.port}` };
  return { directUrl, env: { ...env, ...bridge, ...direct } };
}

async function startEmbedded({ list, dataDir, secrets, fsync }) {
  const password = secrets.POSTGRES_PASSWORD;
  const port = await freePort();
  await list.run(await postgresPart({ dir: path.join(dataDir, "postgres"), port, password, fsync }));
  await ensureDatabase({ port, password });
  return postgresUrl({ port, password });
}
