import "fake-indexeddb/auto";
import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SecretActions } from "@/components/secret/actions";
import { keepSealed } from "@/components/secret/keep-sealed";
import { publishDevice } from "@/components/secret/publish-device";
import { readSecret } from "@/components/secret/read-secret";
import { refuse } from "@/lib/action-result";
import { ciphertext, type Device, envelopes } from "@/lib/protocol/secret";

const expiresAt = "2026-11-22T12:00:00.000Z";
const conversationId = uuid();

/** A site that knows of devices and keeps what was sealed, as it was told; it cannot read any of it. */
class SiteOfTest {
  readonly devicesOf: Device[] = [];
  readonly kept: Parameters<SecretActions["keep"]>[0][] = [];

  readonly actions: SecretActions = {
    publish: async (device) => {
      this.devicesOf.push(device);
      return { ok: true, value: null };
    },
    devices: async () => ({ ok: true, value: { devices: this.devicesOf } }),
    keep: async (asked) => {
      this.kept.push(asked);
      return { ok: true, value: { side: "business", expiresAt } };
    },
    open: async ({ messageId, deviceId }) => {
      const secret = this.kept.find(({ id }) => id === messageId);
      const sealed = secret?.envelopes.find((each) => each.deviceId === deviceId);
      if (!secret || !sealed) return refuse("not-found", "There is nothing here.");
      return { ok: true, value: { ciphertext: secret.ciphertext, sealedKey: sealed.sealedKey } };
    },
  };
}

let site = new SiteOfTest();
beforeEach(() => {
  site = new SiteOfTest();
});

/** Sam, who has published the key of this browser. */
async function readerOf({ actions }: SiteOfTest): Promise<string> {
  const userId = uuid();
  await publishDevice(userId, actions.publish);
  return userId;
}

const asked = { conversationId, text: "door code 4711", hours: 24 } as const;

describe("a secret", () => {
  it("is read on a device of whom it was sealed for, and the site never sees its words", async () => {
    const userId = await readerOf(site);
    const kept = await keepSealed(asked, site.actions);
    expect(kept?.secret).toEqual({ side: "business", expiresAt });
    expect(JSON.stringify(site.kept)).not.toContain("4711");
    const [told] = site.kept;
    expect(told).toMatchObject({ conversationId, id: kept?.id, expiresInHours: 24 });
    expect(ciphertext.safeParse(told?.ciphertext).success).toBe(true);
    expect(envelopes.safeParse(told?.envelopes).success).toBe(true);
    const about = { conversationId, messageId: kept?.id ?? "", userId };
    expect(await readSecret(about, site.actions)).toEqual({ text: "door code 4711" });
  });

  it("is kept under a new id at every attempt", async () => {
    await readerOf(site);
    const ids = [await keepSealed(asked, site.actions), await keepSealed(asked, site.actions)];
    expect(new Set(ids.map((each) => each?.id)).size).toBe(2);
  });

  it("is not kept where nobody could read it", async () => {
    expect(await keepSealed(asked, site.actions)).toBeUndefined();
    const publicKey = { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43) } as const;
    site.devicesOf.push({ id: uuid(), publicKey });
    expect(await keepSealed(asked, site.actions), "a key that is none").toBeUndefined();
    expect(site.kept).toEqual([]);
  });

  it("is not kept, and its writer told why, where the site says no", async () => {
    await readerOf(site);
    const no = async () => refuse("too-many", "Wait a moment.");
    await expect(keepSealed(asked, { ...site.actions, devices: no })).rejects.toMatchObject({
      code: "too-many",
    });
    expect(site.kept).toEqual([]);
    await expect(keepSealed(asked, { ...site.actions, keep: no })).rejects.toThrow("Wait a moment.");
  });

  it("is not asked for, and so not used up, on a device without a key", async () => {
    const open = vi.fn(site.actions.open);
    const about = { conversationId, messageId: uuid(), userId: uuid() };
    expect(await readSecret(about, { open })).toEqual({ problem: "forbidden" });
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("no storage here", "SecurityError");
    });
    expect(await readSecret(about, { open })).toEqual({ problem: "forbidden" });
    expect(open).not.toHaveBeenCalled();
  });

  it("says what the site says where it is not given out", async () => {
    const about = { conversationId, messageId: uuid(), userId: await readerOf(site) };
    expect(await readSecret(about, site.actions)).toEqual({ problem: "not-found" });
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const open = () => Promise.reject(new TypeError("failed to fetch"));
    expect(await readSecret(about, { open })).toEqual({ problem: "unavailable" });
  });

  it("that cannot be read says so, and nothing of what it may be", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const userId = await readerOf(site);
    const kept = await keepSealed(asked, site.actions);
    const elsewhere = { conversationId: uuid(), messageId: kept?.id ?? "", userId };
    expect(await readSecret(elsewhere, site.actions)).toEqual({ problem: "unreadable" });
    expect(warned).toHaveBeenCalledTimes(1);
  });
});

describe("the key of this browser", () => {
  it("is told to the site by its public half, and a refusal is no success", async () => {
    const userId = await readerOf(site);
    expect(site.devicesOf).toHaveLength(1);
    await publishDevice(userId, site.actions.publish);
    expect(site.devicesOf, "once a day").toHaveLength(1);
    const no = async () => refuse("too-many", "Wait a moment.");
    await expect(publishDevice(uuid(), no)).rejects.toMatchObject({ code: "too-many" });
  });

  it("is none where a page may hold no keys", async () => {
    vi.stubGlobal("indexedDB", undefined);
    await publishDevice(uuid(), site.actions.publish);
    vi.unstubAllGlobals();
    expect(site.devicesOf).toEqual([]);
  });
});
