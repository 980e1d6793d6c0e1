import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { search } from "@/app/search/search";
import { append } from "@/db/append";
import { openConversation } from "@/db/conversations";
import { removeMember } from "@/db/memberships";
import { QUERY_LENGTH_MAX, QUERY_WORDS_MAX } from "@/lib/search";
import { groupOf, outcomesOf, saidBy } from "../support/stored";
import { castOfSite, signedIn } from "../support/viewers";

async function scene() {
  const cast = await castOfSite();
  const { db, pool, maya, leo, sam, businessId, conversationId } = cast;
  const { id: leos } = await openConversation(db, { businessId, customerId: leo.userId });
  await append(pool, [
    { conversationId, entry: { op: "message", id: uuid(), ...maya, body: "Do you have pretzels?" } },
    { conversationId, entry: { op: "message", id: uuid(), ...sam, body: "Pretzels from nine" } },
    { conversationId: leos, entry: { op: "message", id: uuid(), ...leo, body: "Leo wants pretzels" } },
  ]);
  return { ...cast, leos };
}

const words = ({ hits }: Awaited<ReturnType<typeof search>>) =>
  hits.map(({ snippet }) => snippet.map(({ text }) => text).join("")).toSorted();
const mayas = ["Do you have pretzels?", "Pretzels from nine"];
const all = ["Do you have pretzels?", "Leo wants pretzels", "Pretzels from nine"];

describe("search", () => {
  it("[S10] finds for each what they may read, and nothing for those who left or were never there", async () => {
    const cast = await scene();
    const { asMaya, asLeo, asGuest, asSam, asNora } = cast;
    const elsewhere = await scene();
    const own = { q: "pretzels" };
    expect(words(await search(asMaya, own))).toEqual(mayas);
    expect(words(await search(asLeo, own))).toEqual(["Leo wants pretzels"]);
    expect(words(await search(asGuest, own))).toEqual([]);
    expect(words(await search(asSam, own))).toEqual(all);
    expect(words(await search(asNora, { ...own, businessId: cast.businessId }))).toEqual(all);
    expect(words(await search(asSam, { ...own, as: "customer" }))).toEqual([]);
    const { conversationId, businessId } = cast;
    for (const stranger of [asLeo, asGuest, elsewhere.asSam])
      await expect(search(stranger, { ...own, conversationId })).rejects.toMatchObject({ code: "not-found" });
    for (const stranger of [asMaya, asLeo, asGuest, elsewhere.asNora])
      await expect(search(stranger, { ...own, businessId })).rejects.toMatchObject({ code: "not-found" });
    await removeMember(cast.db, { businessId, userId: cast.sam.userId });
    const dismissed = await signedIn(cast.sam.userId);
    expect(words(await search(dismissed, own))).toEqual([]);
    for (const where of [{ conversationId }, { businessId }])
      await expect(search(dismissed, { ...own, ...where })).rejects.toMatchObject({ code: "not-found" });
  });

  it("[S10] finds in a group for who takes part, and for nobody who left it", async () => {
    const cast = await castOfSite();
    const { asMaya, asLeo, asGuest, asSam, maya, leo } = cast;
    const group = await groupOf(cast, [leo]);
    await saidBy(group, maya, "Pretzels for the anniversary");
    const [own, there] = [{ q: "pretzels" }, { q: "pretzels", conversationId: group.conversationId }];
    for (const member of [asMaya, asLeo, asSam])
      for (const asked of [own, there])
        expect(words(await search(member, asked))).toEqual(["Pretzels for the anniversary"]);
    expect(words(await search(asGuest, own))).toEqual([]);
    await outcomesOf(group, [{ op: "leave", id: uuid(), ...leo }]);
    expect(words(await search(asLeo, own))).toEqual([]);
    for (const stranger of [asLeo, asGuest])
      await expect(search(stranger, there)).rejects.toMatchObject({ code: "not-found" });
  });

  it("gives of each hit where it is, who said it, and the words around it", async () => {
    const { asSam, asMaya, conversationId, sam, maya } = await scene();
    const { hits } = await search(asSam, { q: "pretzels", conversationId });
    expect(hits[0]).toMatchObject({
      message: { conversationId, seq: 2, senderId: sam.userId, senderName: "Sam", threadId: null },
      conversation: {
        id: conversationId,
        customerName: "Maya",
        businessName: "Harbor Coffee",
        role: "agent",
      },
      snippet: [
        { text: "Pretzels", isHit: true },
        { text: " from nine", isHit: false },
      ],
    });
    expect(JSON.stringify(hits)).not.toContain("@example.com");
    expect((await search(asMaya, { q: "pretzels" })).hits[1]).toMatchObject({
      message: { senderId: maya.userId },
      conversation: { role: "customer" },
    });
  });

  it.each([
    ["as many characters as there may be", "x".repeat(QUERY_LENGTH_MAX), true],
    ["one more", "x".repeat(QUERY_LENGTH_MAX + 1), false],
    ["as many words as there may be", "word ".repeat(QUERY_WORDS_MAX), true],
    ["one more", "word ".repeat(QUERY_WORDS_MAX + 1), false],
    ["ten thousand", "word ".repeat(10_000), false],
    ["none", "", false],
    ["only short ones", "a of is", false],
    ["only such as are left out", "-pretzels", false],
  ])("[S38] of %s is answered or refused", async (_, q, isAnswered) => {
    const { asMaya } = await castOfSite();
    const asked = search(asMaya, { q });
    if (isAnswered) expect((await asked).hits).toEqual([]);
    else await expect(asked).rejects.toMatchObject({ code: "bad-command" });
  });

  it.each([
    "",
    "2026",
    "9999-12-31T23:59:59Z_1",
    "2026-01-01T00:00:00Z_-1_x",
    "' or 1=1",
    "x".repeat(10_000),
  ])("[S37] takes %j for no place to go on from", async (cursor) => {
    const { asMaya } = await castOfSite();
    await expect(search(asMaya, { q: "pretzels", cursor })).rejects.toMatchObject({ code: "bad-command" });
  });
});
