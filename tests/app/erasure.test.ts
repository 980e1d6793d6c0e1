import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { askToErase, keepAccount } from "@/app/account/erase";
import { exportData } from "@/app/account/export";
import { suspend } from "@/app/admin/people";
import { upload } from "@/app/attachments/upload";
import { followBusiness } from "@/app/broadcasts/follow";
import { editMessage, reactToMessage } from "@/app/conversation/messages";
import { joinAsMember, postMessage } from "@/app/conversation/post";
import { giveTicket } from "@/app/conversation/tickets";
import { eraseDue } from "@/app/due/erase";
import { saveCustomerNote } from "@/app/inbox/customer";
import { redis } from "@/app/redis";
import { type Viewer, viewerOf } from "@/app/viewer";
import { addApiToken } from "@/db/api-tokens";
import { auditEntries } from "@/db/audit-parts";
import type { Db } from "@/db/client";
import { attachments } from "@/db/conversation-parts";
import { keepDraft } from "@/db/drafts";
import { ERASED_NAME } from "@/db/erasure";
import { memberships, messages, users } from "@/db/schema";
import { ERASURE_GRACE_MS } from "@/lib/erasure";
import { env } from "@/lib/server/env";
import { markLastSeen } from "@/lib/server/last-seen";
import { hashPassword } from "@/lib/server/password";
import { form } from "../support/form";
import { wordsOf } from "../support/mail-server";
import { type Heard, opened, visit } from "../support/room-visitor";
import { admin, castOfSite, signedIn } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

process.env.ROOMS_PUBLIC_URL = process.env.ROOMS_URL?.replace("http", "ws");

const DUE = () => new Date(Date.now() + ERASURE_GRACE_MS + 60_000);
const PASSWORD = "correct horse battery";
const eraseAllDue = async () => {
  while (await eraseDue(DUE()));
};

/** Somebody of the cast under a name, an address and words that are found nowhere else. */
async function marked(who: "maya" | "sam") {
  const marker = `zz${randomUUID().replaceAll("-", "").slice(0, 12)}`;
  const cast = await castOfSite();
  const { userId } = cast[who];
  const email = `${marker}@example.com`;
  const passwordHash = await hashPassword(PASSWORD);
  await cast.db
    .update(users)
    .set({ name: `Name ${marker}`, email, passwordHash })
    .where(eq(users.id, userId));
  const viewer = await signedIn(userId);
  return { ...cast, marker, email, viewer };
}

/** Where in the database a word stands, by table. */
async function tablesWith(db: Db, word: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } = await db.execute(
      sql`select 1 from ${sql.identifier(name)} t where t::text ilike ${`%${word}%`} limit 1`,
    );
    if (hits.length > 0) found.push(name);
  }
  return found;
}

async function keysWith(word: string): Promise<string[]> {
  return (await redis().keys("*")).filter((key) => key.includes(word));
}

function mailsWith(word: string): string[] {
  const folder = path.resolve(env().DATA_DIR, "outbox");
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.filter((name) => {
    const source = fs.readFileSync(path.join(folder, name), "utf8");
    return `${source}${wordsOf(source)}`.includes(word);
  });
}

const said = (db: Db, conversationId: string) =>
  db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.seq);

async function exported(viewer: Viewer) {
  let text = "";
  for await (const piece of await exportData(viewer, {})) text += piece;
  return { text, told: JSON.parse(text) };
}

