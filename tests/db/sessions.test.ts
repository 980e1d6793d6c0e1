import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sessions, visits } from "@/db/session-parts";
import { startSession } from "@/db/sessions";
import { personOfSession } from "@/db/users";
import { endVisitsOf, forgetVisit, recordVisit, visitsOver } from "@/db/visits";
import { castAlone } from "../support/cast";

async function opening() {
  const cast = await castAlone();
  const { db, maya } = cast;
  const { id } = await startSession(db, maya.userId);
  const end = (interval: string) =>
    db
      .update(sessions)
      .set({ expiresAt: sql`now() + ${interval}::interval` })
      .where(eq(sessions.id, id));
  const isKept = async () => (await db.select().from(sessions).where(eq(sessions.id, id))).length === 1;
  return { ...cast, id, end, isKept };
}

describe("a sign-in", () => {
  it("[S05] lasts for 30 days, and is nobody's from the moment it ends", async () => {
    const { db, id, maya, end } = await opening();
    const [{ expiresAt } = { expiresAt: new Date(0) }] = await db.select().from(sessions);
    const days = (expiresAt.getTime() - Date.now()) / (24 * 60 * 60 * 1000);
    expect(Math.round(days)).toBe(30);
    expect(await personOfSession(db, id)).toMatchObject({ id: maya.userId });
    await end("0 seconds");
    expect(await personOfSession(db, id)).toBeNull();
  });

  it("is removed by a later one, a day after it ended", async () => {
    const { db, maya, end, isKept } = await opening();
    await end("-23 hours");
    await startSession(db, maya.userId);
    expect(await isKept()).toBe(true);
    await end("-25 hours");
    await startSession(db, maya.userId);
    expect(await isKept()).toBe(false);
  });
});

describe("a visit", () => {
  it("is new once, and again when it was an hour ago", async () => {
    const { db, id: session, conversationId: room } = await opening();
    const visit = { session, party: "main", room } as const;
    expect([await recordVisit(db, visit), await recordVisit(db, visit)]).toEqual([true, false]);
    expect(await recordVisit(db, { ...visit, party: "feed" })).toBe(true);
    await db.update(visits).set({ at: sql`now() - interval '61 minutes'` });
    expect([await recordVisit(db, visit), await recordVisit(db, visit)]).toEqual([true, false]);
  });

  it("[S05] that is over stays so until the room was told, whoever comes again", async () => {
    const { db, id: session, conversationId: room } = await opening();
    const visit = { session, party: "main", room } as const;
    await recordVisit(db, visit);
    await forgetVisit(db, visit);
    expect(await recordVisit(db, visit)).toBe(false);
    await endVisitsOf(db, [session]);
    expect(await recordVisit(db, visit)).toBe(true);
    expect(await visitsOver(db, 10)).toEqual([visit]);
    await forgetVisit(db, visit);
    expect(await visitsOver(db, 10)).toEqual([]);
  });

  it("is forgotten when no socket can be left of it", async () => {
    const { db, id: session, conversationId } = await opening();
    await recordVisit(db, { session, party: "main", room: conversationId });
    await db.update(visits).set({ at: sql`now() - interval '5 days'` });
    await recordVisit(db, { session, party: "feed", room: "me" });
    expect((await db.select().from(visits)).map(({ party }) => party)).toEqual(["feed"]);
  });
});
