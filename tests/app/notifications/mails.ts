import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { postMessage } from "@/app/conversation/post";
import { doJobs } from "@/app/due/jobs";
import { wishMails } from "@/app/notifications/stop";
import { receipts } from "@/db/conversation-parts";
import { jobs } from "@/db/job-parts";
import { conversations, memberships, users } from "@/db/schema";
import { DIGEST_MESSAGES_MAX, JOB_LEASE_MS, JOB_TRIES_MAX, MAIL_AFTER_MS } from "@/lib/notification";
import { env } from "@/lib/server/env";
import { signInvitation } from "@/lib/server/invitation-token";
import { signMailStop } from "@/lib/server/mail-stop-token";
import { toldOutside } from "../../support/due-alone";
import { wordsOf } from "../../support/mail-server";
import { castOfSite } from "../../support/viewers";
import { server } from "./post";

afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  server.refuse();
});

const NOW = Date.now();
const later = (ms: number) => new Date(NOW + ms);
const DUE = later(MAIL_AFTER_MS);

/** Whoever else has something to be mailed of shares the database, so everything is asked for by whose it is. */
async function scene() {
  const cast = await castOfSite();
  const { db, conversationId, asMaya, asSam, asNora } = cast;
  const emailOf = { maya: asMaya.email ?? "", sam: asSam.email ?? "", nora: asNora.email ?? "" };
  return {
    ...cast,
    say: (who: typeof asMaya, body: string) => postMessage(who, { conversationId, body }),
    tell: (now = later(0)) => toldOutside(db, conversationId, now),
    work: async (now: Date) => {
      while (await doJobs(now));
    },
    mailsTo: (name: keyof typeof emailOf) => server.mails.filter(({ to }) => to.includes(emailOf[name])),
    jobsOf: (userId: string) =>
      db
        .select()
        .from(jobs)
        .where(and(eq(jobs.userId, userId), eq(jobs.conversationId, conversationId))),
    read: (userId: string, readSeq: number) =>
      db
        .insert(receipts)
        .values({ conversationId, userId, readSeq, deliveredSeq: readSeq })
        .onConflictDoUpdate({ target: [receipts.conversationId, receipts.userId], set: { readSeq } }),
    lastSeq: async () =>
      (
        await db
          .select({ lastSeq: conversations.lastSeq })
          .from(conversations)
          .where(eq(conversations.id, conversationId))
      )[0]?.lastSeq ?? 0,
  };
}

describe("a mail about what was not read", () => {
  it("comes once when its time has come, with all that was not read, and again only for what is new", async () => {
    const { say, tell, work, mailsTo, asMaya, asSam, conversationId, maya } = await scene();
    await say(asMaya, "Do you have beans?");
    await say(asSam, "**Yes**, from Guatemala <b>");
    await tell();
    await say(asSam, "Shall I keep some?");
    await tell();
    await work(later(MAIL_AFTER_MS - 1));
    expect(mailsTo("maya")).toEqual([]);
    await Promise.all([work(DUE), work(DUE)]);
    await work(later(3 * MAIL_AFTER_MS));
    expect(mailsTo("maya")).toHaveLength(1);
    const source = mailsTo("maya")[0]?.source ?? "";
    const words = wordsOf(source);
    expect(words).toContain("Sam: Yes, from Guatemala <b>");
    expect(words).toContain("Guatemala &lt;b&gt;");
    expect(words).toContain("Sam: Shall I keep some?");
    expect(words).not.toContain("Do you have beans?");
    expect(words).toContain(`/chats/${conversationId}`);
    expect(source).toMatch(new RegExp(`Message-ID:\\s+<${conversationId}\\.\\d+\\.${maya.userId}@`));
    expect(source).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");

    await say(asSam, "They go fast");
    await tell(later(4 * MAIL_AFTER_MS));
    await work(later(5 * MAIL_AFTER_MS));
    expect(mailsTo("maya")).toHaveLength(2);
    const second = wordsOf(mailsTo("maya")[1]?.source ?? "");
    expect(second).toContain("They go fast");
    expect(second).not.toContain("Shall I keep some?");
  });

  it("does not come where it was read meanwhile, anywhere", async () => {
    const { say, tell, work, mailsTo, read, lastSeq, asSam, maya, jobsOf } = await scene();
    await say(asSam, "Are you there?");
    await tell();
    expect(await jobsOf(maya.userId)).toHaveLength(1);
    await read(maya.userId, await lastSeq());
    await work(DUE);
    expect(mailsTo("maya")).toEqual([]);
    expect(await jobsOf(maya.userId)).toEqual([]);
  });

  it("goes to the members until one of them answers, and only to whom the conversation is assigned", async () => {
    const { say, tell, work, mailsTo, asMaya, asSam, db, conversationId, nora } = await scene();
    await say(asMaya, "Anybody?");
    await tell();
    await work(DUE);
    expect([mailsTo("sam").length, mailsTo("nora").length, mailsTo("maya").length]).toEqual([1, 1, 0]);
    expect(wordsOf(mailsTo("sam")[0]?.source ?? "")).toContain(`/inbox/${conversationId}`);

    await say(asMaya, "Hello?");
    await tell();
    await say(asSam, "Here I am");
    await work(later(2 * MAIL_AFTER_MS));
    expect([mailsTo("sam").length, mailsTo("nora").length]).toEqual([1, 1]);

    await db
      .update(conversations)
      .set({ assigneeId: nora.userId })
      .where(eq(conversations.id, conversationId));
    await say(asMaya, "One more thing");
    await tell(later(3 * MAIL_AFTER_MS));
    await work(later(5 * MAIL_AFTER_MS));
    expect([mailsTo("sam").length, mailsTo("nora").length]).toEqual([1, 2]);
  });

  it("goes to nobody who has left, wants none, or has no address", async () => {
    const { say, tell, work, mailsTo, asMaya, db, sam, nora, jobsOf } = await scene();
    await db.update(users).set({ isMailed: false }).where(eq(users.id, nora.userId));
    await say(asMaya, "Anybody?");
    await tell();
    expect(await jobsOf(nora.userId)).toEqual([]);
    await db.delete(memberships).where(eq(memberships.userId, sam.userId));
    await work(DUE);
    expect([mailsTo("sam"), mailsTo("nora")]).toEqual([[], []]);
  });

  it("shows so many messages and says that there are more; of a secret only that it is one", async () => {
    const { say, tell, work, mailsTo, asSam } = await scene();
    for (let n = 0; n <= DIGEST_MESSAGES_MAX; n++) await say(asSam, `line ${n}.`);
    await tell();
    await work(DUE);
    const words = wordsOf(mailsTo("maya")[0]?.source ?? "");
    expect(words).toContain(`line ${DIGEST_MESSAGES_MAX - 1}.`);
    expect(words).not.toContain(`line ${DIGEST_MESSAGES_MAX}.`);
    expect(words).toContain("And more");
  });

  it("is in the language of whoever gets it", async () => {
    const { say, tell, work, mailsTo, asSam, db, maya } = await scene();
    await db.update(users).set({ locale: "es" }).where(eq(users.id, maya.userId));
    await say(asSam, "Hola");
    await tell();
    await work(DUE);
    expect(wordsOf(mailsTo("maya")[0]?.source ?? "")).toContain("Leer y responder");
  });
});

