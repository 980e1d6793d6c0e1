import fs from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { from as copyFrom } from "pg-copy-streams";
import { withClient } from "../parts/postgres.mjs";
import { migrate } from "../stack/migrations.mjs";
import { reckonWithLostTime } from "./lost-time.mjs";
import { NotRestorable, tableFile } from "./manifest.mjs";
import { quoted, tablesOf } from "./tables.mjs";

/**
 * Fills the database behind `url`, which is empty, with the tables of a backup: all of them, or it stays without rows. It
 * has the shape of the time of the backup while they come in, and that of now in the end.
 */
export async function loadBackup({ url, folder, manifest }) {
  await migrate(url, { upTo: manifest.migration });
  return withClient(url, async (client) => {
    await client.query("begin");
    await fill(client, { folder, manifest });
    await client.query("commit");
    await migrate(url);
    return reckonWithLostTime(client);
  });
}

async function fill(client, { folder, manifest }) {
  const there = new Set((await tablesOf(client)).map(({ name }) => name));
  const unknown = manifest.tables.find(({ name }) => !there.has(name));
  if (unknown)
    throw new NotRestorable(`The backup has a table ${unknown.name}, which its migrations do not make.`);
  // What triggers would add is in the backup; and rows come table by table, not in the order they point at each other.
  const keys = await foreignKeys(client);
  for (const { table, name } of keys)
    await client.query(`alter table ${table} drop constraint ${quoted(name)}`);
  for (const { name, columns, rows } of manifest.tables) {
    await client.query(`alter table ${quoted(name)} disable trigger user`);
    // Migrations may have put rows in.
    await client.query(`delete from ${quoted(name)}`);
    const copying = client.query(
      copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`),
    );
    await pipeline(fs.createReadStream(tableFile(folder, name)), createGunzip(), copying);
    if (copying.rowCount !== rows) {
      throw new NotRestorable(`${name} has ${copying.rowCount} rows and not ${rows}, as the backup says.`);
    }
    await client.query(`alter table ${quoted(name)} enable trigger user`);
  }
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${table} add constraint ${quoted(name)} ${definition}`);
  }
  await setSequences(client);
}

async function foreignKeys(client) {
  const { rows } = await client.query(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
  return rows;
}

/** Numbers that Postgres gives go on after the highest there is. */
async function setSequences(client) {
  const { rows } = await client.query(`
    select a.attrelid::regclass::text as table, a.attname as column,
      pg_get_serial_sequence(a.attrelid::regclass::text, a.attname) as sequence
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''`);
  for (const { table, column, sequence } of rows) {
    await client.query(
      `select setval($1::regclass, coalesce(max(${quoted(column)}), 0) + 1, false) from ${table}`,
      [sequence],
    );
  }
}
