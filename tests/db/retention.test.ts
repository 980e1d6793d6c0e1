import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { unsentLeftovers, unsentOf } from "@/db/attachments";
import { attachments, messageRevisions, reactions } from "@/db/conversation-parts";
import { findConversation } from "@/db/conversations";
import { historyHead } from "@/db/messages";
import { claimRetention, finishRetention, goingBefore, retentionOf, setRetention } from "@/db/retention";
import { retentions } from "@/db/retention-parts";
import { businesses, conversations, messages } from "@/db/schema";
import { searchMessages } from "@/db/search";
import { countSilent, silentSince } from "@/db/silent";
import { changesSince } from "@/db/snapshot";
import { suspendBusiness } from "@/db/suspending";
import { TAKEN_AT_ONCE_MAX, takeWords } from "@/db/taking-words";
import { drafts, laterMessages, mentions, promises } from "@/db/work-parts";
import type { Entry } from "@/lib/ledger";
import { DAY_MS, KEPT_FOR_EVER, RETENTION_GRACE_MS } from "@/lib/retention";
import { termsOf } from "@/lib/search";
import { CLOCK, notesIdOf } from "@/lib/work";
import { type Cast, castAlone, castForTest, messagesOf, type Person } from "../support/cast";

const NOW = new Date();
const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * DAY_MS + ms);

const say = async ({ pool, ...cast }: Cast, entries: Entry[], conversationId = cast.conversationId) =>
  append(
    pool,
    entries.map((entry) => ({ conversationId, entry })),
  );

const written = async (cast: Cast, by: Person, body: string, more: Partial<Entry> = {}) => {
  const id = randomUUID();
  const [stored] = await say(cast, [{ op: "message", id, ...by, body, ...more } as Entry]);
  expect(stored?.outcome.is).toBe("stored");
  return id;
};

/** As if it had been written then. */
const age = ({ db }: Cast, id: string, createdAt: Date) =>
  db.update(messages).set({ createdAt }).where(eq(messages.id, id));

const counters = async ({ db, conversationId }: Cast, id = conversationId) => {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, id));
  if (!row) throw new Error("no conversation");
  return row;
};

const take = ({ db, businessId }: Cast, before = ago(30)) => takeWords(db, { businessId, before });

/** Versions and places are what they have to be, whatever was taken. */
async function expectWhole(cast: Cast): Promise<void> {
  const rows = await messagesOf(cast);
  const { rev, lastSeq } = await counters(cast);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, n) => n + 1));
  expect(new Set(rows.map((row) => row.rev)).size).toBe(rows.length);
  expect(Math.max(...rows.map((row) => row.rev))).toBe(rev);
}

