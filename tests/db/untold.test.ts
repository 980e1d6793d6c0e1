import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { untoldConversations } from "@/db/conversation-parts";
import { conversations } from "@/db/schema";
import { tellUntold } from "@/db/untold";
import { type Cast, castForTest, type Person } from "../support/cast";

const MESSAGES = 20;
/** Between a look and a lock there is but a moment: one in so many times something is stored just then. */
const AT_ONCE = 150;

async function say({ pool, conversationId }: Cast, person: Person): Promise<void> {
  await append(pool, [{ conversationId, entry: { op: "message", id: uuid(), ...person, body: "Hello" } }]);
}

function untold({ db, conversationId }: Cast) {
  return db.select().from(untoldConversations).where(eq(untoldConversations.conversationId, conversationId));
}

function tell({ db }: Cast): Promise<number> {
  return tellUntold(db, { now: new Date(), limit: 100 });
}

/** How many updates of conversations there were, and how many of them wrote no index. */
async function updates({ db }: Cast): Promise<{ all: number; quick: number }> {
  const { rows } = await db.execute<{ all: number; quick: number }>(sql`
    select n_tup_upd::int as all, n_tup_hot_upd::int as quick from pg_stat_user_tables where relname = 'conversations'`);
  return rows[0] ?? { all: 0, quick: 0 };
}

describe("a conversation of which something is to be told outside", () => {
  it("is so from what was said until that was told of", async () => {
    const cast = await castForTest();
    expect(await untold(cast)).toEqual([]);
    await say(cast, cast.maya);
    const [since] = await untold(cast);
    await say(cast, cast.maya);
    expect(await untold(cast)).toEqual([since]);
    await expect.poll(() => tell(cast).then(() => untold(cast))).toEqual([]);
    await say(cast, cast.maya);
    expect(await untold(cast)).toHaveLength(1);
  });

  it("stays so where something was said while it was told of", async () => {
    const cast = await castForTest();
    const forgotten = sql`
      select c.id from conversations c
      where c.rev > c.told_rev and not exists (select from untold_conversations u where u.conversation_id = c.id)`;
    for (let n = 0; n < AT_ONCE; n += 1) {
      await Promise.all([say(cast, cast.maya), tell(cast), say(cast, cast.sam)]);
      expect((await cast.db.execute(forgotten)).rows).toEqual([]);
    }
  });
});

it("writes no index of a conversation for a message after another", async () => {
  const cast = await castForTest();
  // Its first makes it one that waits, and is in a span of time of its own.
  await say(cast, cast.maya);
  const before = await updates(cast);
  for (let n = 0; n < MESSAGES; n += 1) await say(cast, cast.maya);
  const [conversation] = await cast.db
    .select({ isWaiting: conversations.isWaiting })
    .from(conversations)
    .where(eq(conversations.id, cast.conversationId));
  expect(conversation).toEqual({ isWaiting: true });
  await expect
    .poll(async () => {
      const now = await updates(cast);
      return now.all - before.all >= MESSAGES && now.all - before.all - (now.quick - before.quick);
    })
    // One may find its page full, and one the next span.
    .toBeLessThanOrEqual(2);
});
