import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "./client";
import { ERASED_NAME } from "./erasure";
import { messages } from "./schema";

interface Place {
  conversationId: string;
  userId: string;
}

/** Every conversation somebody took part in, with its notes; by their seat, and where it is theirs. */
export async function conversationsOf(db: Db, userId: string): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with own as (
      select conversation_id as id from participants where user_id = ${userId}::uuid
      union select id from conversations where customer_id = ${userId}::uuid
    )
    select id from own union select c.id from own join conversations c on c.parent_id = own.id
      where c.kind = 'internal' order by id`);
  return rows.map(({ id }) => id);
}

/** Some of what they wrote for themselves, and not for a business, that is not deleted. */
export async function wordsLeft(db: Db, { conversationId, userId }: Place, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        eq(messages.senderId, userId),
        eq(messages.senderRole, "customer"),
        ne(messages.kind, "system"),
        isNull(messages.deletedAt),
      ),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Takes out of one conversation what they wrote for themselves, of which everybody was told that it is deleted, and their
 * name from everything that stays. It takes no place and no `rev`: tombstones stand as they stood.
 */
export async function eraseWords(db: Db, { name, ...place }: Place & { name: string }): Promise<void> {
  const { conversationId, userId } = place;
  const [here, them] = [sql`${conversationId}::uuid`, sql`${userId}::uuid`];
  const theirs = sql`select id from messages where conversation_id = ${here} and sender_id = ${them}
    and sender_role = 'customer' and kind <> 'system'`;
  await db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ name: string }>(sql`
      select distinct sender_name as name from messages where conversation_id = ${here} and sender_id = ${them}`);
    const names = [...new Set([name, ...rows.map((row) => row.name)])];
    await tx.execute(sql`delete from message_revisions where message_id in (${theirs})`);
    await tx.execute(sql`
      update messages set body = '', deleted_at = coalesce(deleted_at, now()),
        metadata = case when metadata ? 'thread' then jsonb_build_object('thread', metadata -> 'thread') else '{}' end
      where id in (${theirs})`);
    await tx.execute(sql`
      update messages set sender_name = ${ERASED_NAME} where conversation_id = ${here} and sender_id = ${them}`);
    await tx.execute(sql`
      update reactions r set name = ${ERASED_NAME} from messages m
      where m.id = r.message_id and m.conversation_id = ${here} and r.user_id = ${them}`);
    await tx.execute(sql`delete from secrets where conversation_id = ${here} and sender_id = ${them}`);
    await tx.execute(sql`delete from receipts where conversation_id = ${here} and user_id = ${them}`);
    await tx.execute(sql`delete from thread_reads where conversation_id = ${here} and user_id = ${them}`);
    await tx.execute(sql`
      delete from attachments a where conversation_id = ${here} and uploader_id = ${them}
        and not exists (select from messages m where m.id = a.message_id and m.sender_role <> 'customer')`);
    await tx.execute(sql`
      update conversations set last_sender_name = ${ERASED_NAME},
        last_preview = case when last_sender_role = 'customer' then '' else last_preview end
      where id = ${here} and last_sender_id = ${them}`);
    await tx.execute(sql`
      update conversations set last_mail = null where id = ${here} and customer_id = ${them}`);
    await tx.execute(sql`
      update closings k set comment = null from conversations c
      where c.id = k.conversation_id and c.id = ${here} and c.customer_id = ${them}`);
    await tx.execute(sql`set local servihub.audit = 'kept'`);
    await tx.execute(sql`
      update audit_entries set detail = detail - 'name' where subject_id in
        (select id::text from messages where conversation_id = ${here} and sender_id = ${them})`);
    await renameIn(tx, { ...place, names });
  });
}

/** What the site itself told of them, and what names them elsewhere: a call, a secret, what was said of a closing. */
async function renameIn(
  tx: Pick<Db, "execute" | "update">,
  { conversationId, userId, names }: Place & { names: string[] },
): Promise<void> {
  const { rows } = await tx.execute<{
    id: string;
    kind: string;
    body: string;
    metadata: unknown;
    own: boolean;
  }>(sql`
    select m.id, m.kind, m.body, m.metadata, c.customer_id = ${userId}::uuid as own
    from messages m join conversations c on c.id = m.conversation_id
    where m.conversation_id = ${conversationId}::uuid
      and (m.kind = 'system' or exists (
        select from unnest(array[${sql.join(names, sql`, `)}]::text[]) n where strpos(m.metadata::text, to_json(n)::text) > 0))`);
  for (const { id, kind, own, ...row } of rows) {
    const metadata = Object(without(row.metadata, names, own === true && kind === "system"));
    const body =
      kind === "system"
        ? names.reduce((text, name) => text.replaceAll(name, ERASED_NAME), row.body)
        : row.body;
    if (body !== row.body || JSON.stringify(metadata) !== JSON.stringify(row.metadata))
      await tx.update(messages).set({ body, metadata }).where(eq(messages.id, id));
  }
}

/** The same without the names, and without what a customer said of how it went. */
function without(value: unknown, names: string[], isTheirs: boolean): unknown {
  if (typeof value === "string") return names.includes(value) ? ERASED_NAME : value;
  if (Array.isArray(value)) return value.map((each) => without(each, names, isTheirs));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      isTheirs && key === "comment" ? "" : without(each, names, isTheirs),
    ]),
  );
}
