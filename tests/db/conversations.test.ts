import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { receipts } from "@/db/conversation-parts";
import { accessTo, chatsPage, openConversation, peopleOf } from "@/db/conversations";
import { inboxPage } from "@/db/inbox";
import { inboxCursorText, listCursorText } from "@/db/list-cursor";
import { businesses, conversations, users } from "@/db/schema";
import { summariesOf } from "@/db/summaries";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { LIST_PAGE_SIZE, listedConversation } from "@/lib/protocol/list";
import { type Cast, castForTest } from "../support/cast";

async function otherBusiness({ db }: Cast) {
  const [made] = await db
    .insert(businesses)
    .values({ slug: "northside-bikes", name: "Northside Bikes" })
    .returning();
  if (!made) throw new Error("no business was made");
  return made.id;
}

/** Customers who wrote to Harbor Coffee, all in the same millisecond: only the ids tell their order. */
async function crowd({ db, businessId }: Cast, size: number) {
  const people = Array.from({ length: size }, (_, n) => ({ id: randomUUID(), name: `Guest ${n}` }));
  await db.insert(users).values(people);
  await db.insert(conversations).values(
    people.map(({ id }) => ({
      businessId,
      customerId: id,
      lastSeq: 3,
      rev: 3,
      lastMessageAt: new Date("2026-03-01T12:00:00.123Z"),
      lastPreview: "Hello",
      lastSenderId: id,
    })),
  );
}

describe("openConversation", () => {
  it("makes one for Maya, whoever asks how often at once, with her in it", async () => {
    const cast = await castForTest();
    const { db, leo, businessId } = cast;
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => openConversation(db, { businessId, customerId: leo.userId })),
    );
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1);
    const conversationId = asked[0]?.id ?? "";
    expect(await peopleOf(db, { conversationId, businessId })).toEqual([leo]);
  });
});

describe("accessTo", () => {
  it("[S10] knows the customer and the members, and nobody else", async () => {
    const { db, conversationId, businessId, maya, sam, nora, leo } = await castForTest();
    const roleOf = async (userId: string) => (await accessTo(db, { conversationId, userId }))?.role ?? null;
    expect(await accessTo(db, { conversationId, userId: maya.userId })).toEqual({
      role: "customer",
      businessId,
      customerId: maya.userId,
      ...{ kind: "direct", title: "", rank: null, isClosed: false },
    });
    expect(await roleOf(sam.userId)).toBe("agent");
    expect(await roleOf(nora.userId)).toBe("owner");
    expect(await roleOf(leo.userId)).toBeNull();
    expect(await accessTo(db, { conversationId: randomUUID(), userId: maya.userId })).toBeNull();
  });

  it("[S10] gives nobody's conversation to nobody, after its customer was erased", async () => {
    const { db, conversationId, maya, leo } = await castForTest();
    await db.delete(users).where(eq(users.id, maya.userId));
    expect(await accessTo(db, { conversationId, userId: leo.userId })).toBeNull();
    expect(await accessTo(db, { conversationId, userId: maya.userId })).toBeNull();
  });
});

describe("the inbox", () => {
  it("shows what was written to, newest first, with how far the reader is", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId, sam } = cast;
    await crowd(cast, 1);
    await db
      .update(conversations)
      .set({ lastSeq: 2, rev: 2, lastMessageAt: new Date(), lastPreview: "Newest" })
      .where(eq(conversations.id, conversationId));
    await db.insert(receipts).values({ conversationId, userId: sam.userId, deliveredSeq: 2, readSeq: 1 });
    const page = await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId });
    expect(page.conversations.map((each) => listedConversation.parse(each).lastMessage.preview)).toEqual([
      "Newest",
      "Hello",
    ]);
    expect(page.conversations.map(({ readSeq }) => readSeq)).toEqual([1, 0]);
    expect(page.nextCursor).toBeNull();
  });

  it("leaves out conversations in which nobody has written yet", async () => {
    const { db, businessId, sam, maya } = await castForTest();
    expect(
      (await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId })).conversations,
    ).toEqual([]);
    expect((await chatsPage(db, { customerId: maya.userId })).conversations).toEqual([]);
  });

  it("[S10] shows nothing of another business", async () => {
    const cast = await castForTest();
    await crowd(cast, 3);
    const page = await inboxPage(cast.db, {
      businessId: await otherBusiness(cast),
      readerId: cast.sam.userId,
      view: EVERYTHING_OPEN,
    });
    expect(page.conversations).toEqual([]);
  });

  it("is one page at the page size and two with one more, each conversation once", async () => {
    const cast = await castForTest();
    const read = async (before?: string) =>
      inboxPage(cast.db, {
        businessId: cast.businessId,
        readerId: cast.sam.userId,
        view: EVERYTHING_OPEN,
        before: before === undefined ? undefined : inboxCursorText.parse(before),
      });
    await crowd(cast, LIST_PAGE_SIZE);
    expect((await read()).nextCursor).toBeNull();
    await crowd(cast, 1);
    const first = await read();
    const second = await read(first.nextCursor ?? "");
    expect([first.conversations.length, second.conversations.length]).toEqual([LIST_PAGE_SIZE, 1]);
    expect(second.nextCursor).toBeNull();
    const ids = [...first.conversations, ...second.conversations].map(({ id }) => id);
    expect(new Set(ids).size).toBe(LIST_PAGE_SIZE + 1);
  });

  it.each([
    "",
    "x",
    "2026-03-01T12:00:00.123Z",
    "yesterday_5e0e0e0e-0000-4000-8000-000000000000",
    "a".repeat(200),
  ])("[S37] takes %j for no cursor", (text) => {
    expect(listCursorText.safeParse(text).success).toBe(false);
    expect(inboxCursorText.safeParse(text).success).toBe(false);
  });
});

describe("a broadcast", () => {
  async function told() {
    const cast = await castForTest();
    const { db, businessId } = cast;
    const [broadcast] = await db
      .insert(conversations)
      .values({ businessId, kind: "broadcast", lastSeq: 1, rev: 1, lastMessageAt: new Date() })
      .returning();
    if (!broadcast) throw new Error("no broadcast was made");
    return { ...cast, broadcastId: broadcast.id };
  }

  it("[S10] shows in no inbox, no list of chats and no news of them", async () => {
    const { db, businessId, broadcastId, sam, maya } = await told();
    expect(
      (await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId })).conversations,
    ).toEqual([]);
    expect((await chatsPage(db, { customerId: maya.userId })).conversations).toEqual([]);
    // Not even if it had a customer by mistake.
    await db.update(conversations).set({ customerId: maya.userId }).where(eq(conversations.id, broadcastId));
    expect((await chatsPage(db, { customerId: maya.userId })).conversations).toEqual([]);
    expect(await summariesOf(db, [broadcastId])).toEqual([]);
  });

  it("[S10] is opened by nobody, the business's owner included", async () => {
    const { db, broadcastId, nora, sam, maya } = await told();
    for (const { userId } of [nora, sam, maya])
      expect(await accessTo(db, { conversationId: broadcastId, userId })).toBeNull();
  });

  it("is one per business", async () => {
    const { db, businessId } = await told();
    await expect(db.insert(conversations).values({ businessId, kind: "broadcast" })).rejects.toThrow();
  });
});
