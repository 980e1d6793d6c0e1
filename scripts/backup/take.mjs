import fs from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { to as copyTo } from "pg-copy-streams";
import { withClient } from "../parts/postgres.mjs";
import { digesting, tableFile, writeManifest } from "./manifest.mjs";
import { migrationOf, quoted, tablesOf } from "./tables.mjs";

/**
 * Writes everything of one moment of the database behind `url` to a new `folder`, and the files people sent from
 * `filesDir`, if there is one. The product goes on meanwhile. Until all of it is there the folder has another name.
 * Resolves to `{ tables, rows, files }`, how many there are.
 */
export async function takeBackup({ url, filesDir, folder }) {
  const draft = `${folder}.part`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(path.join(draft, "tables"), { recursive: true, mode: 0o700 });
  const tables = await takeTables({ url, folder: draft });
  // After the rows: a file is there before the row that names it, and stays a day longer than the last.
  const files = copyFiles(filesDir, path.join(draft, "files"));
  fs.renameSync(draft, folder);
  return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), files };
}

function takeTables({ url, folder }) {
  return withClient(url, async (client) => {
    await client.query("begin isolation level repeatable read, read only");
    const { rows: clock } = await client.query("select now() as at");
    const tables = [];
    for (const table of await tablesOf(client)) {
      tables.push({ ...table, ...(await takeTable(client, table, tableFile(folder, table.name))) });
    }
    writeManifest(folder, { at: clock[0].at.toISOString(), migration: await migrationOf(client), tables });
    return tables;
  });
}

async function takeTable(client, { name, columns }, file) {
  const copying = client.query(copyTo(`copy ${quoted(name)} (${columns.map(quoted).join(", ")}) to stdout`));
  const { stream, digest } = digesting();
  await pipeline(copying, createGzip(), stream, fs.createWriteStream(file, { mode: 0o600 }));
  return { rows: copying.rowCount, sha256: digest() };
}

/** What is there is never written again under the same name, so that what was copied stays what it was. */
export function copyFiles(from, to) {
  if (!from || !fs.existsSync(from)) return 0;
  let count = 0;
  fs.cpSync(from, to, {
    recursive: true,
    force: false,
    mode: fs.constants.COPYFILE_FICLONE,
    filter: (source) => {
      if (fs.statSync(source).isFile()) count += 1;
      return true;
    },
  });
  return count;
}
