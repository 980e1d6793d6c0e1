import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { BROADCASTS_SHOWN, latestBroadcasts } from "@/db/broadcasts";
import { conversations, memberships, messages, users } from "@/db/schema";
import { membersAmong, TEAM_SHOWN_MAX, teamOf } from "@/db/teams";
import { type Cast, castForTest } from "../support/cast";

async function tell({ db, businessId }: Cast, bodies: string[], kind: "direct" | "broadcast" = "broadcast") {
  const count = bodies.length;
  const [made] = await db
    .insert(conversations)
    .values({ businessId, kind, lastSeq: count, rev: count, lastMessageAt: new Date() })
    .returning();
  await db.insert(messages).values(
    bodies.map((body, n) => ({
      ...{ id: randomUUID(), conversationId: made?.id ?? "", businessId, seq: n + 1, rev: n + 1 },
      ...{ senderRole: "owner" as const, senderName: "Nora", body },
    })),
  );
}

describe("a team", () => {
  it("is shown owner first, and no longer than fits", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    expect((await teamOf(db, businessId)).map(({ name }) => name)).toEqual(["Nora", "Sam", "Ines"]);
    const many = Array.from({ length: TEAM_SHOWN_MAX }, (_, n) => ({ id: randomUUID(), name: `Agent ${n}` }));
    await db.insert(users).values(many);
    await db
      .insert(memberships)
      .values(many.map(({ id }) => ({ businessId, userId: id, role: "agent" as const })));
    expect(await teamOf(db, businessId)).toHaveLength(TEAM_SHOWN_MAX);
  });

  it("[S10] has nobody who is not a member there, whoever says that they are here", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    const { db, businessId, sam, maya } = cast;
    const claimed = [sam, maya, other.sam].map(({ userId }) => ({ businessId, userId }));
    expect(await membersAmong(db, claimed)).toEqual([
      { businessId, userId: sam.userId, name: "Sam", role: "agent", showsPresence: true },
    ]);
    expect(await membersAmong(db, [])).toEqual([]);
  });
});

describe("what a business tells everybody", () => {
  it("is its last broadcasts, newest first, and long ones are cut", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    await tell(cast, ["first", "second", "third", "x".repeat(5_000)]);
    const told = await latestBroadcasts(db, businessId);
    expect(told).toHaveLength(BROADCASTS_SHOWN);
    expect(told.map(({ body }) => body.length)).toEqual([400, 5, 6]);
  });

  it("is nothing that was taken back", async () => {
    const cast = await castForTest();
    const { db, businessId } = cast;
    await tell(cast, ["kept", "taken back"]);
    await db.update(messages).set({ deletedAt: new Date() }).where(eq(messages.body, "taken back"));
    expect((await latestBroadcasts(db, businessId)).map(({ body }) => body)).toEqual(["kept"]);
  });

  it("[S10] is never what customers were told, nor another business's", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    await tell(cast, ["between us"], "direct");
    await tell(other, ["from next door"]);
    expect(await latestBroadcasts(cast.db, cast.businessId)).toEqual([]);
  });
});
