import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import type { Device, Envelope } from "../protocol/secret";

/** RFC 9180: an ephemeral key for each envelope, HKDF over what it shares with the device, AES-GCM. */
const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const INFO = bytesOf("servihub one-time secret 1");
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const ENCAPSULATED_BYTES = 65;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
/** Texts of like lengths look alike: how long a password is says something about it. */
const PADDED_TO_BYTES = 256;
const END_OF_TEXT = 0x80;

/** The message that a secret belongs to. Moved to another it cannot be read. */
interface About {
  conversationId: string;
  messageId: string;
}

export interface SealedSecret {
  ciphertext: string;
  envelopes: Envelope[];
}

/** Encrypts a text with a key of its own, and that key for each device; what is no key keeps nobody else from reading. */
export async function seal(text: string, about: About, devices: Device[]): Promise<SealedSecret> {
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const encrypted = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: bytesOf(placeOf(about)) },
    await contentKey(key, "encrypt"),
    padded(bytesOf(text)),
  );
  const envelopes = await Promise.allSettled(devices.map((device) => envelopeFor(device, key, about)));
  return {
    ciphertext: base64Of(nonce, new Uint8Array(encrypted)),
    envelopes: envelopes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : [])),
  };
}

/** Throws where anything is not as it was sealed, or was not sealed for this device. */
export async function unseal(
  { ciphertext, sealedKey }: { ciphertext: string; sealedKey: string },
  about: About,
  device: { id: string; keys: CryptoKeyPair },
): Promise<string> {
  const envelope = bytesIn(sealedKey);
  const key = await suite.open(
    { recipientKey: device.keys, enc: envelope.slice(0, ENCAPSULATED_BYTES), info: INFO },
    envelope.slice(ENCAPSULATED_BYTES),
    bytesOf(placeOf(about, device.id)),
  );
  const bytes = bytesIn(ciphertext);
  const decrypted = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes.slice(0, NONCE_BYTES), additionalData: bytesOf(placeOf(about)) },
    await contentKey(key, "decrypt"),
    bytes.slice(NONCE_BYTES),
  );
  return textIn(new Uint8Array(decrypted));
}

async function envelopeFor({ id, publicKey }: Device, key: Uint8Array, about: About): Promise<Envelope> {
  const recipientPublicKey = await crypto.subtle.importKey("jwk", publicKey, CURVE, true, []);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: INFO }, key, bytesOf(placeOf(about, id)));
  return { deviceId: id, sealedKey: base64Of(new Uint8Array(enc), new Uint8Array(ct)) };
}

function contentKey(key: BufferSource, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, [usage]);
}

function placeOf({ conversationId, messageId }: About, deviceId = ""): string {
  return [conversationId, messageId, deviceId].join(" ");
}

function padded(text: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(Math.ceil((text.length + 1) / PADDED_TO_BYTES) * PADDED_TO_BYTES);
  whole.set(text);
  whole[text.length] = END_OF_TEXT;
  return whole;
}

function textIn(whole: Uint8Array): string {
  return new TextDecoder().decode(whole.subarray(0, whole.lastIndexOf(END_OF_TEXT)));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64Of(...parts: Uint8Array[]): string {
  return btoa(parts.map((part) => String.fromCharCode(...part)).join(""));
}

function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
