import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { expect, it } from "vitest";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { lapseClosings, missPromises } from "@/app/due/steps";
import { readInbox } from "@/app/inbox/list";
import { roomsOfSite } from "@/app/rooms";
import { append } from "@/db/append";
import { conversations } from "@/db/schema";
import { CLOSING_SILENCE_MS } from "@/lib/closing";
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
  /** So long after its time is up. */
  const after = async (id: string, ms: number) => {
    const { until, dueAt = until } = Object(await toldIn(id));
    return new Date(Date.parse(dueAt) + ms);
  };
  const statusOf = async () => {
    const [row] = await cast.db.select().from(conversations).where(eq(conversations.id, conversationId));
    return row?.status;
  };
  return { ...cast, closing, promise, toldIn, after, statusOf };
}

it("completes what was proposed to be done once its time is up, and not before", async () => {
  const { closing, toldIn, after, statusOf, asSam, businessId } = await asked();
  expect((await after(closing, -CLOSING_SILENCE_MS)).getTime()).toBeCloseTo(Date.now(), -5);
  await lapseClosings(await after(closing, -1));
  expect(await toldIn(closing)).toMatchObject({ state: "proposed" });
  const over = await after(closing, 0);
  await Promise.all([lapseClosings(over), lapseClosings(over)]);
  await lapseClosings(await after(closing, 1));
  expect(await toldIn(closing)).toMatchObject({ state: "lapsed", closedAt: expect.any(String) });
  expect(await statusOf()).toBe("completed");
  const { conversations: open } = await readInbox(asSam, { businessId });
  expect(open).toEqual([]);
});

it("takes for an objection what the customer wrote when no room heard it", async () => {
  const { closing, toldIn, after, statusOf, pool, maya, conversationId } = await asked();
  const said = (body: string) => ({ op: "message" as const, id: uuid(), ...maya, body });
  await append(pool, [{ conversationId, entry: said("Thanks!") }]);
  await append(pool, [{ conversationId, entry: said("It is still broken") }]);
  await lapseClosings(await after(closing, 0));
  expect(await toldIn(closing)).toMatchObject({ state: "objected" });
  expect(await statusOf()).toBe("open");
});

it("tells of a promise that was not kept in time, once", async () => {
  const { promise, toldIn, after } = await asked();
  await missPromises(await after(promise, -1));
  expect(await toldIn(promise)).toMatchObject({ state: "open" });
  const over = await after(promise, 0);
  await Promise.all([missPromises(over), missPromises(over)]);
  await missPromises(await after(promise, 1));
  expect(await toldIn(promise)).toMatchObject({ state: "missed", settledAt: null });
});