describe("an account that is erased", () => {
  it("[S35] leaves its name, address and words nowhere: no table, key, file, mail or line of a log", async () => {
    const lines: string[] = [];
    for (const level of ["error", "warn", "info", "log"] as const)
      vi.spyOn(console, level).mockImplementation((...line) => void lines.push(String(line)));
    const { marker, email, viewer, asSam, db, conversationId, businessId } = await marked("maya");
    const { message: first } = await postMessage(viewer, { conversationId, body: `First ${marker}` });
    await editMessage(viewer, { conversationId, messageId: first.id, body: `Again ${marker}` });
    const fileId = randomUUID();
    const file = new Blob(["%PDF-1.7\nA menu"]).stream();
    await upload(viewer, { conversationId, id: fileId, name: `${marker}.pdf`, file });
    await postMessage(viewer, { conversationId, body: "", attachmentIds: [fileId] });
    await joinAsMember(asSam, { conversationId });
    const { message: answer } = await postMessage(asSam, { conversationId, body: "With pleasure" });
    await reactToMessage(viewer, { conversationId, messageId: answer.id, emoji: "👍", on: true });
    await saveCustomerNote(asSam, { conversationId, text: `Likes ${marker}`, rev: 0 });
    await keepDraft(db, {
      ...{ userId: viewer.id, conversationId, mode: "reply", body: `Draft ${marker}`, rev: 0 },
    });
    await followBusiness(viewer, { businessId });
    await addApiToken(db, { userId: viewer.id, name: marker, scopes: ["read"], days: 30 });
    await markLastSeen(redis(), [[viewer.id, new Date()]]);
    const { url, token } = await giveTicket(viewer, { conversationId });
    const theirs = await opened<Heard>(new URL(`${url}?token=${token}`));
    await theirs.hears("welcome");
    const sam = await visit({ as: { ...asSam, userId: asSam.id, role: "agent" }, conversationId });
    expect(await tablesWith(db, marker)).toEqual(
      expect.arrayContaining([
        "users",
        "messages",
        "message_revisions",
        "attachments",
        "drafts",
        "reactions",
      ]),
    );

    await askToErase(viewer, form({ password: PASSWORD }));
    expect(mailsWith(email)).toHaveLength(1);
    await eraseAllDue();

    expect(await tablesWith(db, marker)).toEqual([]);
    expect([await keysWith(marker), await keysWith(viewer.id)]).toEqual([[], []]);
    expect(mailsWith(marker)).toEqual([]);
    expect(fs.existsSync(path.resolve(env().DATA_DIR, "files", conversationId, fileId, "original"))).toBe(
      false,
    );
    expect(lines.filter((line) => line.includes(marker))).toEqual([]);
    expect(await viewerOf(viewer.sessionId)).toBeNull();
    await expect.poll(() => theirs.socket.readyState >= theirs.socket.CLOSING).toBe(true);
    // Whoever reads on was told, and what the business said stays.
    await sam.hears("message:deleted", ({ id }) => id === first.id);
    const left = await said(db, conversationId);
    expect(left.find(({ id }) => id === answer.id)).toMatchObject({ body: "With pleasure", deletedAt: null });
    for (const message of left.filter(({ senderId, kind }) => senderId === viewer.id && kind !== "system"))
      expect(message).toMatchObject({ body: "", senderName: ERASED_NAME, deletedAt: expect.any(Date) });
    const [person] = await db.select().from(users).where(eq(users.id, viewer.id));
    expect(person).toMatchObject({ name: ERASED_NAME, email: null, passwordHash: null, eraseAt: null });
    expect(person?.erasedAt).toBeInstanceOf(Date);
    expect(await db.$count(attachments, eq(attachments.uploaderId, viewer.id))).toBe(0);
  });

  it("[S35] of somebody of a business leaves the business what they said for it, without their name", async () => {
    const { marker, viewer, asMaya, db, conversationId, businessId } = await marked("sam");
    await postMessage(asMaya, { conversationId, body: "Is it in?" });
    await joinAsMember(viewer, { conversationId });
    const { message } = await postMessage(viewer, { conversationId, body: "It came today" });
    await askToErase(viewer, form({ password: PASSWORD }));
    await eraseAllDue();
    expect(await tablesWith(db, marker)).toEqual([]);
    const left = await said(db, conversationId);
    expect(left.find(({ id }) => id === message.id)).toMatchObject({
      ...{ body: "It came today", senderName: ERASED_NAME, deletedAt: null },
    });
    expect(await db.$count(memberships, eq(memberships.userId, viewer.id))).toBe(0);
    expect((await viewerOf(asMaya.sessionId))?.name).toBe("Maya");
    expect(await db.$count(memberships, eq(memberships.businessId, businessId))).toBe(2);
  });

  it("is not, where that is taken back in time, and does nothing before it is due", async () => {
    const { viewer, db, email } = await marked("maya");
    await askToErase(viewer, form({ password: PASSWORD }));
    await eraseDue(new Date());
    for (let time = 0; time < 2; time++) await keepAccount(viewer, form({ isMeant: "yes" }));
    await eraseAllDue();
    const [person] = await db.select().from(users).where(eq(users.id, viewer.id));
    expect(person).toMatchObject({ email, eraseAt: null, erasedAt: null });
    // Told once: the second time there was nothing to take back.
    const told = await db.select().from(auditEntries).where(eq(auditEntries.actorId, viewer.id));
    expect(told.filter(({ kind }) => kind === "user.kept")).toMatchObject([{ subjectId: viewer.id }]);
  });

  it("[S10] is asked for with its password, by nobody who would leave a business without an owner", async () => {
    const { viewer, asNora, db, businessId, sam } = await marked("maya");
    const elsewhere = await signedIn(viewer.id);
    await expect(askToErase(viewer, form({ password: "not it" }))).rejects.toMatchObject({
      code: "unauthorized",
    });
    await expect(askToErase(asNora, form())).rejects.toMatchObject({ code: "conflict" });
    await db
      .insert(memberships)
      .values({ businessId, userId: sam.userId, role: "owner" })
      .onConflictDoUpdate({ target: [memberships.businessId, memberships.userId], set: { role: "owner" } });
    expect(await askToErase(asNora, form())).toEqual({ to: "/settings/data" });
    await keepAccount(asNora, form({ isMeant: "yes" }));
    // [S05] What else was signed in is not, from the moment it is asked for.
    await askToErase(viewer, form({ password: PASSWORD }));
    expect(await viewerOf(elsewhere?.sessionId ?? "")).toBeNull();
    expect(await viewerOf(viewer.sessionId)).not.toBeNull();
    await keepAccount(viewer, form({ isMeant: "yes" }));
  });

  it("[S35] of somebody who was suspended leaves nowhere why, nor that they were", async () => {
    const { marker, viewer, db } = await marked("maya");
    const asRobin = await admin(db);
    await askToErase(viewer, form({ password: PASSWORD }));
    await suspend(asRobin, form({ userId: viewer.id, reason: `Sold ${marker}` }));
    expect(await tablesWith(db, `Sold ${marker}`)).toEqual(
      expect.arrayContaining(["audit_entries", "users"]),
    );
    await eraseAllDue();
    expect(await tablesWith(db, marker)).toEqual([]);
    const [person] = await db.select().from(users).where(eq(users.id, viewer.id));
    expect(person).toMatchObject({ name: ERASED_NAME, suspendedAt: null, suspendedReason: null });
  });

  it("of a guest is erased alike", async () => {
    const { asGuest, db } = await castOfSite();
    await askToErase(asGuest, form());
    await eraseAllDue();
    const [person] = await db.select().from(users).where(eq(users.id, asGuest.id));
    expect(person?.name).toBe(ERASED_NAME);
    expect(await viewerOf(asGuest.sessionId)).toBeNull();
  });

  it("takes with it what refers to it in every table there is", async () => {
    const { db } = await castOfSite();
    const { rows } = await db.execute<{ at: string }>(sql`
      select conrelid::regclass || '.' || a.attname as at from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'users'::regclass order by 1`);
    // A column that is not here is one that `db/erasure.ts` is yet to know of.
    expect(rows.map(({ at }) => at)).toEqual(KNOWN);
  });
});