describe("words that are older than they are kept", () => {
  it("go from everywhere, and leave a place, a sender and a time", async () => {
    const cast = await castForTest();
    const { db, maya, sam, nora, conversationId, businessId } = cast;
    const marker = `zz${randomUUID().slice(0, 8)}`;
    const fileId = randomUUID();
    await db.insert(attachments).values({
      ...{ id: fileId, conversationId, uploaderId: maya.userId, state: "ready", name: `${marker}.pdf` },
      ...{ mediaType: "application/pdf", bytes: 1_000 },
    });
    const first = await written(cast, maya, `${marker} one`, { attachmentIds: [fileId] } as Partial<Entry>);
    const second = await written(cast, sam, `${marker} two`);
    const noteId = randomUUID();
    const note = notesIdOf(conversationId);
    await say(cast, [{ op: "message", id: noteId, ...sam, body: marker, mentionIds: [nora.userId] }], note);
    await say(cast, [
      { op: "edit", id: first, ...maya, body: `${marker} again` },
      { op: "react", id: first, ...sam, emoji: "👍", on: true },
      { op: "thread", id: second, ...sam, threadId: randomUUID(), title: "Beans" },
    ]);
    const fresh = await written(cast, maya, "Fresh");
    await db.insert(drafts).values({
      ...{ userId: sam.userId, conversationId, mode: "reply", body: marker, updatedAt: ago(31) },
    });
    await db.insert(laterMessages).values({
      ...{ id: randomUUID(), conversationId, userId: sam.userId, body: marker, sendAt: ago(31) },
      ...{ basedOnSeq: 1, state: "cancelled" },
    });
    for (const id of [first, second, noteId]) await age(cast, id, ago(31));
    const before = await counters(cast);

    expect(await goingBefore(db, { businessId, before: ago(30) })).toMatchObject({
      ...{ messages: 3, conversations: 1, files: 1, bytes: 1_000 },
      ...{ oldest: ago(31), newest: ago(31) },
    });
    const taken = await take(cast);
    expect(taken).toMatchObject({ messages: 3, files: 1 });
    expect(await take(cast)).toMatchObject({ messages: 0, told: [] });

    for (const table of [
      messages,
      messageRevisions,
      reactions,
      attachments,
      drafts,
      laterMessages,
      mentions,
    ]) {
      const rows = await db.select().from(table);
      const left = JSON.stringify(rows.filter((row) => !("state" in row && row.state === "pending")));
      expect(left).not.toContain(marker);
    }
    // Nobody's from now on, so that no one can send it, and found by what removes files.
    expect(await unsentOf(db, maya.userId)).toBe(0);
    expect((await unsentLeftovers(db, 1_000)).map(({ id }) => id)).toContain(fileId);
    await expectWhole(cast);
    const rows = await messagesOf(cast);
    expect(rows.find(({ id }) => id === first)).toMatchObject({
      ...{ body: "", senderId: maya.userId, senderName: "Maya", deletedAt: expect.any(Date) },
      ...{ createdAt: ago(31), kind: "text", metadata: {} },
    });
    expect(rows.find(({ id }) => id === second)?.metadata).toMatchObject({ thread: { title: "Beans" } });
    expect(rows.find(({ id }) => id === fresh)).toMatchObject({ body: "Fresh", deletedAt: null });
    // Whoever comes back is told of both, and whoever loads anew sees the same.
    const told = await changesSince(db, { conversationId, after: before.rev });
    expect(told?.messages?.map(({ id, body }) => ({ id, body }))).toEqual([
      { id: first, body: "" },
      { id: second, body: "" },
    ]);
    const head = await historyHead(db, { conversationId, businessId, readerId: maya.userId });
    expect(head?.rev).toBe(told?.rev);
    expect(head?.messages.filter(({ deletedAt }) => deletedAt).map(({ id }) => id)).toEqual([first, second]);
    const found = await searchMessages(db, { terms: termsOf(marker), scope: { businessIds: [businessId] } });
    expect(found.messages).toEqual([]);
  });

  it("are those before the moment, and no others", async () => {
    const cast = await castForTest();
    const { maya } = cast;
    const [older, exactly] = [await written(cast, maya, "Older"), await written(cast, maya, "Exactly")];
    await age(cast, older, ago(30, -1));
    await age(cast, exactly, ago(30));
    expect(await take(cast)).toMatchObject({ messages: 1, told: [{ messageId: older }] });
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["", "Exactly"]);
  });

  it("are never another business's, nor what it tells everybody", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    const theirs = await written(other, other.maya, "Theirs");
    await age(other, theirs, ago(400));
    const [broadcast] = await cast.db
      .insert(conversations)
      .values({ businessId: cast.businessId, kind: "broadcast" })
      .returning();
    const post = await written({ ...cast, conversationId: broadcast?.id ?? "" }, { ...cast.nora }, "News");
    await age(cast, post, ago(400));
    expect(await goingBefore(cast.db, { businessId: cast.businessId, before: ago(30) })).toMatchObject({
      ...{ messages: 0, oldest: null, newest: null },
    });
    expect(await take(cast)).toMatchObject({ messages: 0 });
    expect(await messagesOf(other)).toMatchObject([{ body: "Theirs", deletedAt: null }]);
  });

  it("leave an id taken: what an outbox sends again is not said anew", async () => {
    const cast = await castForTest();
    const id = await written(cast, cast.maya, "Once");
    await age(cast, id, ago(31));
    await take(cast);
    const [again] = await say(cast, [{ op: "message", id, ...cast.maya, body: "Once" }]);
    expect(again?.outcome).toMatchObject({ is: "repeat", message: { body: "", seq: 1 } });
    const [restored] = await say(cast, [{ op: "restore", id, ...cast.maya }]);
    expect(restored?.outcome).toMatchObject({ is: "refused", code: "forbidden" });
    await expectWhole(cast);
  });

  it("are not shown in lists either, where they were said last", async () => {
    const cast = await castForTest();
    const id = await written(cast, cast.maya, "A secret of old");
    await cast.db.update(conversations).set({ lastMail: { subject: "Old", messageId: null } });
    await age(cast, id, ago(31));
    await take(cast);
    expect(await counters(cast)).toMatchObject({ lastPreview: "", lastSort: "text", lastMail: null });
  });

  it("of a promise go once it is settled, and of a closing what its customer said of it", async () => {
    const cast = await castForTest();
    const { db, sam, maya, conversationId } = cast;
    const [open, kept, closing] = [randomUUID(), randomUUID(), randomUUID()];
    const dueAt = new Date(Date.now() + DAY_MS).toISOString();
    await say(cast, [
      { op: "promise", id: open, ...sam, text: "The beans", dueAt },
      { op: "promise", id: kept, ...sam, text: "The cups", dueAt },
      { op: "propose", id: closing, ...sam },
    ]);
    await say(cast, [{ op: "promised", id: kept, ...sam, state: "kept" }]);
    await say(cast, [{ op: "closing", id: closing, ...maya, asked: { wish: "confirm" } }]);
    const asked = { wish: "rate", rating: 5, comment: "Lovely people" } as const;
    await say(cast, [{ op: "closing", id: closing, ...maya, asked }]);
    for (const id of [open, kept, closing]) await age(cast, id, ago(31));
    expect(await take(cast)).toMatchObject({ messages: 2 });
    expect(await take(cast)).toMatchObject({ messages: 0 });
    const rows = await messagesOf(cast);
    expect(rows.find(({ id }) => id === open)?.metadata).toMatchObject({ text: "The beans" });
    expect(rows.find(({ id }) => id === kept)).toMatchObject({
      body: "",
      metadata: { text: "", state: "kept" },
    });
    expect(rows.find(({ id }) => id === closing)?.metadata).toMatchObject({ comment: "", rating: 5 });
    expect(JSON.stringify(await db.select().from(promises))).not.toContain("The cups");
    const { rows: left } = await db.execute(
      sql`select comment from closings where conversation_id = ${conversationId}::uuid`,
    );
    expect(left).toEqual([{ comment: null }]);
    await expectWhole(cast);
  });
});

