import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { isValidElement } from "react";
import { describe, expect, it, vi } from "vitest";
import { openingOf } from "@/app/conversation/opening";
import { postMessage } from "@/app/conversation/post";
import { redis } from "@/app/redis";
import { businesses } from "@/db/schema";
import { markLastSeen } from "@/lib/server/last-seen";
import { castOfSite } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

describe("what a page needs to show a conversation", () => {
  it("is the newest page, how far the reader had got, and who is on the other side", async () => {
    const { conversationId, businessId, asMaya, asSam, sam, maya } = await castOfSite();
    await postMessage(asMaya, { conversationId, body: "Is the oat milk back?" });
    await postMessage(asSam, { conversationId, body: "Since this morning!" });
    const at = new Date(Date.UTC(2026, 10, 21));
    await markLastSeen(redis(), [[sam.userId, at]]);

    const mayas = await openingOf(asMaya, conversationId);
    expect(mayas).toMatchObject({ conversationId, businessId, self: maya, readSeq: 1, isParticipant: true });
    expect(mayas?.head.messages.map(({ body }) => body)).toEqual([
      "Is the oat milk back?",
      "Sam joined",
      "Since this morning!",
    ]);
    expect(mayas?.counterpart).toMatchObject({
      id: businessId,
      name: "Harbor Coffee",
      lastSeenAt: at.toISOString(),
    });

    const sams = await openingOf(asSam, conversationId);
    expect(sams).toMatchObject({ self: sam, readSeq: 3, isParticipant: true });
    expect(sams?.counterpart).toEqual({ id: maya.userId, name: "Maya", lastSeenAt: null });
  });

  it("tells customers, and no members, that it is closed, and what the business says", async () => {
    const { conversationId, businessId, asMaya, asSam, db } = await castOfSite();
    const mine = eq(businesses.id, businessId);
    expect((await openingOf(asMaya, conversationId))?.reception).toEqual({ greeting: "", away: [] });
    await db.update(businesses).set({ hours: {}, greeting: "Hello!", awayText: "Back soon" }).where(mine);
    const mayas = await openingOf(asMaya, conversationId);
    const whileClosed = [mayas?.reception?.away].flat();
    expect(whileClosed).toHaveLength(1);
    expect(
      [mayas?.reception?.greeting, ...whileClosed, mayas?.counterpart.absent].map((each) =>
        isValidElement(each),
      ),
    ).toEqual([true, true, true]);
    const sams = await openingOf(asSam, conversationId);
    expect(sams?.reception).toBeUndefined();
    expect(sams?.counterpart).not.toHaveProperty("absent");
  });

  it("shows a member who looks on that they take no part yet", async () => {
    const { conversationId, asNora } = await castOfSite();
    expect(await openingOf(asNora, conversationId)).toMatchObject({ isParticipant: false, readSeq: 0 });
  });

  it("[S10] is nothing for strangers, nor where there is no conversation", async () => {
    const { conversationId, asLeo, asGuest, asMaya } = await castOfSite();
    for (const stranger of [asLeo, asGuest]) expect(await openingOf(stranger, conversationId)).toBeNull();
    expect(await openingOf(asMaya, randomUUID())).toBeNull();
    expect(await openingOf(asMaya, "no-id")).toBeNull();
  });
});
