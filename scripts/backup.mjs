import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { copiesToEnd, nameOf } from "./backup/copies.mjs";
import { takeBackup } from "./backup/take.mjs";
import { root } from "./root.mjs";
import { readSettings, runningDatabaseUrl } from "./settings.mjs";

const { values } = parseArgs({ options: { to: { type: "string" }, keep: { type: "string" } } });
const { settings, dataDir } = readSettings();
const copies = path.resolve(root, values.to ?? path.join(dataDir, "backups"));

try {
  fs.mkdirSync(copies, { recursive: true, mode: 0o700 });
  const folder = path.join(copies, nameOf(new Date()));
  const filesDir = settings.S3_BUCKET ? undefined : path.join(dataDir, "files");
  const { tables, rows, files } = await takeBackup({
    url: runningDatabaseUrl({ settings, dataDir }),
    filesDir,
    folder,
  });
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
