import { v7 as uuid } from "uuid";
import { keepDeviceKey } from "@/db/device-keys";
import { keepSecret } from "@/db/secrets";
import type { Device, Envelope, SecretSide } from "@/lib/protocol/secret";
import type { SecretHours } from "@/lib/secret";
import type { Cast, Person } from "./cast";

/** Of the right form, and nobody's. */
export function publicKey(): Device["publicKey"] {
  const coordinate = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  return { kty: "EC", crv: "P-256", x: coordinate(), y: coordinate() };
}

/** A device of somebody's that the site knows of. */
export async function deviceOf(
  { db }: Pick<Cast, "db">,
  { userId }: Pick<Person, "userId">,
): Promise<Device> {
  const device = { id: uuid(), publicKey: publicKey() };
  await keepDeviceKey(db, { userId, ...device });
  return device;
}

export const ciphertext = Buffer.from("sealed by nobody").toString("base64");

export function envelopeFor({ id }: Pick<Device, "id">): Envelope {
  return { deviceId: id, sealedKey: Buffer.alloc(113, id).toString("base64") };
}

/** What a browser asks the site to keep, of the right form. */
export function sealedForNobody() {
  const envelopes = [envelopeFor({ id: uuid() })];
  return { id: uuid(), ciphertext, envelopes, expiresInHours: 24 as const };
}

/** A secret that waits for its message. */
export async function kept(
  { db, conversationId }: Pick<Cast, "db" | "conversationId">,
  {
    from,
    side,
    devices,
    hours = 24,
  }: { from: Person; side: SecretSide; devices: Device[]; hours?: SecretHours },
): Promise<string> {
  const id = uuid();
  const envelopes = devices.map(envelopeFor);
  await keepSecret(db, { id, conversationId, senderId: from.userId, side, ciphertext, envelopes, hours });
  return id;
}
