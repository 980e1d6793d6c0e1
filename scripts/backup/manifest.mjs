import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

const FORM = 1;

/** What is wrong with a folder that is to be restored, in words for whoever runs the command. */
export class NotRestorable extends Error {}

export function writeManifest(folder, manifest) {
  const text = JSON.stringify({ form: FORM, ...manifest }, null, 2);
  fs.writeFileSync(path.join(folder, "manifest.json"), `${text}\n`, { mode: 0o600 });
}

/**
 * `{ at, migration, tables: [{ name, columns, rows, sha256 }] }` of a backup, once every table was found to be as it was
 * written. Nothing is restored from what is not whole.
 */
export async function readManifest(folder) {
  const file = path.join(folder, "manifest.json");
  if (!fs.existsSync(file)) {
    throw new NotRestorable(`${folder} is no backup: it has no manifest.json.`);
  }
  const { form, ...manifest } = JSON.parse(fs.readFileSync(file, "utf8"));
  if (form !== FORM) throw new NotRestorable(`${folder} was made by a newer version: update this one first.`);
  for (const { name, sha256 } of manifest.tables) {
    if ((await digestOf(tableFile(folder, name))) !== sha256) {
      throw new NotRestorable(`${tableFile(folder, name)} is not as it was written: take another backup.`);
    }
  }
  return manifest;
}

export function tableFile(folder, name) {
  return path.join(folder, "tables", `${name}.copy.gz`);
}

/** Passes all on, and knows its digest in the end. */
export function digesting() {
  const hash = createHash("sha256");
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(undefined, chunk);
    },
  });
  return { stream, digest: () => hash.digest("hex") };
}

async function digestOf(file) {
  if (!fs.existsSync(file)) return undefined;
  const { stream, digest } = digesting();
  await pipeline(fs.createReadStream(file), stream.resume());
  return digest();
}
