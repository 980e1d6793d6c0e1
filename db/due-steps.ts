import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Db } from "./client";
import { isOfOpenBusiness } from "./closed";

/** As much as tells thanks from anything else. */
const SAID_LENGTH_MAX = 200;
const SAID_MAX = 20;

const due = z.object({ id: z.uuid(), conversationId: z.uuid() });
const closingDue = z.object({
  ...due.shape,
  /** What the customer wrote since it was proposed. */
  said: z.array(z.object({ kind: z.string(), body: z.string() })),
});

/** Proposals to be done whose time is up, the longest first. */
export async function closingsOver(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<z.infer<typeof closingDue>[]> {
  const { rows } = await db.execute(sql`
    select l.id, l.conversation_id as "conversationId", array(
        select jsonb_build_object('kind', m.kind, 'body', left(m.body, ${SAID_LENGTH_MAX}::int)) from messages m
        where m.conversation_id = l.conversation_id and m.seq > p.seq and m.sender_role = 'customer'
          and m.kind <> 'system' and m.deleted_at is null
        order by m.seq limit ${SAID_MAX}) as said
    from closings l join messages p on p.id = l.id
    where l.state = 'proposed' and l.until <= ${now.toISOString()}::timestamptz
      and ${isOfOpenBusiness(sql`l.conversation_id`)}
    order by l.until limit ${limit}`);
  return z.array(closingDue).parse(rows);
}

/** Promises whose time is up, the longest first. */
export async function promisesOver(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<z.infer<typeof due>[]> {
  const { rows } = await db.execute(sql`
    select id, conversation_id as "conversationId" from promises
    where state = 'open' and due_at <= ${now.toISOString()}::timestamptz
      and ${isOfOpenBusiness(sql`conversation_id`)} order by due_at limit ${limit}`);
  return z.array(due).parse(rows);
}
