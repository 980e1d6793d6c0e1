import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { fileStorage } from "@/app/attachments/storage";
import { upload } from "@/app/attachments/upload";
import { postMessage } from "@/app/conversation/post";
import { giveTicket } from "@/app/conversation/tickets";
import { keepNoLonger } from "@/app/due/retention";
import { changeRetention, readRetention, undoRetention } from "@/app/inbox/retention";
import { attachments } from "@/db/conversation-parts";
import { retentionOf } from "@/db/retention";
import { retentions } from "@/db/retention-parts";
import { conversations, messages } from "@/db/schema";
import { suspendBusiness } from "@/db/suspending";
import type { Event } from "@/lib/protocol/event";
import { DAY_MS, RETENTION_GRACE_MS } from "@/lib/retention";
import { dueAlone } from "../support/due-alone";
import { form } from "../support/form";
import { opened, visit } from "../support/room-visitor";
import { castOfSite } from "../support/viewers";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

process.env.ROOMS_PUBLIC_URL = process.env.ROOMS_URL?.replace("http", "ws");

dueAlone();

type Site = Awaited<ReturnType<typeof castOfSite>>;

const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** Says something, as if it had been said so long ago. */
async function saidLongAgo({ asMaya, conversationId, db }: Site, body: string, days: number) {
  const { message } = await postMessage(asMaya, { conversationId, body });
  await db
    .update(messages)
    .set({ createdAt: ago(days) })
    .where(eq(messages.id, message.id));
  return message.id;
}

/** What a form that was just shown would send. */
async function shown({ asNora, businessId }: Site, messages: string, archive = "never") {
  const { wouldGo } = await readRetention(asNora, { businessId, wish: { messages, archive } });
  if (!wouldGo) throw new Error("nothing was shown");
  return { businessId, messages, archive, asOf: wouldGo.asOf, shown: String(wouldGo.going.messages) };
}

const holds = ({ db, businessId }: Site, keeping: { messageDays?: number; archiveDays?: number }) =>
  db.insert(retentions).values({ businessId, ...keeping });

/** As often as it takes: other businesses of the database may be due, too. */
async function lookThrough({ db, businessId }: Site, now = new Date()) {
  const isDue = async () => {
    const [row] = await db.select().from(retentions).where(eq(retentions.businessId, businessId));
    return row !== undefined && row.runAt <= now;
  };
  while (await isDue()) await keepNoLonger(now);
}

const audited = async ({ db, businessId }: Site, kinds = "business.retention%") => {
  const { rows } = await db.execute<{ kind: string; role: string; detail: object }>(sql`
    select kind, actor_role as role, detail from audit_entries
    where business_id = ${businessId}::uuid and kind like ${kinds} order by at`);
  return rows;
};

