import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { deviceKeys } from "@/db/conversation-parts";
import { devicesOf, keepDeviceKey } from "@/db/device-keys";
import { DEVICE_KEYS_PER_USER_MAX, ENVELOPES_MAX } from "@/lib/secret";
import { type Cast, castForTest } from "../support/cast";
import { deviceOf, publicKey } from "../support/secrets";

const ids = (devices: { id: string }[]) => devices.map(({ id }) => id);

function of(cast: Cast, side: "customer" | "business") {
  const { db, conversationId, businessId } = cast;
  return devicesOf(db, { conversationId, businessId, side });
}

describe("the keys of devices", () => {
  it("are those of the named side of a conversation: its customer, or every member of its business", async () => {
    const [cast, elsewhere] = [await castForTest(), await castForTest()];
    const mayas = await deviceOf(cast, cast.maya);
    const [sams, noras] = [await deviceOf(cast, cast.sam), await deviceOf(cast, cast.nora)];
    await deviceOf(cast, cast.leo);
    await deviceOf(elsewhere, elsewhere.sam);
    expect(await of(cast, "customer")).toEqual([mayas]);
    expect(await of(cast, "business")).toEqual([noras, sams]);
    const { db, conversationId } = cast;
    expect(
      await devicesOf(db, { conversationId, businessId: elsewhere.businessId, side: "business" }),
    ).toEqual([]);
  });

  it("are kept once however often they are told, and not taken for those of another", async () => {
    const cast = await castForTest();
    const { db, maya, leo } = cast;
    const mayas = await deviceOf(cast, maya);
    expect(await keepDeviceKey(db, { userId: maya.userId, ...mayas })).toBe(true);
    expect(await keepDeviceKey(db, { userId: leo.userId, ...mayas })).toBe(false);
    expect(await keepDeviceKey(db, { userId: maya.userId, id: mayas.id, publicKey: publicKey() })).toBe(
      false,
    );
    expect(await of(cast, "customer")).toEqual([mayas]);
  });

  it("are at most so many of each person, those that were here last", async () => {
    const cast = await castForTest();
    const { db, maya } = cast;
    const devices = [];
    for (let n = 0; n < DEVICE_KEYS_PER_USER_MAX; n += 1) devices.push(await deviceOf(cast, maya));
    await db
      .update(deviceKeys)
      .set({ usedAt: sql`now() - interval '1 day'` })
      .where(eq(deviceKeys.userId, maya.userId));
    const [first, second] = devices;
    if (!first || !second) throw new Error("no devices");
    await keepDeviceKey(db, { userId: maya.userId, ...first });
    expect(ids(await of(cast, "customer")).toSorted()).toEqual(ids(devices).toSorted());
    const newest = await deviceOf(cast, maya);
    const left = ids(await of(cast, "customer"));
    expect(left).toHaveLength(DEVICE_KEYS_PER_USER_MAX);
    expect(left.slice(0, 2)).toEqual([newest.id, first.id]);
    expect(left).not.toContain(second.id);
  });

  it("are at most so many of one side", async () => {
    const cast = await castForTest();
    const rows = Array.from({ length: ENVELOPES_MAX + 1 }, () => ({
      ...{ id: uuid(), userId: cast.sam.userId, publicKey: publicKey() },
    }));
    await cast.db.insert(deviceKeys).values(rows);
    expect(await of(cast, "business")).toHaveLength(ENVELOPES_MAX);
  });
});
