import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { conversationAccess, roomTicket } from "@/app/conversation/access";
import { readHead } from "@/app/conversation/history";
import { removeMessage } from "@/app/conversation/post";
import { roomsOfSite } from "@/app/rooms";
import { publishDevice, readDevices } from "@/app/secrets/devices";
import { keepSecret, openSecret } from "@/app/secrets/secrets";
import type { Viewer } from "@/app/viewer";
import { secrets } from "@/db/conversation-parts";
import { secretOf } from "@/lib/secret";
import { sendMessage } from "@/lib/server/rooms";
import { ciphertext, envelopeFor, publicKey } from "../support/secrets";
import { castOfSite } from "../support/viewers";

async function deviceOf(viewer: Viewer): Promise<{ id: string }> {
  const device = { id: uuid(), publicKey: publicKey() };
  await publishDevice(viewer, device);
  return device;
}

/** Maya's secret for Harbor Coffee, where Sam and Nora have a device each. */
async function scene() {
  const cast = await castOfSite();
  const { asMaya, asSam, asNora, conversationId } = cast;
  const [sams, noras] = [await deviceOf(asSam), await deviceOf(asNora)];
  const { devices } = await readDevices(asMaya, { conversationId });
  const id = uuid();
  const sealed = { id, ciphertext, envelopes: devices.map(envelopeFor), expiresInHours: 1 };
  const secret = await keepSecret(asMaya, { conversationId, ...sealed });
  const ticket = roomTicket(asMaya, conversationId, await conversationAccess(asMaya, { conversationId }));
  await sendMessage(roomsOfSite(), ticket, { type: "message:send", id, body: "", secret });
  const open = (viewer: Viewer, { id: deviceId }: { id: string }) =>
    openSecret(viewer, { conversationId, messageId: id, deviceId });
  const told = async () =>
    secretOf((await readHead(asMaya, { conversationId })).messages[0] ?? { metadata: {} });
  return { ...cast, id, sealed, secret, sams, noras, open, told };
}

describe("a secret", () => {
  it("is given to one alone of two who open it at once, and the message says to whom", async () => {
    const { asSam, asNora, sams, noras, secret, open, told } = await scene();
    expect(await told()).toEqual(secret);
    const answers = await Promise.allSettled([open(asSam, sams), open(asNora, noras)]);
    const winner = answers[0].status === "fulfilled" ? asSam : asNora;
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    for (const answer of answers)
      if (answer.status === "fulfilled") expect(answer.value.ciphertext).toBe(ciphertext);
      else expect(answer.reason).toMatchObject({ code: "conflict" });
    expect(await told()).toMatchObject({ ...secret, openedBy: winner.id, openedByName: winner.name });
  });

  it("is given again to the device whose answer was lost, with its own key", async () => {
    const { asSam, asNora, sams, noras, open } = await scene();
    const given = { ciphertext, sealedKey: envelopeFor(sams).sealedKey };
    expect(await open(asSam, sams)).toEqual(given);
    expect(await open(asSam, sams)).toEqual(given);
    await expect(open(asNora, noras)).rejects.toMatchObject({ code: "conflict" });
  });

  it("[S10] is not there for its own side, another customer, another business or a guest", async () => {
    const [{ asMaya, asLeo, asGuest, sams, open, told, secret }, elsewhere] = [
      await scene(),
      await castOfSite(),
    ];
    for (const viewer of [asMaya, asLeo, asGuest, elsewhere.asSam]) {
      await expect(open(viewer, sams)).rejects.toMatchObject({ code: "not-found" });
      await expect(open(viewer, await deviceOf(viewer))).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await told()).toEqual(secret);
  });

  it("is refused to a device that it was not sealed for, and not used up by that", async () => {
    const { asSam, sams, noras, open, told, secret } = await scene();
    for (const device of [await deviceOf(asSam), noras])
      await expect(open(asSam, device)).rejects.toMatchObject({ code: "forbidden" });
    expect(await told()).toEqual(secret);
    await open(asSam, sams);
  });

  it("is not there once it expired, or its message was deleted", async () => {
    const { db, id, asSam, asMaya, sams, open, told, secret, conversationId } = await scene();
    await db.update(secrets).set({ expiresAt: new Date() }).where(eq(secrets.id, id));
    await expect(open(asSam, sams)).rejects.toMatchObject({ code: "not-found" });
    await db
      .update(secrets)
      .set({ expiresAt: new Date(Date.now() + 60_000) })
      .where(eq(secrets.id, id));
    expect(await told()).toEqual(secret);
    await removeMessage(asMaya, { conversationId, messageId: id });
    await expect(open(asSam, sams)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is kept once under its id, which is nobody else's", async () => {
    const { asMaya, asSam, conversationId, sealed, secret } = await scene();
    expect(await keepSecret(asMaya, { conversationId, ...sealed })).toEqual(secret);
    await expect(keepSecret(asSam, { conversationId, ...sealed })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it.each([
    { expiresInHours: 2 },
    { expiresInHours: 0 },
    { envelopes: [] },
    { ciphertext: "no base64!" },
    { ciphertext: "A".repeat(8_233) },
    { side: "customer" },
  ])("is not kept with %j", async (wrong) => {
    const { asMaya, conversationId, sealed } = await scene();
    const asked = keepSecret(asMaya, { conversationId, ...sealed, id: uuid(), ...wrong });
    await expect(asked).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("the key of a device", () => {
  it("is read by the other side of a conversation alone", async () => {
    const { asMaya, asSam, conversationId, sams, noras } = await scene();
    const mayas = await deviceOf(asMaya);
    const idsFor = async (viewer: Viewer) =>
      (await readDevices(viewer, { conversationId })).devices.map(({ id }) => id);
    expect(await idsFor(asSam)).toEqual([mayas.id]);
    expect((await idsFor(asMaya)).toSorted()).toEqual([sams.id, noras.id].toSorted());
  });

  it("is the public half of a key and nothing else, under an id of its own", async () => {
    const { asLeo, asMaya } = await castOfSite();
    const device = { id: uuid(), publicKey: publicKey() };
    expect(await publishDevice(asMaya, device)).toEqual({});
    expect(await publishDevice(asMaya, device)).toEqual({});
    await expect(publishDevice(asLeo, device)).rejects.toMatchObject({ code: "conflict" });
    for (const wrong of [
      { ...device.publicKey, d: "private" },
      { ...device.publicKey, crv: "P-384" },
      { ...device.publicKey, x: "short" },
    ])
      await expect(publishDevice(asMaya, { id: uuid(), publicKey: wrong })).rejects.toMatchObject({
        code: "bad-command",
      });
  });
});
