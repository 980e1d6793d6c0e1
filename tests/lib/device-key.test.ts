import "fake-indexeddb/auto";
import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { deviceKeyOf, publishDeviceKey } from "@/lib/client/device-key";
import { type Device, devicePublicKey } from "@/lib/protocol/secret";

const DAY_MS = 24 * 60 * 60 * 1000;
const nobody = async () => {};

function publisher() {
  return vi.fn<(device: Device) => Promise<void>>(nobody);
}

describe("the key of a device", () => {
  it("is made once for each person, and is the same for the next tab", async () => {
    const [maya, leo] = [uuid(), uuid()];
    expect(await deviceKeyOf(maya)).toBeUndefined();
    await publishDeviceKey(maya, nobody, DAY_MS);
    const first = await deviceKeyOf(maya);
    await publishDeviceKey(maya, nobody, 3 * DAY_MS);
    expect((await deviceKeyOf(maya))?.id).toBe(first?.id);
    expect(await deviceKeyOf(leo)).toBeUndefined();
    await publishDeviceKey(leo, nobody, DAY_MS);
    expect((await deviceKeyOf(leo))?.id).not.toBe(first?.id);
  });

  it("is one when two tabs make it at once", async () => {
    const maya = uuid();
    const told = publisher();
    await Promise.all([publishDeviceKey(maya, told, DAY_MS), publishDeviceKey(maya, told, DAY_MS)]);
    expect(new Set(told.mock.calls.map(([{ id }]) => id)).size).toBe(1);
  });

  it("gives its private half to nobody", async () => {
    const maya = uuid();
    await publishDeviceKey(maya, nobody, DAY_MS);
    const key = await deviceKeyOf(maya);
    if (!key) throw new Error("no key was made");
    expect(key.keys.privateKey.extractable).toBe(false);
    for (const format of ["jwk", "pkcs8"] as const)
      await expect(crypto.subtle.exportKey(format, key.keys.privateKey)).rejects.toThrow();
  });

  it("tells the site its public half once a day, and again where that failed", async () => {
    const maya = uuid();
    const told = publisher();
    told.mockRejectedValueOnce(new Error("offline"));
    await expect(publishDeviceKey(maya, told, DAY_MS)).rejects.toThrow("offline");
    await publishDeviceKey(maya, told, DAY_MS + 1);
    expect(told).toHaveBeenCalledTimes(2);
    expect(devicePublicKey.safeParse(told.mock.lastCall?.[0].publicKey).success).toBe(true);
    await publishDeviceKey(maya, told, 2 * DAY_MS);
    expect(told).toHaveBeenCalledTimes(2);
    await publishDeviceKey(maya, told, 2 * DAY_MS + 1);
    expect(told).toHaveBeenCalledTimes(3);
  });
});