describe("an owner who decides how long is kept", () => {
  it("is told what would go, and nothing goes by that", async () => {
    const site = await castOfSite();
    const { asNora, businessId, db } = site;
    await saidLongAgo(site, "Old", 31);
    await saidLongAgo(site, "Older", 45);
    await saidLongAgo(site, "Young", 29);
    const read = await readRetention(asNora, { businessId, wish: { messages: "30", archive: "7" } });
    expect(read).toMatchObject({
      ...{ now: { messageDays: null, archiveDays: null }, next: null },
      wouldGo: { going: { messages: 2, conversations: 1, files: 0 }, archived: 0 },
    });
    const days = ({ going }: NonNullable<typeof read.wouldGo>) =>
      [going.oldest, going.newest].map((at) => Math.round((Date.now() - Number(at)) / DAY_MS));
    expect(read.wouldGo && days(read.wouldGo)).toEqual([45, 31]);
    expect(await retentionOf(db, businessId, new Date())).toMatchObject({ next: null });
  });

  it("confirms what was shown, and looks again where it would be more, or was shown long ago", async () => {
    const site = await castOfSite();
    const { asNora, businessId, db } = site;
    await saidLongAgo(site, "Old", 31);
    const asked = await shown(site, "30");
    await expect(changeRetention(asNora, form(asked))).rejects.toMatchObject({ code: "bad-command" });
    await saidLongAgo(site, "Old, too", 32);
    const sure = { isSure: "yes" };
    const isConflict = { code: "conflict" };
    await expect(changeRetention(asNora, form({ ...asked, ...sure }))).rejects.toMatchObject(isConflict);
    const again = await shown(site, "30");
    for (const asOf of [ago(1), ago(-1)])
      await expect(
        changeRetention(asNora, form({ ...again, ...sure, asOf: asOf.toISOString() })),
      ).rejects.toMatchObject(isConflict);
    expect(await retentionOf(db, businessId, new Date())).toMatchObject({ next: null });
    expect(await changeRetention(asNora, form({ ...again, ...sure }))).toEqual({
      to: expect.stringMatching(/^\/inbox\/settings\/retention\?business=.+&done=saved$/),
    });
    const { next } = await retentionOf(db, businessId, new Date());
    expect(next).toMatchObject({ messageDays: 30, archiveDays: null });
    const graceMs = Number(next?.from) - Date.now();
    expect(graceMs).toBeGreaterThan(RETENTION_GRACE_MS - 60_000);
    expect(graceMs).toBeLessThanOrEqual(RETENTION_GRACE_MS);
    expect(await changeRetention(asNora, form({ ...again, ...sure }))).toMatchObject({
      to: expect.stringContaining("done=same"),
    });
    expect(await audited(site)).toMatchObject([
      { kind: "business.retention-changed", role: "owner", detail: { before: "∞ / ∞", after: "30 / ∞" } },
    ]);
  });

  it("takes it back until it holds, and not after", async () => {
    const site = await castOfSite();
    const { asNora, businessId, db } = site;
    await changeRetention(asNora, form({ ...(await shown(site, "365", "30")), isSure: "yes" }));
    expect(await undoRetention(asNora, form({ businessId }))).toMatchObject({
      to: expect.stringContaining("done=undone"),
    });
    expect(await retentionOf(db, businessId, new Date())).toMatchObject({ next: null });
    await expect(undoRetention(asNora, form({ businessId }))).rejects.toMatchObject({ code: "conflict" });
    expect(await audited(site)).toHaveLength(2);
  });

  it.each(["29", "3651", "0", "-30", "30.5", "ever", "", " 30"])(
    "chooses among what is offered, and not %j days",
    async (messages) => {
      const { asNora, businessId } = await castOfSite();
      const wish = { messages, archive: "never" };
      await expect(readRetention(asNora, { businessId, wish } as never)).rejects.toMatchObject({
        code: "bad-command",
      });
      const asked = form({ businessId, ...wish, asOf: new Date().toISOString(), shown: "0", isSure: "yes" });
      await expect(changeRetention(asNora, asked)).rejects.toMatchObject({ code: "bad-command" });
    },
  );

  it("is an owner: neither agents nor customers nor the owner of another business", async () => {
    const [site, other] = [await castOfSite(), await castOfSite()];
    const { businessId } = site;
    const asked = { ...(await shown(site, "30")), isSure: "yes" };
    for (const stranger of [site.asSam, site.asMaya, site.asGuest, other.asNora])
      for (const ask of [
        readRetention(stranger, { businessId }),
        changeRetention(stranger, form(asked)),
        undoRetention(stranger, form({ businessId })),
      ])
        await expect(ask).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what is kept no longer", () => {
  it("goes with its files, and is told to whoever has it open, without a line in between", async () => {
    const site = await castOfSite();
    const { asMaya, db, maya, conversationId } = site;
    const fileId = randomUUID();
    const file = new Blob(["%PDF-1.7\nA menu"]).stream();
    await upload(asMaya, { conversationId, id: fileId, name: "menu.pdf", file });
    const { message } = await postMessage(asMaya, { conversationId, body: "", attachmentIds: [fileId] });
    const id = await saidLongAgo(site, "Old", 31);
    await db
      .update(messages)
      .set({ createdAt: ago(31) })
      .where(eq(messages.id, message.id));
    const young = await saidLongAgo(site, "Young", 1);
    const { url, token } = await giveTicket(asMaya, { conversationId });
    const theirs = await opened<Event>(new URL(`${url}?token=${token}`));
    await theirs.hears("welcome");
    await holds(site, { messageDays: 30 });

    await lookThrough(site);

    for (const gone of [message.id, id])
      await theirs.hears("message:new", ({ message: told }) => told.id === gone && told.deletedAt !== null);
    const rows = await db.select().from(messages).where(eq(messages.conversationId, conversationId));
    expect(rows.find((row) => row.id === young)).toMatchObject({ body: "Young", deletedAt: null });
    expect(await db.select().from(attachments).where(eq(attachments.id, fileId))).toEqual([]);
    const key = { conversationId, attachmentId: fileId, variant: "original" } as const;
    await expect(fileStorage().get(key)).rejects.toBeDefined();
    expect(await audited(site)).toEqual([
      { kind: "business.retention-applied", role: "system", detail: { count: 2 } },
    ]);
    // Whoever comes with what they knew is told the same, and goes on.
    const again = await visit({ as: maya, conversationId, after: 1 });
    await again.hears("resumed");
    expect((await postMessage(asMaya, { conversationId, body: "Still here" })).message.seq).toBe(4);
  });

  it("waits while the business is suspended, and is never another's", async () => {
    const [site, other] = [await castOfSite(), await castOfSite()];
    for (const each of [site, other]) await saidLongAgo(each, "Old", 31);
    await holds(site, { messageDays: 30 });
    await suspendBusiness(site.db, { id: site.businessId, reason: "Fraud" });
    await keepNoLonger(new Date());
    const bodies = async ({ db, conversationId }: Site) =>
      (await db.select().from(messages).where(eq(messages.conversationId, conversationId))).map(
        ({ body }) => body,
      );
    expect(await bodies(site)).toEqual(["Old"]);
    await site.db.execute(sql`update businesses set suspended_at = null where id = ${site.businessId}::uuid`);
    await lookThrough(site);
    expect(await bodies(site)).toEqual([""]);
    expect(await bodies(other)).toEqual(["Old"]);
  });

  it("is archived where it is silent, by nobody in particular, and comes back with what its customer writes", async () => {
    const site = await castOfSite();
    const { db, asMaya, conversationId } = site;
    await saidLongAgo(site, "Hello", 31);
    const status = async () => {
      const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
      return row?.status;
    };
    const silence = () =>
      db
        .update(conversations)
        .set({ lastMessageAt: ago(31) })
        .where(eq(conversations.id, conversationId));
    await holds(site, { archiveDays: 30 });
    await lookThrough(site);
    expect(await status()).toBe("open");
    await silence();
    await db
      .update(retentions)
      .set({ runAt: ago(0) })
      .where(eq(retentions.businessId, site.businessId));
    await lookThrough(site);
    expect(await status()).toBe("archived");
    expect(await audited(site, "conversation.%")).toMatchObject([
      { kind: "conversation.archived", role: "system", detail: { before: "open", after: "archived" } },
    ]);
    await postMessage(asMaya, { conversationId, body: "Is the window seat free?" });
    expect(await status()).toBe("open");
  });
});
