import { and, eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cron/due/route";
import { postMessage } from "@/app/conversation/post";
import { jobs } from "@/db/job-parts";
import { env } from "@/lib/server/env";
import { dueAlone, toldOutside } from "../support/due-alone";
import { openMailServer } from "../support/mail-server";
import { castOfSite } from "../support/viewers";

dueAlone();

const SECRET = "0f9d8c7b6a5e4d3c2b1a0f9e8d7c6b5a";
const server = await openMailServer();
process.env.CRON_SECRET = SECRET;
process.env.SMTP_URL = server.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";
afterAll(server.close);

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

const call = (authorization?: string) =>
  GET(
    new NextRequest("http://127.0.0.1/api/cron/due", {
      headers: authorization === undefined ? {} : { authorization },
    }),
    { params: Promise.resolve({}) },
  );

describe("the schedule of a platform", () => {
  it("is let in by its secret alone", async () => {
    expect(env().CRON_SECRET).toBe(SECRET);
    for (const tried of [undefined, "", SECRET, `Bearer ${SECRET}0`, `bearer ${SECRET}`, "Bearer "]) {
      const response = await call(tried);
      expect([tried, response.status]).toEqual([tried, 401]);
      expect(await response.json()).toMatchObject({ error: { code: "unauthorized" } });
    }
  });

  it("sends a mail that is due, and called twice at once sends it once", async () => {
    const { db, conversationId, asMaya, asSam } = await castOfSite();
    await postMessage(asSam, { conversationId, body: "Your beans are here" });
    await toldOutside(db, conversationId);
    const mine = and(eq(jobs.conversationId, conversationId), eq(jobs.userId, asMaya.id));
    await db
      .update(jobs)
      .set({ runAt: new Date(0) })
      .where(mine);
    const answers = await Promise.all([1, 2].map(() => call(`Bearer ${SECRET}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(server.mails.filter(({ to }) => to.includes(asMaya.email ?? ""))).toHaveLength(1);
    expect(await db.select().from(jobs).where(mine)).toEqual([]);
  });
});
