import { z } from "zod/mini";
import { ENVELOPES_MAX } from "../secret";
import { secretSide } from "./message";

/** Whom a secret is for: the customer, or everybody of the business. */
export type SecretSide = z.infer<typeof secretSide>;

/** What a message tells of the secret it stands for, in `metadata.secret`; never its words. */
export const secret = z.object({
  side: secretSide,
  expiresAt: z.iso.datetime(),
  openedAt: z.optional(z.iso.datetime()),
  openedBy: z.optional(z.uuid()),
  openedByName: z.optional(z.string()),
});
export type Secret = z.infer<typeof secret>;

const COORDINATE_LENGTH = 43;
const coordinate = z.string().check(z.regex(/^[\w-]+$/), z.length(COORDINATE_LENGTH));

/** The public half of a device's key pair. */
export const devicePublicKey = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: coordinate,
  y: coordinate,
});
export type DevicePublicKey = z.infer<typeof devicePublicKey>;

export const deviceId = z.uuid().check(z.toLowerCase());
export const device = z.strictObject({ id: deviceId, publicKey: devicePublicKey });
export type Device = z.infer<typeof device>;

/** The longest text in UTF-8, padded, with nonce and tag, in base64. */
const CIPHERTEXT_LENGTH_MAX = 8_232;
/** An encapsulated key of 65 bytes and a sealed key of 48, in base64. */
const ENVELOPE_LENGTH = 152;
const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

export const ciphertext = base64.check(z.maxLength(CIPHERTEXT_LENGTH_MAX));
/** The key of a secret, sealed for one device. */
export const envelope = z.strictObject({ deviceId, sealedKey: base64.check(z.length(ENVELOPE_LENGTH)) });
export type Envelope = z.infer<typeof envelope>;

export const envelopes = z.array(envelope).check(z.minLength(1), z.maxLength(ENVELOPES_MAX));
