import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { conversationsNamed, NAMED_SHOWN_MAX } from "@/db/names";
import { conversations, users } from "@/db/schema";
import { termsOf } from "@/lib/search";
import { castForTest } from "../support/cast";

async function asking() {
  const cast = await castForTest();
  const { db, businessId, conversationId } = cast;
  const written = { lastMessageAt: new Date(), lastSeq: 1, rev: 1 };
  await db.update(conversations).set(written).where(eq(conversations.id, conversationId));
  const find = async (query: string, inside = businessId) =>
    (await conversationsNamed(db, { businessId: inside, terms: termsOf(query) })).map(({ id }) => id);
  const groupCalled = async (title: string, status: "open" | "completed" = "open") => {
    const [made] = await db
      .insert(conversations)
      .values({ businessId, kind: "group", title, status, ...written })
      .returning({ id: conversations.id });
    return made?.id ?? "";
  };
  return { ...cast, find, groupCalled };
}

it("finds a conversation by any of the words its customer is called, however they are written", async () => {
  const { db, maya, conversationId, find } = await asking();
  const call = (name: string) => db.update(users).set({ name }).where(eq(users.id, maya.userId));
  expect(await find("maya")).toEqual([conversationId]);
  await call("Zoë de la Fuente-Sánchez");
  for (const query of ["zoe", "Fuente", "sanch", "zo fuen", "de la fuente", '"sanchez"'])
    expect([query, await find(query)]).toEqual([query, [conversationId]]);
  for (const query of ["maya", "fuentes zoe", "oe", "-zoe", "zoe -fuente", "'", "zoe | maya"])
    expect([query, await find(query)]).toEqual([query, []]);
  await call("ليلى حداد");
  expect(await find("حداد")).toEqual([conversationId]);
});

it("finds a group by its title, also once it is completed or called otherwise, and nothing of another business", async () => {
  const { db, find, groupCalled, maya, conversationId } = await asking();
  const other = await asking();
  const id = await groupCalled("Summer tasting", "completed");
  expect(await find("tasting")).toEqual([id]);
  expect(await find("tasting", other.businessId)).toEqual([]);
  await db.update(conversations).set({ title: "Autumn fair" }).where(eq(conversations.id, id));
  expect([await find("tasting"), await find("autumn")]).toEqual([[], [id]]);
  await db.delete(conversations).where(eq(conversations.id, id));
  expect(await find("autumn")).toEqual([]);
  await db.update(conversations).set({ customerId: null }).where(eq(conversations.id, conversationId));
  expect(await find(maya.name)).toEqual([]);
});

it("shows those written in last, and so many of them", async () => {
  const { db, find, groupCalled, businessId } = await asking();
  const ids: string[] = [];
  for (let n = 0; n <= NAMED_SHOWN_MAX; n += 1) ids.push(await groupCalled(`Regulars ${n}`));
  await db.execute(sql`
    update conversations set last_message_at = now() - interval '1 day' where id = ${ids[3]}::uuid`);
  const found = await find("regulars", businessId);
  expect(found).toHaveLength(NAMED_SHOWN_MAX);
  expect(found).not.toContain(ids[3]);
});
