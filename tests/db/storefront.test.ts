import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { memberships, users } from "@/db/schema";
import { membersAmong, TEAM_SHOWN_MAX, teamOf } from "@/db/teams";
import { castForTest } from "../support/cast";

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
