import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { lapseClosings, missPromises } from "@/app/due/steps";
import { readInbox } from "@/app/inbox/list";
import { roomsOfSite } from "@/app/rooms";
import { append } from "@/db/append";
import { conversations } from "@/db/schema";
import { closings, promises } from "@/db/work-parts";
import { takeStep } from "@/lib/server/rooms";
import { castOfSite } from "../support/viewers";

/** Maya has written, and Sam asks whether all is done and promises to call. */
async function asked() {
  const cast = await castOfSite();
  const { conversationId, sam } = cast;
  await postMessage(cast.asMaya, { conversationId, body: "Is the oat milk back?" });
  const [closing, promise] = [uuid(), uuid()];
  const dueAt = new Date(Date.now() + 60_000).toISOString();
  const ticket = { party: "main", room: conversationId, ...sam } as const;
  await takeStep(roomsOfSite(), ticket, { type: "closing:propose", id: closing });
  await takeStep(roomsOfSite(), ticket, { type: "promise:make", id: promise, text: "Call", dueAt });
  const toldIn = async (id: string) => {
    const { messages } = await readHead(cast.asMaya, { conversationId });
    return messages.find((each) => each.id === id)?.metadata;
  };
  const passes = (id: string) =>
    Promise.all([
      cast.db.update(closings).set({ until: sql`now()` }).where(eq(closings.id, id)),
      cast.db.update(promises).set({ dueAt: sql`now()` }).where(eq(promises.id, id)),
    ]);
  const statusOf = async () => {
    const [row] = await cast.db.select().from(conversations).where(eq(conversations.id, conversationId));
    return row?.status;
  };
  return { ...cast, closing, promise, toldIn, passes, statusOf };
}

it("completes what was proposed to be done once its time is up, and not before", async () => {
  const { closing, toldIn, passes, statusOf, asSam, businessId } = await asked();
  await lapseClosings();
  expect(await toldIn(closing)).toMatchObject({ state: "proposed" });
  await passes(closing);
  await lapseClosings();
  await lapseClosings();
  expect(await toldIn(closing)).toMatchObject({ state: "lapsed", closedAt: expect.any(String) });
  expect(await statusOf()).toBe("completed");
  const { conversations: open } = await readInbox(asSam, { businessId });
  expect(open).toEqual([]);
});

it("takes for an objection what the customer wrote when no room heard it", async () => {
  const { closing, toldIn, passes, statusOf, pool, maya, conversationId } = await asked();
  const said = (body: string) => ({ op: "message" as const, id: uuid(), ...maya, body });
  await append(pool, [{ conversationId, entry: said("Thanks!") }]);
  await append(pool, [{ conversationId, entry: said("It is still broken") }]);
  await passes(closing);
  await lapseClosings();
  expect(await toldIn(closing)).toMatchObject({ state: "objected" });
  expect(await statusOf()).toBe("open");
});

it("tells of a promise that was not kept in time, once", async () => {
  const { promise, toldIn, passes } = await asked();
  await missPromises();
  expect(await toldIn(promise)).toMatchObject({ state: "open" });
  await passes(promise);
  await missPromises();
  await missPromises();
  expect(await toldIn(promise)).toMatchObject({ state: "missed", settledAt: null });
});