describe("taking words in batches", () => {
  /** More than one batch, in one conversation. */
  async function many(cast: Cast, count: number) {
    for (let n = 0; n < count; n += 50)
      await say(
        cast,
        Array.from({ length: Math.min(50, count - n) }, () => ({
          ...{ op: "message" as const, id: randomUUID(), ...cast.maya, body: "Old" },
        })),
      );
    await cast.db
      .update(messages)
      .set({ createdAt: ago(31) })
      .where(eq(messages.conversationId, cast.conversationId));
    await cast.db.insert(retentions).values({ businessId: cast.businessId, messageDays: 30 });
  }
  const left = async (cast: Cast) => (await messagesOf(cast)).filter(({ body }) => body !== "").length;

  it("takes so many at most, and the rest the next time", async () => {
    const cast = await castForTest();
    await many(cast, TAKEN_AT_ONCE_MAX + 5);
    expect(await take(cast)).toMatchObject({ messages: TAKEN_AT_ONCE_MAX });
    await expectWhole(cast);
    expect(await take(cast)).toMatchObject({ messages: 5 });
    expect(await left(cast)).toBe(0);
    await expectWhole(cast);
    expect(await finishRetention(cast.db, { businessId: cast.businessId, now: NOW })).toBe(
      TAKEN_AT_ONCE_MAX + 5,
    );
  });

  it("takes each once where two do so at once, beside people who go on speaking", async () => {
    const cast = await castForTest();
    await many(cast, TAKEN_AT_ONCE_MAX + 100);
    const spoken = async () => {
      for (let n = 0; n < 20; n += 1) await written(cast, cast.maya, `New ${n}`);
    };
    const taking = async () => {
      let messages = 0;
      for (let idle = 0; idle < 3; ) {
        const taken = await take(cast);
        messages += taken.messages;
        idle = taken.messages === 0 && (await left(cast)) <= 20 ? idle + 1 : 0;
      }
      return messages;
    };
    const [one, other] = await Promise.all([taking(), taking(), spoken()]);
    expect(one + other).toBe(TAKEN_AT_ONCE_MAX + 100);
    await expectWhole(cast);
    expect(await left(cast)).toBe(20);
  });

  it("leaves nothing half taken by whoever is killed in the middle", async () => {
    const cast = await castForTest();
    await many(cast, 20);
    const before = await messagesOf(cast);
    // The last that a batch writes cannot be written: all of it is gone with that.
    await cast.db.execute(
      sql`alter table retentions add constraint not_taken check (taken <= 0 or business_id <> ${sql.raw(`'${cast.businessId}'`)})`,
    );
    await expect(take(cast)).rejects.toThrow();
    expect(await messagesOf(cast)).toEqual(before);
    await cast.db.execute(sql`alter table retentions drop constraint not_taken`);
    expect(await take(cast)).toMatchObject({ messages: 20 });
    await expectWhole(cast);
  });

  it("passes over a conversation in which somebody speaks at this moment, and waits for nobody", async () => {
    const cast = await castForTest();
    await many(cast, 3);
    await cast.db.transaction(async (tx) => {
      await tx.select().from(conversations).where(eq(conversations.id, cast.conversationId)).for("update");
      expect(await take(cast)).toMatchObject({ messages: 0 });
    });
    expect(await take(cast)).toMatchObject({ messages: 3 });
  });
});

