import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { postMessage } from "@/app/conversation/post";
import { sendDue } from "@/app/due/later";
import { keepFromSending, readLater, sendLater } from "@/app/inbox/later";
import { memberships } from "@/db/schema";
import { LATER_WAITING_MAX, LATER_WITHIN_MS } from "@/lib/later";
import { messagesOf } from "../support/cast";
import { castOfSite } from "../support/viewers";

const inAnHour = () => new Date(Date.now() + 3_600_000);
const twoHoursOn = () => new Date(Date.now() + 2 * 3_600_000);

/** Maya has asked, and Sam has planned an answer in an hour. */
async function planned(body = "Your beans are in") {
  const cast = await castOfSite();
  const { asMaya, asSam, conversationId } = cast;
  await postMessage(asMaya, { conversationId, body: "Any news?" });
  const plan = { conversationId, id: randomUUID(), body, sendAt: inAnHour().toISOString(), basedOnSeq: 1 };
  await sendLater(asSam, plan);
  const texts = async () =>
    (await messagesOf(cast)).filter(({ kind }) => kind === "text").map((message) => message.body);
  return { ...cast, plan, texts, list: async () => (await readLater(asSam, { conversationId })).messages };
}

describe("what is sent later", () => {
  it("is sent when it is due and not before, once by two processes, as its writer", async () => {
    const cast = await planned();
    const { plan, texts, list, sam } = cast;
    const clock = (ms: number) => new Date(Date.parse(plan.sendAt) + ms);
    await sendDue(clock(-1));
    expect(await texts()).toEqual(["Any news?"]);
    expect(await list()).toMatchObject([{ id: plan.id, body: plan.body, reason: null }]);
    await Promise.all([sendDue(clock(0)), sendDue(clock(0))]);
    await sendDue(clock(1));
    expect(await texts()).toEqual(["Any news?", plan.body]);
    expect(await list()).toEqual([]);
    expect((await messagesOf(cast)).at(-1)).toMatchObject({ id: plan.id, senderId: sam.userId });
  });

  it("is not sent where the other side answered before, and waits for its writer", async () => {
    const { plan, texts, list, asMaya, asSam, conversationId } = await planned();
    await postMessage(asMaya, { conversationId, body: "Never mind" });
    await sendDue(twoHoursOn());
    expect(await texts()).toEqual(["Any news?", "Never mind"]);
    expect(await list()).toMatchObject([{ id: plan.id, body: plan.body, reason: "answered" }]);
    await keepFromSending(asSam, { conversationId, id: plan.id });
    expect(await list()).toEqual([]);
  });

  it("is not sent as somebody who is no member any more", async () => {
    const { db, sam, texts } = await planned();
    await db.delete(memberships).where(eq(memberships.userId, sam.userId));
    await sendDue(twoHoursOn());
    expect(await texts()).toEqual(["Any news?"]);
  });

  it("is taken back, and planned again; what is sent is neither", async () => {
    const { plan, texts, list, asSam, conversationId } = await planned();
    const id = { conversationId, id: plan.id };
    await keepFromSending(asSam, id);
    await sendDue(twoHoursOn());
    expect([await texts(), await list()]).toEqual([["Any news?"], []]);
    await sendLater(asSam, { ...plan, body: "They are in" });
    await sendLater(asSam, { ...plan, body: "They are in" });
    expect(await list()).toMatchObject([{ body: "They are in", reason: null }]);
    await sendDue(twoHoursOn());
    expect(await texts()).toEqual(["Any news?", "They are in"]);
    await expect(keepFromSending(asSam, id)).rejects.toMatchObject({ code: "conflict" });
    await expect(sendLater(asSam, plan)).rejects.toMatchObject({ code: "conflict" });
  });

  it("[S37] is its writer's alone: no colleague, customer or stranger sees it, moves it or takes it back", async () => {
    const [{ plan, list, asNora, asMaya, asLeo, conversationId }, other] = [
      await planned(),
      await castOfSite(),
    ];
    const id = { conversationId, id: plan.id };
    expect((await readLater(asNora, { conversationId })).messages).toEqual([]);
    for (const [viewer, code] of [
      [asNora, "conflict"],
      [asMaya, "forbidden"],
      [asLeo, "not-found"],
      [other.asSam, "not-found"],
    ] as const) {
      await expect(keepFromSending(viewer, id)).rejects.toMatchObject({ code });
      await expect(sendLater(viewer, { ...plan, body: "Mine" })).rejects.toMatchObject({ code });
    }
    expect(await list()).toMatchObject([{ body: plan.body, reason: null }]);
  });

  it("is so much and so far ahead at most", async () => {
    const { plan, asSam } = await planned();
    const more = (fields: object = {}) => sendLater(asSam, { ...plan, id: randomUUID(), ...fields });
    const ahead = (ms: number) => ({ sendAt: new Date(Date.now() + ms).toISOString() });
    await expect(more(ahead(LATER_WITHIN_MS + 60_000))).rejects.toMatchObject({ code: "bad-command" });
    await expect(more({ body: "  " })).rejects.toMatchObject({ code: "bad-command" });
    await expect(more({ body: "x".repeat(16_001) })).rejects.toMatchObject({ code: "too-long" });
    await more(ahead(LATER_WITHIN_MS - 60_000));
    for (let n = 2; n < LATER_WAITING_MAX; n += 1) await more();
    await expect(more()).rejects.toMatchObject({ code: "too-many" });
    // What waits already may be moved.
    await sendLater(asSam, { ...plan, ...ahead(60_000) });
  });
});
