import fc from "fast-check";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { type SealedSecret, seal, unseal } from "@/lib/client/sealed-secret";
import { ciphertext, type Device, devicePublicKey, envelopes } from "@/lib/protocol/secret";
import { ENVELOPES_MAX, SECRET_LENGTH_MAX } from "@/lib/secret";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const about = () => ({ conversationId: uuid(), messageId: uuid() });

async function device(): Promise<Device & { keys: CryptoKeyPair }> {
  const keys = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  return { id: uuid(), publicKey: devicePublicKey.parse({ kty, crv, x, y }), keys };
}

function given({ ciphertext, envelopes }: SealedSecret, { id }: Device) {
  const sealedKey = envelopes.find(({ deviceId }) => deviceId === id)?.sealedKey ?? "";
  return { ciphertext, sealedKey };
}

/** The same base64 with one bit of one byte turned. */
function altered(base64: string, at: number): string {
  const bytes = Buffer.from(base64, "base64");
  const place = at % bytes.length;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes.toString("base64");
}

describe("a sealed secret", () => {
  it("is read by each device it was sealed for, whatever it says", async () => {
    const [phone, laptop] = [await device(), await device()];
    const texts = fc.string({ unit: "grapheme", maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const place = about();
        const sealed = await seal(text, place, [phone, laptop]);
        for (const each of [phone, laptop]) expect(await unseal(given(sealed, each), place, each)).toBe(text);
      }),
      { numRuns: 25 },
    );
  });

  it("is read by no other device, not even with an envelope that is not its own", async () => {
    const [mayas, leos] = [await device(), await device()];
    const place = about();
    const sealed = await seal("door code 4711", place, [mayas]);
    await expect(unseal(given(sealed, mayas), place, leos)).rejects.toThrow();
    await expect(unseal(given(sealed, mayas), place, { ...leos, id: mayas.id })).rejects.toThrow();
    await expect(unseal(given(sealed, mayas), place, { ...mayas, id: leos.id })).rejects.toThrow();
  });

  it("is read by the others when one of them told the site of a key that is none", async () => {
    const phone = await device();
    const broken = { id: uuid(), publicKey: { ...phone.publicKey, x: "A".repeat(43) } };
    const place = about();
    const sealed = await seal("door code 4711", place, [broken, phone]);
    expect(sealed.envelopes.map(({ deviceId }) => deviceId)).toEqual([phone.id]);
    expect(await unseal(given(sealed, phone), place, phone)).toBe("door code 4711");
  });

  it("is read nowhere but in its message", async () => {
    const phone = await device();
    const place = about();
    const sealed = given(await seal("door code 4711", place, [phone]), phone);
    for (const elsewhere of [
      { ...place, messageId: uuid() },
      { ...place, conversationId: uuid() },
    ])
      await expect(unseal(sealed, elsewhere, phone)).rejects.toThrow();
  });

  it("is read no more once a bit of it was turned", async () => {
    const phone = await device();
    const place = about();
    const sealed = given(await seal("door code 4711", place, [phone]), phone);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom("ciphertext", "sealedKey"), async (at, part) => {
        const wrong = { ...sealed, [part]: altered(sealed[part], at) };
        await expect(unseal(wrong, place, phone)).rejects.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  it("says nothing of its words, and not how long they are", async () => {
    const phone = await device();
    const place = about();
    const [short, long] = [await seal("1", place, [phone]), await seal("x".repeat(255), place, [phone])];
    expect(short.ciphertext).toHaveLength(long.ciphertext.length);
    expect(JSON.stringify(await seal("door code", place, [phone]))).not.toContain(btoa("door code"));
    const again = await seal("1", place, [phone]);
    expect(again.ciphertext).not.toBe(short.ciphertext);
    expect(given(again, phone).sealedKey).not.toBe(given(short, phone).sealedKey);
  });

  it("is within its limits when it is as long and for as many as can be, and not past them", async () => {
    const phone = await device();
    const longest = "\u{20ac}".repeat(SECRET_LENGTH_MAX);
    const sealed = await seal(longest, about(), Array(ENVELOPES_MAX).fill(phone));
    expect(ciphertext.safeParse(sealed.ciphertext).success).toBe(true);
    expect(envelopes.safeParse(sealed.envelopes).success).toBe(true);
    expect(
      ciphertext.safeParse((await seal(`${longest}${"x".repeat(200)}`, about(), [])).ciphertext).success,
    ).toBe(false);
    expect(envelopes.safeParse([...sealed.envelopes, ...sealed.envelopes.slice(0, 1)]).success).toBe(false);
    expect(envelopes.safeParse([]).success).toBe(false);
  });
});
