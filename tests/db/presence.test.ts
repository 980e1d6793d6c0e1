import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { setShowsPresence, shownAmong, showsPresenceTo, visitsOf } from "@/db/presence";
import { businesses, conversations, memberships, participants } from "@/db/schema";
import { startSession } from "@/db/sessions";
import { recordVisit } from "@/db/visits";
import { type Cast, castForTest, type Person } from "../support/cast";

const asks = ({ db }: Cast, viewer: Person, person: Person) =>
  showsPresenceTo(db, { viewerId: viewer.userId, userId: person.userId });

describe("whether somebody is there", () => {
  it("[S10] is for those who share a business or a conversation with them, and for nobody else", async () => {
    const cast = await castForTest();
    const { maya, leo, sam, nora } = cast;
    for (const [viewer, person] of [
      [sam, nora],
      [sam, maya],
      [maya, sam],
      [maya, maya],
    ] as const)
      expect([viewer.name, person.name, await asks(cast, viewer, person)]).toEqual([
        ...[viewer.name, person.name],
        true,
      ]);
    for (const [viewer, person] of [
      [leo, maya],
      [maya, leo],
      [leo, sam],
      [sam, leo],
    ] as const)
      expect([viewer.name, person.name, await asks(cast, viewer, person)]).toEqual([
        ...[viewer.name, person.name],
        null,
      ]);
    expect(await asks(cast, sam, { ...maya, userId: randomUUID() })).toBeNull();
  });

  it("[S10] is for the customers of one group, and for the members of its business", async () => {
    const cast = await castForTest();
    const { db, businessId, maya, leo, sam } = cast;
    const id = randomUUID();
    await db.insert(conversations).values({ id, businessId, kind: "group", title: "Tasting" });
    await db.insert(participants).values(
      [maya, leo].map(({ userId }) => ({
        conversationId: id,
        userId,
        role: "customer" as const,
        rank: "member" as const,
      })),
    );
    expect([await asks(cast, leo, maya), await asks(cast, sam, leo), await asks(cast, leo, sam)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("[S10] is not for whoever left the business, nor for another one", async () => {
    const cast = await castForTest();
    const { db, maya, ines, leo } = cast;
    const [other] = await db.insert(businesses).values({ slug: randomUUID(), name: "Northside" }).returning();
    await db.delete(memberships).where(eq(memberships.userId, ines.userId));
    await db.insert(memberships).values({ businessId: other?.id ?? "", userId: leo.userId, role: "agent" });
    expect([await asks(cast, ines, maya), await asks(cast, leo, maya)]).toEqual([null, null]);
  });

  it("is not shown of somebody who does not want it", async () => {
    const cast = await castForTest();
    const { db, maya, sam } = cast;
    await setShowsPresence(db, { userId: maya.userId, showsPresence: false });
    expect(await asks(cast, sam, maya)).toBe(false);
    expect(await shownAmong(db, [maya.userId, sam.userId])).toEqual([sam.userId]);
    expect(await shownAmong(db, [])).toEqual([]);
  });
});

it("somebody may have a socket wherever their sign-ins were let in", async () => {
  const { db, sam, maya, businessId } = await castForTest();
  const { id: session } = await startSession(db, sam.userId);
  const visit = { session, party: "feed", room: `inbox-${businessId}` } as const;
  await recordVisit(db, visit);
  expect(await visitsOf(db, sam.userId)).toEqual([visit]);
  expect(await visitsOf(db, maya.userId)).toEqual([]);
});
