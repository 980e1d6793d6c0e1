import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { secrets } from "@/db/conversation-parts";
import { messages } from "@/db/schema";
import { type Claim, claimSecret, keepSecret, removeSecrets, whyNot } from "@/db/secrets";
import type { SecretSide } from "@/lib/protocol/secret";
import { SECRET_HOURS, SECRET_OPEN_AGAIN_SECONDS } from "@/lib/secret";
import { type Cast, castAlone, castForTest, type Person } from "../support/cast";
import { ciphertext, deviceOf, envelopeFor, kept } from "../support/secrets";

/** Maya's secret for the business, of which Sam and Nora have a device each. */
async function mayasSecret(cast: Cast) {
  const devices = { sam: await deviceOf(cast, cast.sam), nora: await deviceOf(cast, cast.nora) };
  const id = await kept(cast, { from: cast.maya, side: "business", devices: Object.values(devices) });
  await send(cast, cast.maya, id);
  const claimOf = (person: Person, device: { id: string }, side: SecretSide = "business"): Claim => ({
    conversationId: cast.conversationId,
    businessId: cast.businessId,
    messageId: id,
    side,
    userId: person.userId,
    deviceId: device.id,
  });
  return {
    id,
    devices,
    claimOf,
    sams: claimOf(cast.sam, devices.sam),
    noras: claimOf(cast.nora, devices.nora),
  };
}

