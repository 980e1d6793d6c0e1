import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const MARK = "sealed:1:";
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_LENGTH = 8;

/** Columns of what others trust us with and what works as it stands. A former secret is of the column of its successor. */
export type SealedColumn = "webhooks.secret" | "bots.secret" | "widgets.secret";

/** Where a sealed text stands; at another place it does not open. */
export interface Place {
  column: SealedColumn;
  /** The key of its row. */
  row: string;
}

interface Key {
  id: string;
  bytes: Buffer;
}

/** The newest first: by it what is new is sealed, by the others what is older is opened. */
export interface Keys {
  SECRETS_KEY: string;
  SECRETS_KEY_PREVIOUS: readonly string[];
}

/** A text for the database that nobody who reads it there can use. */
export function seal(text: string, place: Place, keys: Keys = env()): string {
  const { id, bytes } = keyOf(keys.SECRETS_KEY);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(nameOf(place));
  const sealed = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${MARK}${id}:${sealed.toString("base64url")}`;
}

/** What was sealed; what was stored before anything was, is as it stands. Throws `NotOpened`. */
export function unseal(stored: string, place: Place, keys: Keys = env()): string {
  if (!stored.startsWith(MARK)) return stored;
  const [id, sealed = ""] = stored.slice(MARK.length).split(":");
  const key = [keys.SECRETS_KEY, ...keys.SECRETS_KEY_PREVIOUS].map(keyOf).find((each) => each.id === id);
  if (!key) throw new NotOpened(place, `was sealed by a key that is not set here (${id})`);
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new NotOpened(place, "was cut");
  const tagAt = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(nameOf(place))
    .setAuthTag(bytes.subarray(tagAt));
  try {
    return decipher.update(bytes.subarray(IV_BYTES, tagAt), undefined, "utf8") + decipher.final("utf8");
  } catch (cause) {
    throw new NotOpened(place, "was altered, or stood elsewhere", { cause });
  }
}

/** By what the texts begin that the newest key sealed. */
export function sealMark(keys: Keys = env()): string {
  return `${MARK}${keyOf(keys.SECRETS_KEY).id}:`;
}

/** A stored secret that is of no use here; says which, and never what is in it. */
export class NotOpened extends Error {
  override name = "NotOpened";

  constructor({ column, row }: Place, because: string, options?: ErrorOptions) {
    super(`${column} of ${row} ${because}`, options);
  }
}

function nameOf({ column, row }: Place): Buffer {
  return Buffer.from(`${column}:${row}`);
}

const known = new Map<string, Key>();

function keyOf(setting: string): Key {
  const before = known.get(setting);
  if (before) return before;
  const bytes = Buffer.from(hkdfSync("sha256", setting, "", "servihub: secrets in the database", KEY_BYTES));
  const id = createHash("sha256").update("id").update(bytes).digest("hex").slice(0, KEY_ID_LENGTH);
  const key = { id, bytes };
  known.set(setting, key);
  return key;
}
