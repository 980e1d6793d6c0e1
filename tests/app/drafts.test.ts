import { describe, expect, it } from "vitest";
import { readDraft, saveDraft } from "@/app/inbox/drafts";
import { DRAFT_LENGTH_MAX } from "@/lib/kept-draft";
import { notesIdOf } from "@/lib/work";
import { castOfSite } from "../support/viewers";

describe("drafts that the site keeps", () => {
  it("are each person's own, by conversation and by whom they are for", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const { asSam, asNora, conversationId } = cast;
    const draft = { conversationId, mode: "reply", body: "Hello Maya", rev: 0 } as const;
    expect(await saveDraft(asSam, draft)).toEqual({ body: "Hello Maya", rev: 1, isKept: true });
    expect(await saveDraft(asSam, { ...draft, mode: "note", body: "Regular" })).toMatchObject({ rev: 1 });
    const read = (viewer: typeof asSam, mode: "reply" | "note") =>
      readDraft(viewer, { conversationId, mode });
    expect(await read(asSam, "reply")).toEqual({ body: "Hello Maya", rev: 1 });
    expect(await read(asSam, "note")).toEqual({ body: "Regular", rev: 1 });
    expect(await read(asNora, "reply")).toEqual({ body: "", rev: 0 });
    expect(await readDraft(other.asSam, { conversationId: other.conversationId, mode: "reply" })).toEqual({
      body: "",
      rev: 0,
    });
  });

  it("are not written over by a device that has not seen the newest", async () => {
    const { asSam, conversationId } = await castOfSite();
    const draft = { conversationId, mode: "reply" } as const;
    const kept = await Promise.all(
      ["here", "there"].map((body) => saveDraft(asSam, { ...draft, body, rev: 0 })),
    );
    expect(kept.filter(({ isKept }) => isKept)).toHaveLength(1);
    const [winner] = kept.filter(({ isKept }) => isKept);
    expect(kept.find(({ isKept }) => !isKept)).toEqual({ ...winner, isKept: false });
    expect(await saveDraft(asSam, { ...draft, body: "", rev: 1 })).toEqual({
      body: "",
      rev: 2,
      isKept: true,
    });
  });

  it("[S37] are nobody's but the members': no customer's, no stranger's, and none of the notes themselves", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const { asSam, asMaya, asLeo, conversationId } = cast;
    const draft = { conversationId, mode: "reply", body: "Hi", rev: 0 } as const;
    for (const [viewer, code] of [
      [asMaya, "forbidden"],
      [asLeo, "not-found"],
      [other.asSam, "not-found"],
    ] as const) {
      await expect(saveDraft(viewer, draft)).rejects.toMatchObject({ code });
      await expect(readDraft(viewer, { conversationId, mode: "reply" })).rejects.toMatchObject({ code });
    }
    const ofNotes = { ...draft, conversationId: notesIdOf(conversationId) };
    await expect(saveDraft(asSam, ofNotes)).rejects.toMatchObject({ code: "not-found" });
  });

  it("are as long as a message at most", async () => {
    const { asSam, conversationId } = await castOfSite();
    const draft = (length: number) => ({
      ...{ conversationId, mode: "reply", rev: 0 },
      body: "x".repeat(length),
    });
    await expect(saveDraft(asSam, draft(DRAFT_LENGTH_MAX + 1))).rejects.toMatchObject({ code: "too-long" });
    expect(await saveDraft(asSam, draft(DRAFT_LENGTH_MAX))).toMatchObject({ isKept: true });
  });
});
