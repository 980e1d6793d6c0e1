import { and, eq, inArray, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import type { Summary } from "../lib/protocol/feed";
import type { Db } from "./client";
import { businesses, conversations, users } from "./schema";

/** How conversations look in a list, those that nobody has written in left out. */
export async function summariesOf(db: Db, conversationIds: string[]): Promise<Summary[]> {
  const rows = await db
    .select(summaryColumns)
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .where(and(inArray(conversations.id, conversationIds), isDirect));
  return rows.filter(({ lastMessageAt }) => lastMessageAt).map(toSummary);
}

/** What lists show; as in the index `conversations_inbox`, which Postgres would not use for anything else. */
export const isDirect = sql`${conversations.kind} = 'direct'`;

export const summaryColumns = {
  id: conversations.id,
  businessId: conversations.businessId,
  businessName: businesses.name,
  businessSlug: businesses.slug,
  customerId: conversations.customerId,
  customerName: users.name,
  rev: conversations.rev,
  lastSeq: conversations.lastSeq,
  lastSenderId: conversations.lastSenderId,
  lastSenderRole: conversations.lastSenderRole,
  lastSenderName: conversations.lastSenderName,
  lastPreview: conversations.lastPreview,
  lastMessageAt: conversations.lastMessageAt,
};

interface SummaryRow extends Omit<Summary, "customerName" | "lastMessage"> {
  customerName: string | null;
  lastSenderId: string | null;
  lastSenderRole: Summary["lastMessage"]["senderRole"];
  lastSenderName: string;
  lastPreview: string;
  lastMessageAt: Date | null;
}

/** `lastMessageAt` must be there: a conversation enters a list with its first message. */
export function toSummary(row: SummaryRow): Summary {
  assert(row.lastMessageAt, "a conversation in a list has a message");
  return {
    id: row.id,
    businessId: row.businessId,
    businessName: row.businessName,
    businessSlug: row.businessSlug,
    customerId: row.customerId,
    customerName: row.customerName ?? "Former customer",
    rev: row.rev,
    lastSeq: row.lastSeq,
    lastMessage: {
      senderId: row.lastSenderId,
      senderRole: row.lastSenderRole,
      senderName: row.lastSenderName,
      preview: row.lastPreview,
      createdAt: row.lastMessageAt.toISOString(),
    },
  };
}
