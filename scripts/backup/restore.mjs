import fs from "node:fs";
import path from "node:path";
import { databaseTarget } from "../parts/database-target.mjs";
import { ensureDatabase, postgresPart, postgresUrl, putInPlace, withClient } from "../parts/postgres.mjs";
import { knowsMigration } from "../stack/migrations.mjs";
import { PartList } from "../stack/part-list.mjs";
import { freePort } from "../stack/ports.mjs";
import { claim } from "../stack/running.mjs";
import { secretsOf } from "../stack/secrets.mjs";
import { loadBackup } from "./load.mjs";
import { reckonWithLostTime } from "./lost-time.mjs";
import { NotRestorable, readManifest } from "./manifest.mjs";
import { tablesOf } from "./tables.mjs";
import { copyFiles } from "./take.mjs";

/**
 * Makes everything as it is in the backup in `folder`, while nothing runs on `dataDir`: the embedded database, of which the
 * one before is kept under another name, or the one in `POSTGRES_URL`, which has to be empty. Without a folder the database
 * is as its owner set it back, and only what follows from that is done.
 * Resolves to `{ at?, kept?, counts }`: the backup's moment, the name of the database before, and `reckonWithLostTime`'s.
 */
export async function restoreBackup({ settings, dataDir, folder, now }) {
  const manifest = folder && (await readManifest(folder));
  if (manifest && !knowsMigration(manifest.migration)) {
    throw new NotRestorable(`${folder} was made by a newer version: update this one first.`);
  }
  const lease = await claim(dataDir);
  const list = new PartList({ dataDir, lease, say: () => {}, onGivenUp: () => {} });
  try {
    const done = settings.POSTGRES_URL
      ? await restoreTheirs(databaseTarget(settings.POSTGRES_URL).directUrl, { folder, manifest })
      : await restoreEmbedded({ list, dataDir, folder, manifest, now });
    if (folder && !settings.S3_BUCKET) {
      copyFiles(path.join(folder, "files"), path.join(fs.realpathSync(dataDir), "files"));
    }
    return { at: manifest?.at, ...done };
  } finally {
    await list.stop();
  }
}

async function restoreTheirs(url, { folder, manifest }) {
  if (!manifest) return { counts: await withClient(url, reckonWithLostTime) };
  const tables = await withClient(url, tablesOf);
  if (tables.length > 0) {
    throw new NotRestorable("The database in POSTGRES_URL is not empty: make a new one and name that.");
  }
  return { counts: await loadBackup({ url, folder, manifest }) };
}

async function restoreEmbedded({ list, dataDir, folder, manifest, now }) {
  const password = secretsOf(dataDir).POSTGRES_PASSWORD;
  const port = await freePort();
  await list.run(await postgresPart({ dir: path.join(dataDir, "postgres"), port, password, fsync: true }));
  const at = { port, password };
  if (!manifest) return { counts: await withClient(postgresUrl(at), reckonWithLostTime) };
  const database = `servihub_from_${now}`;
  await ensureDatabase({ ...at, database });
  const counts = await loadBackup({ url: postgresUrl({ ...at, database }), folder, manifest });
  // Only now, when all of it is there.
  const kept = await putInPlace({ ...at, database, keptAs: `servihub_before_${now}` });
  return { kept, counts };
}