describe("a job", () => {
  it("is tried again later and later while the mail server refuses, and is given up to be seen", async () => {
    const { say, tell, work, mailsTo, asSam, maya, jobsOf } = await scene();
    await say(asSam, "Hello");
    await tell();
    server.refuse(451);
    await work(DUE);
    const [failed] = await jobsOf(maya.userId);
    expect(failed).toMatchObject({ tries: 1, givenUpAt: null });
    expect(failed?.failure).toContain("not now");
    let at = failed?.runAt ?? DUE;
    await work(new Date(at.getTime() - 1));
    expect((await jobsOf(maya.userId))[0]?.tries).toBe(1);
    for (let tries = 2; tries <= JOB_TRIES_MAX; tries++) {
      await work(at);
      at = (await jobsOf(maya.userId))[0]?.runAt ?? at;
    }
    expect((await jobsOf(maya.userId))[0]).toMatchObject({ tries: JOB_TRIES_MAX });
    expect((await jobsOf(maya.userId))[0]?.givenUpAt).not.toBeNull();
    server.refuse();
    await work(later(1e9));
    expect(mailsTo("maya")).toEqual([]);

    await say(asSam, "Are you there?");
    await tell(later(1e9));
    expect((await jobsOf(maya.userId))[0]).toMatchObject({ tries: 0, givenUpAt: null });
    await work(later(1e9 + MAIL_AFTER_MS));
    expect(wordsOf(mailsTo("maya")[0]?.source ?? "")).toContain("Sam: Hello");
    expect(await jobsOf(maya.userId)).toEqual([]);
  }, 60_000);

  it("of a process that died goes to the next when its lease is over", async () => {
    const { say, tell, work, mailsTo, asSam, db, maya, jobsOf } = await scene();
    await say(asSam, "Hello");
    await tell();
    const [job] = await jobsOf(maya.userId);
    await db
      .update(jobs)
      .set({ runAt: later(MAIL_AFTER_MS + JOB_LEASE_MS), tries: 1 })
      .where(eq(jobs.id, job?.id ?? ""));
    await work(DUE);
    expect(mailsTo("maya")).toEqual([]);
    await work(later(MAIL_AFTER_MS + JOB_LEASE_MS));
    expect(mailsTo("maya")).toHaveLength(1);
  });
});

describe("the address at the end of a mail", () => {
  it("stops mails and lets them come again, and opens nothing else", async () => {
    const { say, tell, asSam, maya, jobsOf } = await scene();
    const token = await signMailStop(maya.userId, env().TOKEN_SECRET);
    expect(await wishMails(null, { token, mails: "off" })).toEqual({ mails: "off" });
    await say(asSam, "Hello");
    await tell();
    expect(await jobsOf(maya.userId)).toEqual([]);
    await wishMails(null, { token, mails: "on" });
    await say(asSam, "Hello again");
    await tell();
    expect(await jobsOf(maya.userId)).toHaveLength(1);
    const invitation = await signInvitation(randomUUID(), env().TOKEN_SECRET);
    for (const other of ["", "nothing", `${token}x`, invitation])
      await expect(wishMails(null, { token: other, mails: "off" })).rejects.toMatchObject({
        code: "not-found",
      });
  });
});
