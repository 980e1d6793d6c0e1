import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { Refusal } from "../../refusal";
import { signFileToken } from "./file-token";
import { type FileKey, type FileStorage, type Handed, pathOf } from "./storage";

/** A piece of a file, both ends included. */
export interface Piece {
  first: number;
  last: number;
}

/** Files in a folder of this machine, handed out by the site itself to whoever has a token for one. */
export class FolderStorage implements FileStorage {
  constructor(
    readonly folder: string,
    readonly secret: string,
  ) {}

  async put(key: FileKey, bytes: Uint8Array): Promise<void> {
    const place = this.#placeOf(key);
    await fs.promises.mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    const draft = `${place}.${randomUUID()}`;
    try {
      await fs.promises.writeFile(draft, bytes, { mode: 0o600, flush: true });
      await fs.promises.rename(draft, place);
    } catch (cause) {
      await fs.promises.rm(draft, { force: true });
      throw new Refusal("unavailable", { cause });
    }
  }

  get(key: FileKey): Promise<Buffer> {
    return fs.promises.readFile(this.#placeOf(key));
  }

  async remove(key: FileKey): Promise<void> {
    const place = this.#placeOf(key);
    await fs.promises.rm(place, { force: true });
    // Folders that are left empty go as well; the others stay.
    for (const folder of [path.dirname(place), path.dirname(path.dirname(place))])
      await fs.promises.rmdir(folder).catch(() => {});
  }

  async addressOf(key: FileKey, handed: Handed): Promise<string> {
    return `/api/files/${await signFileToken({ ...key, ...handed }, this.secret)}`;
  }

  /** Throws `not-found` where there is none. */
  async bytesOf(key: FileKey): Promise<number> {
    const found = await fs.promises.stat(this.#placeOf(key)).catch((cause: unknown) => {
      throw new Refusal("not-found", { cause });
    });
    return found.size;
  }

  read(key: FileKey, { first, last }: Piece): ReadableStream<Uint8Array> {
    const stream = fs.createReadStream(this.#placeOf(key), { start: first, end: last });
    return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  }

  /** The parts of a key are checked where they come in: ids of ours and nothing else. */
  #placeOf(key: FileKey): string {
    return path.join(this.folder, pathOf(key));
  }
}
