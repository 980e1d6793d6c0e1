import { describe, expect, it } from "vitest";
import { readHushed } from "@/app/notifications/hushed";
import { chooseLevel, readLevel } from "@/app/notifications/level";
import { notificationLevels } from "@/lib/notification";
import { castOfSite } from "../support/viewers";

describe("what somebody wants to be told of a conversation", () => {
  it("is the usual until they choose, and again when they choose so, each for themselves", async () => {
    const { conversationId, asSam, asNora } = await castOfSite();
    expect(await readLevel(asSam, { conversationId })).toEqual({ level: null });
    for (const level of [...notificationLevels, null]) {
      await chooseLevel(asSam, { conversationId, level });
      expect(await readLevel(asSam, { conversationId })).toEqual({ level });
      expect(await readLevel(asNora, { conversationId })).toEqual({ level: null });
      expect(await readHushed(asSam, {})).toEqual({
        quiet: null,
        mentions: level === "mentions" ? [conversationId] : [],
        none: level === "none" ? [conversationId] : [],
      });
      expect(await readHushed(asNora, {})).toEqual({ quiet: null, mentions: [], none: [] });
    }
  });

  it("is of a customer all or nothing: they are named nowhere", async () => {
    const { conversationId, asMaya } = await castOfSite();
    await expect(chooseLevel(asMaya, { conversationId, level: "mentions" })).rejects.toMatchObject({
      code: "bad-command",
    });
    await chooseLevel(asMaya, { conversationId, level: "none" });
    expect(await readLevel(asMaya, { conversationId })).toEqual({ level: "none" });
  });

  it("is nobody's to choose or to know who is a stranger there", async () => {
    const [{ conversationId }, elsewhere] = [await castOfSite(), await castOfSite()];
    for (const stranger of [elsewhere.asSam, elsewhere.asMaya, elsewhere.asGuest]) {
      const [chosen, read] = await Promise.allSettled([
        chooseLevel(stranger, { conversationId, level: "none" }),
        readLevel(stranger, { conversationId }),
      ]);
      for (const refused of [chosen, read])
        expect(refused).toMatchObject({ status: "rejected", reason: { code: "not-found" } });
    }
  });
});
