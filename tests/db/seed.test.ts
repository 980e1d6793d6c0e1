import { randomUUID } from "node:crypto";
import { count, eq, ne } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { businessBySlug, listBusinesses, listCategories } from "@/db/businesses";
import { openDb } from "@/db/client";
import { chatsPage } from "@/db/conversations";
import { DEMO_PASSWORD } from "@/db/demo/cast";
import { seedDemo } from "@/db/demo/seed-demo";
import { inboxPage } from "@/db/inbox";
import { historyHead } from "@/db/messages";
import { postsPage } from "@/db/posts";
import { replyTimesOf } from "@/db/reply-time";
import { removeReply, repliesOf } from "@/db/saved-replies";
import { conversations, memberships, messages, users } from "@/db/schema";
import { teamOf } from "@/db/teams";
import { credentialsOf } from "@/db/users";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { openState } from "@/lib/opening-hours";
import { message } from "@/lib/protocol/message";
import { verifyPassword } from "@/lib/server/password";
import { createDatabaseForTest } from "../support/database";

const NOW = new Date("2026-03-01T12:00:00Z");

async function stage() {
  const { url } = await createDatabaseForTest();
  const { db, pool } = openDb({ url, proxy: process.env.POSTGRES_WS_PROXY, max: 2 });
  onTestFinished(() => pool.end());
  await seedDemo(db, NOW);
  return db;
}

describe("the demo", () => {
  it("is the same after a second time, and leaves alone what people did since", async () => {
    const db = await stage();
    const sizes = async () => [
      await db.select({ n: count() }).from(users),
      await db.select({ n: count() }).from(messages),
    ];
    const before = await sizes();
    await db.update(users).set({ name: "Maya the First" }).where(eq(users.email, "maya@example.com"));
    await seedDemo(db, new Date());
    expect(await sizes()).toEqual(before);
    const [maya] = await db.select().from(users).where(eq(users.email, "maya@example.com"));
    expect(maya?.name).toBe("Maya the First");
  });

  it("brings back nothing that a business took away", async () => {
    const db = await stage();
    const harbor = await businessBySlug(db, "harbor-coffee");
    const businessId = harbor?.id ?? "";
    const [gone, kept] = await repliesOf(db, businessId);
    const [agent] = (await teamOf(db, businessId)).filter(({ role }) => role === "agent");
    if (!gone || !kept || !agent) throw new Error("there is nothing to take away");
    await removeReply(db, { id: gone.id, businessId });
    await db.delete(memberships).where(eq(memberships.userId, agent.userId));
    await seedDemo(db, new Date());
    const shortcuts = (await repliesOf(db, businessId)).map(({ shortcut }) => shortcut);
    expect(shortcuts).toContain(kept.shortcut);
    expect(shortcuts).not.toContain(gone.shortcut);
    expect((await teamOf(db, businessId)).map(({ userId }) => userId)).not.toContain(agent.userId);
  });

  it.each(["nora@harbor.example", "june@northside.example", "aiko@example.com", "admin@servihub.example"])(
    "lets %s in with the password of the demo",
    async (email) => {
      const db = await stage();
      const found = await credentialsOf(db, email);
      expect(await verifyPassword(DEMO_PASSWORD, found?.passwordHash ?? null)).toBe(true);
      expect(await verifyPassword("servihub-dem0", found?.passwordHash ?? null)).toBe(false);
    },
  );

  it("has numbers without gaps, lists that agree with them, and nothing from the future", async () => {
    const db = await stage();
    const all = await db.select().from(conversations).where(ne(conversations.kind, "internal"));
    expect(all.length).toBeGreaterThanOrEqual(8);
    for (const conversation of all) {
      const head = await historyHead(db, {
        ...conversation,
        conversationId: conversation.id,
        readerId: conversation.customerId ?? randomUUID(),
      });
      const last = head?.messages.at(-1);
      expect(head?.messages.map(({ seq }) => seq)).toEqual(head?.messages.map((_, n) => n + 1));
      expect(last).toMatchObject({
        seq: conversation.lastSeq,
        rev: conversation.rev,
        senderName: conversation.lastSenderName,
        body: conversation.lastPreview,
        createdAt: conversation.lastMessageAt?.toISOString(),
      });
      for (const each of head?.messages ?? [])
        expect(new Date(message.parse(each).createdAt) <= NOW).toBe(true);
    }
  });

  it("has a thread, as the ledger would have left it, that Maya has read", async () => {
    const db = await stage();
    const maya = await credentialsOf(db, "maya@example.com");
    const heads = await Promise.all(
      (await db.select().from(conversations)).map(({ id, businessId }) =>
        historyHead(db, { conversationId: id, businessId, readerId: maya?.id ?? "" }),
      ),
    );
    const head = heads.find((each) => each?.threads.length);
    const [thread] = head?.threads ?? [];
    const replies = head?.messages.filter(({ threadId }) => threadId === thread?.id);
    expect(replies?.map(({ threadSeq }) => threadSeq)).toEqual([1, 2, 3, 4]);
    expect(thread).toMatchObject({ replies: 4, lastAt: replies?.at(-1)?.createdAt });
    expect(head?.threadReads).toEqual([{ threadId: thread?.id, read: 4 }]);
    const root = head?.messages.find(({ id }) => id === thread?.messageId);
    expect(root?.metadata).toEqual({ thread: { id: thread?.id, title: "" } });
  });

  it("shows a directory that is alive: trades, hours, teams, reply times and news", async () => {
    const db = await stage();
    const all = await listBusinesses(db, {});
    expect(all.length).toBeGreaterThanOrEqual(8);
    expect((await listCategories(db)).length).toBeGreaterThanOrEqual(5);
    for (const { id, hours, timeZone } of all) {
      expect(openState({ hours: hours ?? {}, timeZone }, NOW)).toBeTruthy();
      expect(hours).not.toBeNull();
      expect((await teamOf(db, id))[0]?.role).toBe("owner");
    }
    const times = await replyTimesOf(
      db,
      all.map(({ id }) => id),
    );
    expect(times.size).toBeGreaterThanOrEqual(6);
    const harbor = await businessBySlug(db, "harbor-coffee");
    const { posts } = await postsPage(db, { businessId: harbor?.id ?? "" });
    expect(posts.map(({ senderName }) => senderName)).toEqual([...Array(3).fill("Nora Lindqvist")]);
  });

  it("greets Sam with something unread and Maya with both her conversations", async () => {
    const db = await stage();
    const harbor = await businessBySlug(db, "harbor-coffee");
    const sam = await credentialsOf(db, "sam@harbor.example");
    const maya = await credentialsOf(db, "maya@example.com");
    if (!harbor || !sam || !maya) throw new Error("the cast is not there");
    const inbox = await inboxPage(db, { businessId: harbor.id, view: EVERYTHING_OPEN, readerId: sam.id });
    expect(inbox.conversations.some(({ lastSeq, readSeq }) => lastSeq > readSeq)).toBe(true);
    expect((await chatsPage(db, { customerId: maya.id })).conversations).toHaveLength(2);
  });
});
