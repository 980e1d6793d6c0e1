import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { openingOf } from "@/app/conversation/opening";
import { notesOf, readAroundWithNotes } from "@/app/inbox/notes";
import type { Viewer } from "@/app/viewer";
import { notesIdOf } from "@/lib/work";
import type { Cast } from "../support/cast";
import { saidBy } from "../support/stored";
import { castOfSite } from "../support/viewers";

const notesIn = (cast: Cast) => ({ ...cast, conversationId: notesIdOf(cast.conversationId) });

async function opened(viewer: Viewer, conversationId: string) {
  return (await openingOf(viewer, conversationId)) ?? fail();
}

describe("opening a conversation as a member", () => {
  it("[N1] brings its notes, and whom they can name", async () => {
    const cast = await castOfSite();
    const { asSam, sam, ines, nora, conversationId } = cast;
    await saidBy(notesIn(cast), ines, "She is a regular");
    const { opening, noteId } = await notesOf(await opened(asSam, conversationId), undefined);
    expect(opening).toMatchObject({
      conversationId: notesIdOf(conversationId),
      head: { seq: 1, messages: [{ body: "She is a regular" }] },
    });
    expect(opening?.people.map(({ name }) => name)).toEqual(["Nora", "Ines"]);
    expect(opening?.people.map(({ userId }) => userId)).toEqual([nora.userId, ines.userId]);
    expect(opening?.people.some(({ userId }) => userId === sam.userId)).toBe(false);
    expect(noteId).toBeUndefined();
  });

  it("[N1] leads to one of its notes, and to none of another conversation", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const opening = await opened(cast.asSam, cast.conversationId);
    const theirs = await saidBy(notesIn(other), other.sam, "Not yours");
    const message = await saidBy(cast, cast.maya, "Hello");
    const note = await saidBy(notesIn(cast), cast.sam, "Ours");
    const soughtBy = async (id: string | string[]) => (await notesOf(opening, id)).noteId;
    expect(await soughtBy(note)).toBe(note);
    for (const id of [theirs, message, uuid(), "x", [note]]) expect(await soughtBy(id)).toBeUndefined();
  });

  it("[N1] is not done by the id of its notes", async () => {
    const { asSam, asMaya, conversationId } = await castOfSite();
    for (const viewer of [asSam, asMaya])
      expect(await openingOf(viewer, notesIdOf(conversationId))).toBeNull();
  });
});

describe("what was said around a message", () => {
  it("[N1] comes to a member with what was noted at that time", async () => {
    const cast = await castOfSite();
    const { asSam, conversationId } = cast;
    const messageId = await saidBy(cast, cast.maya, "Hello");
    await saidBy(notesIn(cast), cast.ines, "She is a regular");
    const around = await readAroundWithNotes(asSam, { conversationId, messageId });
    expect(around).toMatchObject({
      messages: [{ body: "Hello" }],
      focusId: messageId,
      notes: { messages: [{ body: "She is a regular" }], hasMore: false, hasNewer: false },
    });
    const opening = await openingOf(asSam, conversationId, "", messageId);
    expect((await notesOf(opening ?? fail(), messageId)).around).toEqual(around);
  });

  it("[S15] is not told to the customer, nor [S10] to another business", async () => {
    const [cast, other] = [await castOfSite(), await castOfSite()];
    const asked = {
      conversationId: cast.conversationId,
      messageId: await saidBy(cast, cast.maya, "Hello"),
    };
    for (const viewer of [cast.asMaya, other.asSam, other.asMaya])
      await expect(readAroundWithNotes(viewer, asked)).rejects.toMatchObject({ code: "not-found" });
    const theirs = await saidBy(other, other.maya, "Hello");
    await expect(readAroundWithNotes(cast.asSam, { ...asked, messageId: theirs })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

function fail(): never {
  throw new Error("nothing there");
}
