import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openConversation } from "@/db/conversations";
import { customerOf, MESSAGES_COUNTED_MAX } from "@/db/customers";
import { conversations, messages, participants, users } from "@/db/schema";
import { closings } from "@/db/work-parts";
import { type Cast, castForTest } from "../support/cast";

const FIRST = "2026-03-01T09:30:00.000Z";

/** Maya wrote and Sam, who takes part by then, answered. */
async function talk({ db, businessId, conversationId, maya, sam }: Cast) {
  const line = (seq: number, createdAt: string) => ({
    id: randomUUID(),
    conversationId,
    businessId,
    seq,
    rev: seq,
    createdAt: new Date(createdAt),
  });
  await db.insert(messages).values([
    { ...line(1, FIRST), senderId: maya.userId, senderRole: "customer", senderName: "Maya", body: "Hello" },
    { ...line(2, "2026-03-01T09:31:00Z"), kind: "system", senderRole: "system", senderName: "", body: "" },
    {
      ...line(3, "2026-03-01T09:32:00Z"),
      senderId: sam.userId,
      senderRole: "agent",
      senderName: "Sam",
      body: "Hi",
    },
  ]);
  await db.update(conversations).set({ lastSeq: 3 }).where(eq(conversations.id, conversationId));
  await db.insert(participants).values({ conversationId, userId: sam.userId, role: "agent" });
}

describe("a customer, as the business knows them", () => {
  it("has a first contact, what people wrote, and who of the team takes part", async () => {
    const cast = await castForTest();
    await talk(cast);
    const { db, businessId, conversationId, maya, sam } = cast;
    expect(await customerOf(db, { businessId, conversationId, nowMs: 0 })).toEqual({
      id: maya.userId,
      name: "Maya",
      isGuest: false,
      mailAddress: null,
      firstContactAt: FIRST,
      messageCount: 2,
      timeZone: null,
      team: [sam],
      ...{ groups: [], closings: [], tags: [], tagsOfBusiness: [] },
      note: { text: "", rev: 0 },
      block: null,
    });
  });

  it("is a guest for as long as they have no address", async () => {
    const { db, businessId, conversationId, maya } = await castForTest();
    await db.update(users).set({ email: null }).where(eq(users.id, maya.userId));
    expect(await customerOf(db, { businessId, conversationId, nowMs: 0 })).toMatchObject({ isGuest: true });
    const mailAddress = `june.${maya.userId}@example.com`;
    await db.update(users).set({ mailAddress }).where(eq(users.id, maya.userId));
    expect(await customerOf(db, { businessId, conversationId, nowMs: 0 })).toMatchObject({
      isGuest: true,
      mailAddress,
    });
  });

  it("is no more than a conversation once they are erased", async () => {
    const cast = await castForTest();
    await talk(cast);
    const { db, businessId, conversationId, maya } = cast;
    await db.delete(users).where(eq(users.id, maya.userId));
    expect(await customerOf(db, { businessId, conversationId, nowMs: 0 })).toMatchObject({
      id: null,
      name: null,
      isGuest: false,
      firstContactAt: null,
      messageCount: 2,
    });
  });

  it("[S10] is nobody to another business", async () => {
    const [ours, theirs] = [await castForTest(), await castForTest()];
    const asked = { businessId: theirs.businessId, conversationId: ours.conversationId, nowMs: 0 };
    expect(await customerOf(ours.db, asked)).toBeNull();
  });

  it("brings along the groups they are in and how it was completed before, of this business only", async () => {
    const [cast, elsewhere] = [await castForTest(), await castForTest()];
    const { db, businessId, conversationId, maya, leo } = cast;
    const [tasting, others, foreign] = await db
      .insert(conversations)
      .values(
        [businessId, businessId, elsewhere.businessId].map((each) => ({
          ...{ businessId: each, kind: "group" as const, title: "Tasting", lastMessageAt: new Date(FIRST) },
        })),
      )
      .returning();
    await db.insert(participants).values([
      { conversationId: tasting?.id ?? "", userId: maya.userId, role: "customer", rank: "member" },
      { conversationId: others?.id ?? "", userId: leo.userId, role: "customer", rank: "member" },
      { conversationId: foreign?.id ?? "", userId: maya.userId, role: "customer", rank: "member" },
    ]);
    const closing = { conversationId, businessId, until: new Date(FIRST) };
    const [, confirmed] = await db
      .insert(closings)
      .values([
        { ...closing, id: randomUUID() },
        { ...closing, id: randomUUID(), state: "confirmed", closedAt: new Date(FIRST), rating: 4 },
        { ...closing, id: randomUUID(), state: "objected", closedAt: new Date(FIRST) },
      ])
      .returning();
    const customer = await customerOf(db, { businessId, conversationId, nowMs: 0 });
    expect(customer?.groups).toEqual([{ id: tasting?.id, title: "Tasting", lastMessageAt: FIRST }]);
    expect(customer?.closings).toEqual([{ id: confirmed?.id, closedAt: FIRST, rating: 4 }]);
  });

  it("has messages counted up to a limit", async () => {
    const { db, businessId, leo } = await castForTest();
    const { id: conversationId } = await openConversation(db, { businessId, customerId: leo.userId });
    const add = async (from: number, to: number) => {
      await db.execute(sql`
        insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body)
        select gen_random_uuid(), ${conversationId}::uuid, ${businessId}::uuid, n, n, 'customer', 'Leo', 'Hello'
        from generate_series(${from}::int, ${to}::int) n`);
      await db.update(conversations).set({ lastSeq: to }).where(eq(conversations.id, conversationId));
    };
    await add(1, MESSAGES_COUNTED_MAX);
    expect((await customerOf(db, { businessId, conversationId, nowMs: 0 }))?.messageCount).toBe(
      MESSAGES_COUNTED_MAX,
    );
    await add(MESSAGES_COUNTED_MAX + 1, MESSAGES_COUNTED_MAX + 1);
    expect((await customerOf(db, { businessId, conversationId, nowMs: 0 }))?.messageCount).toBe(
      MESSAGES_COUNTED_MAX,
    );
  });
});
