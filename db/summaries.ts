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
    .where(and(inArray(conversations.id, conversationIds), isListed));
  return rows.filter(({ lastMessageAt }) => lastMessageAt).map(toSummary);
}

/** What lists show; as in the index `conversations_inbox`, which Postgres would not use for anything else. */
export const isListed = sql`${conversations.kind} <> 'broadcast'`;

export const summaryColumns = {
  id: conversations.id,
  kind: conversations.kind,
  title: conversations.title,
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
  lastSort: conversations.lastSort,
  lastMessageAt: conversations.lastMessageAt,
};

interface SummaryRow extends Omit<Summary, "kind" | "customerName" | "lastMessage"> {
  kind: Summary["kind"] | "broadcast";
  customerName: string | null;
  lastSenderId: string | null;
  lastSenderRole: Summary["lastMessage"]["senderRole"];
  lastSenderName: string;
  lastPreview: string;
  lastSort: Summary["lastMessage"]["sort"];
  lastMessageAt: Date | null;
}

/** `lastMessageAt` must be there: a conversation enters a list with its first message. */
export function toSummary(row: SummaryRow): Summary {
  assert(row.lastMessageAt, "a conversation in a list has a message");
  assert(row.kind !== "broadcast", "a broadcast is in no list");
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
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
      sort: row.lastSort,
      createdAt: row.lastMessageAt.toISOString(),
    },
  };
}
