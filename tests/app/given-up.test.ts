import { expect, it } from "vitest";
import { jobs } from "@/db/job-parts";
import { givenUpOf } from "@/db/jobs";
import { castOfSite } from "../support/viewers";

it("What was given up is shown to whom it was to tell, by the way it was to go, and to nobody else", async () => {
  const { db, conversationId, asSam, asNora } = await castOfSite();
  const givenUpAt = new Date("2026-07-01T10:00:00.000Z");
  const common = { conversationId, runAt: givenUpAt, tries: 30, failure: "550 no such mailbox" };
  await db.insert(jobs).values([
    { ...common, kind: "mail", userId: asSam.id, givenUpAt },
    { ...common, kind: "push", userId: asSam.id },
    { ...common, kind: "push", userId: asNora.id, givenUpAt },
  ]);
  expect(await givenUpOf(db, asSam.id)).toEqual([
    { kind: "mail", times: 1, lastAt: givenUpAt.toISOString() },
  ]);
  expect(await givenUpOf(db, asNora.id)).toMatchObject([{ kind: "push", times: 1 }]);
});
