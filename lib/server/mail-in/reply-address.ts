import { createHmac, timingSafeEqual } from "node:crypto";
import { parse as bytesOfUuid, stringify as uuidOfBytes } from "uuid";

/** Short enough for the 64 characters of a local part, and too long to be guessed. */
const SIGNATURE_BYTES = 16;
const UUID_BYTES = 16;
const TOKEN_BYTES = UUID_BYTES + SIGNATURE_BYTES;
const PREFIX = "reply+";
/** Whoever hands a mail on may write its address in capitals. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
const BITS_PER_LETTER = 5;
const TOKEN_LENGTH = Math.ceil((TOKEN_BYTES * 8) / BITS_PER_LETTER);

/** Whose answers come in by an address is in its signature: of two people each has another one. */
interface Answering {
  conversationId: string;
  userId: string;
}

/** Where somebody answers a mail about a conversation. */
export function replyAddress(answering: Answering, { domain, secret }: { domain: string; secret: string }) {
  const bytes = Buffer.concat([bytesOfUuid(answering.conversationId), signature(answering, secret)]);
  return `${PREFIX}${encoded(bytes)}@${domain}`;
}

/** The conversation that a local part says it is for, which only its signature makes sure; `null` where it says none. */
export function readReplyAddress(local: string): { conversationId: string; signature: Buffer } | null {
  const token = local.toLowerCase();
  if (!token.startsWith(PREFIX)) return null;
  const bytes = decoded(token.slice(PREFIX.length));
  if (!bytes) return null;
  return {
    conversationId: uuidOfBytes(bytes.subarray(0, UUID_BYTES), 0),
    signature: bytes.subarray(UUID_BYTES),
  };
}

/** Whether it was to this person that the address was given. */
export function isAddressOf(
  { conversationId, signature: given }: { conversationId: string; signature: Buffer },
  { userId, secret }: { userId: string; secret: string },
): boolean {
  return timingSafeEqual(given, signature({ conversationId, userId }, secret));
}

function signature({ conversationId, userId }: Answering, secret: string): Buffer {
  const signed = createHmac("sha256", secret).update(`mail-reply ${conversationId} ${userId}`).digest();
  return signed.subarray(0, SIGNATURE_BYTES);
}

function encoded(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => LETTERS[Number.parseInt(five.padEnd(BITS_PER_LETTER, "0"), 2)])
    .join("");
}

/** `null` for what `encoded` does not write. */
function decoded(token: string): Buffer | null {
  if (token.length !== TOKEN_LENGTH || [...token].some((letter) => !LETTERS.includes(letter))) return null;
  const bits = [...token].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(BITS_PER_LETTER, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  const found = Buffer.from(bytes.map((eight) => Number.parseInt(eight, 2)));
  return isUuid(found) && encoded(found) === token ? found : null;
}

function isUuid(bytes: Buffer): boolean {
  const version = (bytes[6] ?? 0) >> 4;
  return version >= 1 && version <= 8 && (bytes[8] ?? 0) >> 6 === 2;
}
