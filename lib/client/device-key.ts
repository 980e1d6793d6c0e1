import { v7 as uuid } from "uuid";
import { assert } from "../assert";
import type { Device } from "../protocol/secret";
import { settled } from "./settled";

/** The key pair of one person on one device. The private half cannot be taken out of the browser, not even by us. */
export interface DeviceKey {
  id: string;
  keys: CryptoKeyPair;
}

interface Kept extends DeviceKey {
  userId: string;
  /** When the site was told of it last. */
  publishedAtMs: number;
}

/** So often the site is told that the device is still there. */
const PUBLISHED_EVERY_MS = 24 * 60 * 60 * 1000;
const DATABASE = "servihub-device";
const STORE = "keys";

/** Whether this browser can read secrets at all: there is no cryptography on a page without https. */
export function canHoldKeys(): boolean {
  return globalThis.crypto?.subtle !== undefined && globalThis.indexedDB !== undefined;
}

/** The key pair of a person on this device, where there is one. */
export async function deviceKeyOf(userId: string): Promise<DeviceKey | undefined> {
  const database = await openDatabase();
  try {
    return await settled<Kept | undefined>(database.transaction(STORE).objectStore(STORE).get(userId));
  } finally {
    database.close();
  }
}

/** Makes the key pair of a person on this device, once, and has the site told of it, at most once a day. */
export async function publishDeviceKey(
  userId: string,
  publish: (device: Device) => Promise<unknown>,
  nowMs: number,
): Promise<void> {
  const database = await openDatabase();
  try {
    const kept = await keptOrMade(database, userId);
    if (nowMs - kept.publishedAtMs < PUBLISHED_EVERY_MS) return;
    const { x, y } = await crypto.subtle.exportKey("jwk", kept.keys.publicKey);
    assert(x && y, "a public key on a curve is a point");
    await publish({ id: kept.id, publicKey: { kty: "EC", crv: "P-256", x, y } });
    await put(database, { ...kept, publishedAtMs: nowMs });
  } finally {
    database.close();
  }
}

/** Of two tabs that make one at once the first to keep it wins. */
async function keptOrMade(database: IDBDatabase, userId: string): Promise<Kept> {
  const before = await settled<Kept | undefined>(database.transaction(STORE).objectStore(STORE).get(userId));
  if (before) return before;
  const keys = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const store = database.transaction(STORE, "readwrite").objectStore(STORE);
  const faster = await settled<Kept | undefined>(store.get(userId));
  if (faster) return faster;
  const made = { userId, id: uuid(), keys, publishedAtMs: 0 };
  await settled(store.put(made));
  return made;
}

async function put(database: IDBDatabase, kept: Kept): Promise<void> {
  await settled(database.transaction(STORE, "readwrite").objectStore(STORE).put(kept));
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: "userId" });
  };
  return settled(request);
}