describe("what is exported", () => {
  it("is all of one's own and of the conversation, and of another nothing [S15]", async () => {
    const { marker, viewer, asSam, asLeo, db, conversationId } = await marked("maya");
    for (let n = 0; n < 3; n++) await postMessage(viewer, { conversationId, body: `${n} ${marker}` });
    await joinAsMember(asSam, { conversationId });
    await postMessage(asSam, { conversationId, body: "With pleasure" });
    await saveCustomerNote(asSam, { conversationId, text: "A secret note", rev: 0 });
    await giveTicket(asSam, { conversationId });
    const { told, text } = await exported(viewer);
    expect(told.person).toMatchObject({ email: viewer.email, name: viewer.name });
    expect(told.openedBy).toMatchObject([{ name: "Sam", businessName: "Harbor Coffee" }]);
    const [conversation] = told.conversations;
    const bodies = conversation.messages.map(({ body }: { body: string }) => body);
    expect(bodies).toEqual(expect.arrayContaining([`0 ${marker}`, `2 ${marker}`, "With pleasure"]));
    expect(text).not.toContain("secret note");
    expect(text).not.toMatch(/argon2|passwordHash|tokenHash/);
    // Of the business's own people it is what they wrote, and of strangers neither.
    const sams = await exported(asSam);
    expect([sams.text.includes("With pleasure"), sams.text.includes(marker)]).toEqual([true, false]);
    expect((await exported(asLeo)).text).not.toContain(marker);
    expect(await db.$count(messages, eq(messages.conversationId, conversationId))).toBeGreaterThan(3);
  });

  it("[S38] is had so often an hour at most", async () => {
    const { asMaya } = await castOfSite();
    const asked = await Promise.allSettled(Array.from({ length: 12 }, () => exportData(asMaya, {})));
    expect(asked.filter(({ status }) => status === "rejected")).toHaveLength(2);
  });
});

/** Erased with them, given back, or as `participants`, `posts` and a bot's own left without a name. */
const KNOWN = `
  accounts.user_id api_tokens.user_id bots.user_id conversations.assignee_id
  conversations.customer_id customer_records.customer_id device_keys.user_id drafts.user_id
  invitations.created_by jobs.user_id later_messages.user_id memberships.user_id
  mentions.user_id notification_choices.user_id notified.user_id openings.user_id
  participants.user_id post_answers.author_id post_confirmations.user_id post_corrections.user_id
  post_deliveries.user_id post_questions.user_id post_reactions.user_id posts.author_id
  push_subscriptions.user_id readers.user_id refresh_tokens.user_id saved_views.user_id
  sessions.user_id sign_in_events.user_id widget_people.user_id`
  .trim()
  .split(/\s+/);
