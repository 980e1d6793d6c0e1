import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { openConversation } from "@/db/conversations";
import { revisionsOf } from "@/db/revisions";
import { WHOLE_BODY_LENGTH_MAX } from "@/lib/protocol/message";
import { REVISIONS_SHOWN_MAX, revisions } from "@/lib/protocol/revision";
import { type Cast, castForTest } from "../support/cast";

async function mayaSays({ pool, conversationId, maya }: Cast, body: string) {
  const id = randomUUID();
  await append(pool, [{ conversationId, entry: { op: "message", id, ...maya, body } }]);
  return id;
}

async function mayaEdits({ pool, conversationId, maya }: Cast, id: string, ...bodies: string[]) {
  for (const body of bodies)
    await append(pool, [{ conversationId, entry: { op: "edit", id, ...maya, body } }]);
}

describe("what a message said before", () => {
  it("is each of its texts, the newest first, and who changed it", async () => {
    const cast = await castForTest();
    const id = await mayaSays(cast, "Two flat whits");
    await mayaEdits(cast, id, "Two flat white", "Two flat whites");
    const found = await revisionsOf(cast.db, { ...cast, messageId: id });
    expect(found).toMatchObject({
      revisions: [
        { body: "Two flat white", isCut: false, changedBy: "Maya" },
        { body: "Two flat whits", isCut: false, changedBy: "Maya" },
      ],
      hasMore: false,
    });
    expect(revisions.parse(found)).toEqual(found);
  });

  it("is nothing where it was never changed, and cut where it is long", async () => {
    const cast = await castForTest();
    const longest = "a".repeat(WHOLE_BODY_LENGTH_MAX);
    const id = await mayaSays(cast, longest);
    expect(await revisionsOf(cast.db, { ...cast, messageId: id })).toEqual({ revisions: [], hasMore: false });
    await mayaEdits(cast, id, `${longest}b`, "short");
    const found = await revisionsOf(cast.db, { ...cast, messageId: id });
    expect(found?.revisions).toMatchObject([
      { body: longest, isCut: true },
      { body: longest, isCut: false },
    ]);
  });

  it("goes back so far and no further", async () => {
    const cast = await castForTest();
    const id = await mayaSays(cast, "0");
    const shown = async () => {
      const found = await revisionsOf(cast.db, { ...cast, messageId: id });
      return [found?.revisions.length, found?.revisions.at(-1)?.body, found?.hasMore];
    };
    await mayaEdits(cast, id, ...Array.from({ length: REVISIONS_SHOWN_MAX }, (_, n) => String(n + 1)));
    expect(await shown()).toEqual([REVISIONS_SHOWN_MAX, "0", false]);
    await mayaEdits(cast, id, "one more");
    expect(await shown()).toEqual([REVISIONS_SHOWN_MAX, "1", true]);
  });

  it("[S10] [S11] is not found under another tenant, in another conversation, or once it is deleted", async () => {
    const cast = await castForTest();
    const id = await mayaSays(cast, "Secret typo");
    await mayaEdits(cast, id, "Secret");
    const { id: leos } = await openConversation(cast.db, { ...cast, customerId: cast.leo.userId });
    const whose = { conversationId: cast.conversationId, businessId: cast.businessId, messageId: id };
    expect(await revisionsOf(cast.db, { ...whose, businessId: randomUUID() })).toBeNull();
    expect(await revisionsOf(cast.db, { ...whose, conversationId: leos })).toBeNull();
    expect(await revisionsOf(cast.db, { ...whose, messageId: randomUUID() })).toBeNull();
    await append(cast.pool, [
      { conversationId: cast.conversationId, entry: { op: "delete", id, ...cast.maya } },
    ]);
    expect(await revisionsOf(cast.db, whose)).toBeNull();
    await append(cast.pool, [
      { conversationId: cast.conversationId, entry: { op: "restore", id, ...cast.maya } },
    ]);
    expect((await revisionsOf(cast.db, whose))?.revisions).toHaveLength(1);
  });
});
