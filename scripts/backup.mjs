import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { copiesToEnd, nameOf } from "./backup/copies.mjs";
import { takeBackup } from "./backup/take.mjs";
import { databaseTarget } from "./parts/database-target.mjs";
import { embeddedUrl } from "./parts/postgres.mjs";
import { root } from "./root.mjs";
import { settingsFrom } from "./stack/environment.mjs";
import { secretsOf } from "./stack/secrets.mjs";

const { values } = parseArgs({ options: { to: { type: "string" }, keep: { type: "string" } } });
const settings = settingsFrom(
  nextEnv.loadEnvConfig(root, false, { info: () => {}, error: console.error }).combinedEnv,
);
const dataDir = path.resolve(root, settings.DATA_DIR ?? ".data");
const copies = path.resolve(root, values.to ?? path.join(dataDir, "backups"));

try {
  fs.mkdirSync(copies, { recursive: true, mode: 0o700 });
  const folder = path.join(copies, nameOf(new Date()));
  const filesDir = settings.S3_BUCKET ? undefined : path.join(dataDir, "files");
  const { tables, rows, files } = await takeBackup({ url: databaseUrl(), filesDir, folder });
  console.log(`${folder}: ${rows} rows of ${tables} tables, ${files} files.`);
  if (values.keep) {
    for (const old of copiesToEnd(copies, Number(values.keep))) fs.rmSync(old, { recursive: true });
  }
  console.log(
    `The secrets in ${path.join(dataDir, "secrets.json")} are not in it: keep a copy of them in another place.`,
  );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function databaseUrl() {
  if (settings.POSTGRES_URL) return databaseTarget(settings.POSTGRES_URL).directUrl;
  const url = embeddedUrl({
    dir: path.join(dataDir, "postgres"),
    password: secretsOf(dataDir).POSTGRES_PASSWORD,
  });
  if (!url) throw new Error(`Nothing runs on ${dataDir}: start it (npm start), or set POSTGRES_URL.`);
  return url;
}