describe("what a business decided to keep", () => {
  it("is everything, for ever, where it never said so", async () => {
    const { db, businessId } = await castForTest();
    expect(await retentionOf(db, businessId, NOW)).toEqual({ now: KEPT_FOR_EVER, next: null });
  });

  it("holds after its grace where it is stricter, can be taken back until then, and at once where it is not", async () => {
    const { db, businessId } = await castForTest();
    const set = (messageDays: number | null, archiveDays: number | null, at = NOW) =>
      setRetention(db, { businessId, wish: { messageDays, archiveDays }, at });
    const from = new Date(NOW.getTime() + RETENTION_GRACE_MS);
    const wish = { messageDays: 90, archiveDays: 30 };
    expect(await set(90, 30)).toEqual({
      before: KEPT_FOR_EVER,
      after: { now: KEPT_FOR_EVER, next: { ...wish, from } },
    });
    expect(await set(90, 30)).toBeNull();
    expect(await set(null, null)).toMatchObject({ before: wish, after: { now: KEPT_FOR_EVER, next: null } });
    await set(90, 30);
    expect(await retentionOf(db, businessId, new Date(from.getTime() - 1))).toMatchObject({
      now: KEPT_FOR_EVER,
    });
    expect(await retentionOf(db, businessId, from)).toEqual({ now: wish, next: null });
    // Now it holds: what is kept longer is so at once, what is kept shorter waits again.
    expect((await set(365, null, from))?.after).toEqual({
      now: { messageDays: 365, archiveDays: null },
      next: null,
    });
    expect((await set(30, null, from))?.after).toMatchObject({ now: { messageDays: 365 } });
  });

  it("is looked through by one at a time, once it holds, and not while the business is suspended", async () => {
    const { db, businessId } = await castAlone();
    const at = new Date(NOW.getTime() + RETENTION_GRACE_MS + 1_000);
    await setRetention(db, { businessId, wish: { messageDays: 30, archiveDays: null }, at: NOW });
    expect(await claimRetention(db, NOW)).toBeNull();
    await suspendBusiness(db, { id: businessId, reason: "Fraud" });
    expect(await claimRetention(db, at)).toBeNull();
    await db.update(businesses).set({ suspendedAt: null });
    const claims = await Promise.all([claimRetention(db, at), claimRetention(db, at)]);
    expect(claims.filter(Boolean)).toEqual([{ businessId, messageDays: 30, archiveDays: null }]);
    // Whoever died with it is followed by another.
    const later = new Date(at.getTime() + DAY_MS);
    expect(await claimRetention(db, later)).toMatchObject({ businessId });
    await finishRetention(db, { businessId, now: later });
    expect(await claimRetention(db, later)).toBeNull();
    expect(await claimRetention(db, new Date(later.getTime() + DAY_MS))).toMatchObject({ businessId });
  });
});

