import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject } from "vitest";
import { tellOutside } from "@/app/due/jobs";
import type { Db } from "@/db/client";
import { conversations } from "@/db/schema";

const DUE = 71;
const OTHERS_ARE_DONE_WITHIN_MS = 300_000;

/**
 * For a file whose tests do what is due: that is everybody's in a database, so such files take turns. What others said
 * before a test begins is not told: in a long run that is more than is told at once, and more mails than a test has time for.
 */
export function dueAlone(): void {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: inject("env").POSTGRES_URL });
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [DUE]);
  }, OTHERS_ARE_DONE_WITHIN_MS);
  beforeEach(async () => {
    await client.query(`
      update conversations c set told_rev = c.rev, told_seq = c.last_seq, told_work_rev = c.work_rev
      from (
        select id from conversations where told_rev <> rev or told_work_rev <> work_rev
        for no key update skip locked
      ) untold where c.id = untold.id`);
  });
  // The lock goes with the line.
  afterAll(() => client.end());
}

/** Tells outside until what was said there is told: so much is told at once, and nothing of what a room is just storing in. */
export async function toldOutside(db: Db, conversationId: string, now?: Date): Promise<void> {
  const isTold = sql<boolean>`told_rev = rev and told_work_rev = work_rev`;
  await expect
    .poll(async () => {
      await tellOutside(now);
      return db.select({ isTold }).from(conversations).where(eq(conversations.id, conversationId));
    })
    .toEqual([{ isTold: true }]);
}
