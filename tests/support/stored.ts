import { v7 as uuid } from "uuid";
import { append } from "@/db/append";
import { conversations, participants } from "@/db/schema";
import type { Entry, Outcome } from "@/lib/ledger";
import type { Cast, Person } from "./cast";

/** What becomes of entries that are stored in one batch. */
export async function outcomesOf(
  { pool, conversationId }: Pick<Cast, "pool" | "conversationId">,
  entries: Entry[],
): Promise<Outcome[]> {
  const appended = await append(
    pool,
    entries.map((entry) => ({ conversationId, entry })),
  );
  return appended.map(({ outcome }) => outcome);
}

/** A message of somebody, stored; gives back its id. */
export async function saidBy(cast: Cast, by: Person, body = "Hello"): Promise<string> {
  const id = uuid();
  await outcomesOf(cast, [{ op: "message", id, ...by, body }]);
  return id;
}

/** A group of Harbor Coffee with Maya as its host, and whoever else; the cast as it is there. */
export async function groupOf(cast: Cast, others: Person[] = []): Promise<Cast> {
  const { db, businessId, maya } = cast;
  const [group] = await db
    .insert(conversations)
    .values({ businessId, kind: "group", members: 1 + others.length, lastMessageAt: new Date() })
    .returning();
  if (!group) throw new Error("no group was made");
  await db.insert(participants).values(
    [maya, ...others].map(({ userId, role }) => ({
      ...{ conversationId: group.id, userId, role },
      rank: userId === maya.userId ? ("host" as const) : ("member" as const),
    })),
  );
  return { ...cast, conversationId: group.id };
}