describe("conversations that are silent", () => {
  it("are those in which nothing was said, noted or changed, open or completed, and nothing is owed", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId, maya, sam } = cast;
    const silent = () => silentSince(db, { businessId, before: ago(30), limit: 10 });
    await written(cast, maya, "Hello");
    expect(await silent()).toEqual([]);
    const fall = async (days: number, more = {}) => {
      const createdAt = ago(days);
      await db.update(messages).set({ createdAt }).where(eq(messages.conversationId, conversationId));
      const fallen = { lastMessageAt: createdAt, ...more };
      await db.update(conversations).set(fallen).where(eq(conversations.id, conversationId));
    };
    await fall(31);
    expect(await silent()).toMatchObject([{ id: conversationId, status: "open", lastSeq: 1 }]);
    expect(await countSilent(db, { businessId, before: ago(30), limit: 10 })).toBe(1);
    expect(await countSilent(db, { businessId, before: null, limit: 10 })).toBe(0);
    for (const [more, isSilent] of [
      [{ status: "completed" }, true],
      [{ status: "snoozed", snoozedUntil: ago(-9) }, false],
      [{ status: "archived", snoozedUntil: null }, false],
      [{ status: "open", dueAt: ago(-1) }, false],
      [{ status: "open", dueAt: null }, true],
    ] as const) {
      await fall(31, more);
      expect(await silent()).toHaveLength(isSilent ? 1 : 0);
    }
    // Who opened it again yesterday meant to.
    await say(
      cast,
      [{ op: "work", id: randomUUID(), ...sam, wish: { priority: 2 } }],
      notesIdOf(conversationId),
    );
    await fall(31);
    expect(await silent()).toEqual([]);
  });

  it("are told as archived by nobody in particular where the clock does it", async () => {
    const cast = await castForTest();
    const { db, businessId, conversationId, maya } = cast;
    await written(cast, maya, "Hello");
    const wish = { status: "archived" } as const;
    await say(cast, [{ op: "work", id: randomUUID(), ...CLOCK, wish }], notesIdOf(conversationId));
    const { rows } = await db.execute(
      sql`select kind, actor_role, actor_id, subject_id from audit_entries where business_id = ${businessId}::uuid`,
    );
    expect(rows).toEqual([
      { kind: "conversation.archived", actor_role: "system", actor_id: null, subject_id: conversationId },
    ]);
    const found = await findConversation(db, { businessId, customerId: maya.userId });
    expect(found?.id).toBe(conversationId);
    await written(cast, maya, "Are you there?");
    expect((await counters(cast)).status).toBe("open");
    expect(
      await db
        .select()
        .from(messages)
        .where(and(eq(messages.conversationId, conversationId)))
        .orderBy(asc(messages.seq)),
    ).toHaveLength(2);
  });
});
