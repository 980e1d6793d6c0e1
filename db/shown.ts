import { and, eq, sql } from "drizzle-orm";
import { z } from "zod/mini";
import { isPersonOfStaff, type Role } from "../lib/permissions";
import { type Member, member } from "../lib/protocol/event";
import type { Db } from "./client";
import { receipts } from "./conversation-parts";
import { businesses, conversations, users } from "./schema";
import { inboxColumns, isListed, toShown, toWork } from "./summaries";

const members = z.array(member);

interface Asked {
  conversationId: string;
  businessId: string;
  reader: { userId: string; role: Role };
}

/**
 * A conversation as lists have it, one that nobody has written in as well, with who takes part and how far its reader has
 * read; how it stands as work is for members of its business alone. `null` for what no list shows.
 */
export async function conversationShown(db: Db, { conversationId, businessId, reader }: Asked) {
  const [row] = await db
    .select({
      ...inboxColumns,
      readSeq: receipts.readSeq,
      participants: sql<Member[]>`array(
        select jsonb_build_object('userId', u.id, 'name', u.name, 'role', p.role, 'rank', p.rank)
        from participants p join users u on u.id = p.user_id
        where p.conversation_id = ${conversations.id} order by p.joined_at, u.id)`.mapWith((rows: unknown) =>
        members.parse(rows),
      ),
    })
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .leftJoin(
      receipts,
      and(eq(receipts.conversationId, conversations.id), eq(receipts.userId, reader.userId)),
    )
    .where(and(eq(conversations.id, conversationId), eq(conversations.businessId, businessId), isListed));
  if (!row) return null;
  const { readSeq, participants, ...rest } = row;
  return {
    ...toShown(rest),
    ...(isPersonOfStaff(reader.role) && { work: toWork(rest) }),
    ...{ role: reader.role, readSeq: readSeq ?? 0, participants },
  };
}