describe("a secret", () => {
  it("is kept once: a repeat by its sender changes nothing, and the id is nobody else's", async () => {
    const cast = await castForTest();
    const { db, conversationId, maya, leo } = cast;
    const device = await deviceOf(cast, cast.sam);
    const secret = {
      id: uuid(),
      conversationId,
      senderId: maya.userId,
      side: "business",
      ciphertext,
    } as const;
    const first = await keepSecret(db, { ...secret, envelopes: [envelopeFor(device)], hours: 1 });
    expect(first?.side).toBe("business");
    expect(await keepSecret(db, { ...secret, envelopes: [envelopeFor(device)], hours: 24 })).toEqual(first);
    expect(await keepSecret(db, { ...secret, senderId: leo.userId, envelopes: [], hours: 1 })).toBeNull();
  });

  it.each(SECRET_HOURS)("waits for %i hours", async (hours) => {
    const cast = await castForTest();
    const id = await kept(cast, { from: cast.maya, side: "business", devices: [], hours });
    const [row] = await cast.db.select().from(secrets).where(eq(secrets.id, id));
    const waits = (row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0);
    expect(Math.round(waits / (60 * 60 * 1000))).toBe(hours);
  });

  it("is given to one alone of many who ask at once", async () => {
    const cast = await castForTest();
    const { sams, noras } = await mayasSecret(cast);
    const asked = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? sams : noras));
    const given = await Promise.all(asked.map((claim) => claimSecret(cast.db, claim)));
    const winners = new Set(asked.flatMap((claim, n) => (given[n] ? [claim.userId] : [])));
    expect(winners.size).toBe(1);
    const loser = winners.has(cast.sam.userId) ? noras : sams;
    expect(await whyNot(cast.db, loser)).toBe("taken");
  });

  it("is given with the key that was sealed for the device, and to the same device again for a moment", async () => {
    const cast = await castForTest();
    const { id, devices, sams, noras } = await mayasSecret(cast);
    const given = { ciphertext, sealedKey: envelopeFor(devices.sam).sealedKey };
    expect(await claimSecret(cast.db, sams)).toEqual(given);
    await markOpened(cast, id);
    await claimedAgo(cast, id, SECRET_OPEN_AGAIN_SECONDS - 1);
    expect(await claimSecret(cast.db, sams)).toEqual(given);
    await claimedAgo(cast, id, SECRET_OPEN_AGAIN_SECONDS + 1);
    expect(await claimSecret(cast.db, sams)).toBeUndefined();
    expect(await claimSecret(cast.db, noras)).toBeUndefined();
  });

  it("is not given to another device of the same person", async () => {
    const cast = await castForTest();
    const [phone, laptop] = [await deviceOf(cast, cast.sam), await deviceOf(cast, cast.sam)];
    const id = await kept(cast, { from: cast.maya, side: "business", devices: [phone, laptop] });
    await send(cast, cast.maya, id);
    const { conversationId, businessId, sam } = cast;
    const claim = {
      conversationId,
      businessId,
      messageId: id,
      side: "business",
      userId: sam.userId,
    } as const;
    expect(await claimSecret(cast.db, { ...claim, deviceId: phone.id })).toBeDefined();
    expect(await claimSecret(cast.db, { ...claim, deviceId: laptop.id })).toBeUndefined();
  });

  it("is free again when the one it was given to was never shown it", async () => {
    const cast = await castForTest();
    const { id, sams, noras } = await mayasSecret(cast);
    await claimSecret(cast.db, sams);
    expect(await claimSecret(cast.db, noras)).toBeUndefined();
    await claimedAgo(cast, id, SECRET_OPEN_AGAIN_SECONDS + 1);
    expect(await claimSecret(cast.db, noras)).toBeDefined();
    expect(await claimSecret(cast.db, sams)).toBeUndefined();
  });

  it("is given to nobody whose device it was not sealed for, and not used up by that", async () => {
    const cast = await castForTest();
    const { devices, claimOf, sams } = await mayasSecret(cast);
    const late = await deviceOf(cast, cast.ines);
    for (const claim of [claimOf(cast.ines, late), claimOf(cast.ines, devices.sam)]) {
      expect(await claimSecret(cast.db, claim)).toBeUndefined();
      expect(await whyNot(cast.db, claim)).toBe("sealed for others");
    }
    expect(await claimSecret(cast.db, sams)).toBeDefined();
  });

  it("[S10] is not there for the other side, another conversation or another business", async () => {
    const [cast, elsewhere] = [await castForTest(), await castForTest()];
    const { devices, claimOf, sams } = await mayasSecret(cast);
    for (const claim of [
      claimOf(cast.sam, devices.sam, "customer"),
      { ...sams, conversationId: elsewhere.conversationId },
      { ...sams, businessId: elsewhere.businessId },
    ]) {
      expect(await claimSecret(cast.db, claim)).toBeUndefined();
      expect(await whyNot(cast.db, claim)).toBe("gone");
    }
  });

  it("is not there once it expired, its message was deleted, or before its message was sent", async () => {
    const cast = await castForTest();
    const { db } = cast;
    const { id, sams } = await mayasSecret(cast);
    const set = (values: Partial<typeof secrets.$inferInsert>) =>
      db.update(secrets).set(values).where(eq(secrets.id, id));
    await set({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await claimSecret(db, sams)).toBeUndefined();
    expect(await whyNot(db, sams)).toBe("gone");
    await set({ expiresAt: new Date(Date.now() + 60_000) });
    await db.update(messages).set({ deletedAt: new Date() }).where(eq(messages.id, id));
    expect(await claimSecret(db, sams)).toBeUndefined();
    await db.update(messages).set({ deletedAt: null }).where(eq(messages.id, id));
    const unsent = await kept(cast, {
      from: cast.maya,
      side: "business",
      devices: [{ ...(await deviceOf(cast, cast.sam)) }],
    });
    expect(await claimSecret(db, { ...sams, messageId: unsent })).toBeUndefined();
    expect(await claimSecret(db, sams)).toBeDefined();
  });

  it("is removed when its time is over, so many at once, whether its message was sent or not", async () => {
    const cast = await castAlone();
    const { db, conversationId, maya } = cast;
    const fresh = await kept(cast, { from: maya, side: "business", devices: [] });
    const row = {
      conversationId,
      senderId: maya.userId,
      side: "business",
      ciphertext,
      envelopes: {},
    } as const;
    const over = { expiresAt: new Date(0), removeAt: new Date(0) };
    await db.insert(secrets).values(Array.from({ length: 101 }, () => ({ ...row, ...over, id: uuid() })));
    expect(await removeSecrets(db)).toBe(100);
    expect(await removeSecrets(db)).toBe(1);
    expect(await removeSecrets(db)).toBe(0);
    expect((await db.select().from(secrets)).map(({ id }) => id)).toEqual([fresh]);
  });
});

async function claimedAgo({ db }: Cast, id: string, seconds: number) {
  await db
    .update(secrets)
    .set({ openedAt: sql`now() - make_interval(secs => ${seconds}::int)` })
    .where(eq(secrets.id, id));
}

async function markOpened({ db }: Cast, id: string) {
  await db
    .update(messages)
    .set({
      metadata: sql`jsonb_set(${messages.metadata}, '{secret,openedAt}', '"2026-11-21T12:00:00.000Z"')`,
    })
    .where(eq(messages.id, id));
}

async function send({ db, businessId, conversationId }: Cast, by: Person, id: string) {
  await db.insert(messages).values({
    ...{
      id,
      conversationId,
      businessId,
      seq: 1,
      rev: 1,
      body: "",
      senderId: by.userId,
      senderRole: by.role,
      senderName: by.name,
    },
    metadata: { secret: { side: "business", expiresAt: new Date().toISOString() } },
  });
}
