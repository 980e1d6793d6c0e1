import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { assert } from "../lib/assert";
import type { Summary } from "../lib/protocol/feed";
import type { Work } from "../lib/work";
import { bots } from "./bot-parts";
import type { Db } from "./client";
import { businesses, conversations, IS_LISTED, users } from "./schema";

/** How conversations look in the inbox of their business, those that nobody has written in left out. */
export async function summariesOf(db: Db, conversationIds: string[]): Promise<Summary[]> {
  const rows = await db
    .select(inboxColumns)
    .from(conversations)
    .innerJoin(businesses, eq(businesses.id, conversations.businessId))
    .leftJoin(users, eq(users.id, conversations.customerId))
    .where(and(inArray(conversations.id, conversationIds), isListed));
  return rows.filter(({ lastMessageAt }) => lastMessageAt).map(toInboxSummary);
}

/** What lists show. */
export const isListed = sql.raw(IS_LISTED.replace("kind", '"conversations"."kind"'));

/** The first of a list, found before anything is joined to them: to sort some of a list may take hundreds. */
export function isAmongFirst({
  where,
  order,
  limit,
}: {
  where: SQL | undefined;
  order: SQL;
  limit: number;
}): SQL {
  return sql`${conversations.id} = any (array(select ${conversations.id} from ${conversations}
    where ${where} order by ${order} limit ${limit}::int))`;
}

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

/** What the members of its business are shown besides: how it stands as work. */
export const inboxColumns = {
  ...summaryColumns,
  workRev: conversations.workRev,
  status: conversations.status,
  snoozedUntil: conversations.snoozedUntil,
  assigneeId: conversations.assigneeId,
  priority: conversations.priority,
  tags: conversations.tags,
  channel: conversations.channel,
  dueAt: conversations.dueAt,
  isWithPeople: conversations.isWithPeople,
  /** As IS_WITH_BOT says it, for a page of a list: whether there is one at all would be looked up in all bots there are. */
  isWithBot: sql<boolean>`(${conversations.kind} = 'direct' and not ${conversations.isWithPeople} and coalesce((
    select ${bots.disabledAt} is null from ${bots} where ${bots.businessId} = ${conversations.businessId}), false))`,
};

interface SummaryRow extends Omit<Summary, "kind" | "customerName" | "lastMessage" | "work"> {
  kind: typeof conversations.$inferSelect.kind;
  customerName: string | null;
  lastSenderId: string | null;
  lastSenderRole: Summary["lastMessage"]["senderRole"];
  lastSenderName: string;
  lastPreview: string;
  lastSort: Summary["lastMessage"]["sort"];
  lastMessageAt: Date | null;
}

type InboxRow = SummaryRow &
  Omit<Work, "snoozedUntil"> & {
    workRev: number;
    channel: "chat" | "email" | "voice";
    isWithPeople: boolean;
    isWithBot: boolean;
  } & Record<"snoozedUntil" | "dueAt", Date | null>;

/** `lastMessageAt` must be there: a conversation enters a list with its first message. */
export function toSummary(row: SummaryRow): Summary {
  const { lastMessage, ...summary } = toShown(row);
  assert(lastMessage, "a conversation in a list has a message");
  return { ...summary, lastMessage };
}

/** The same of one that may be empty so far. */
export function toShown(row: SummaryRow) {
  assert(row.kind === "direct" || row.kind === "group", "nothing else is in a list");
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
    lastMessage: row.lastMessageAt && {
      senderId: row.lastSenderId,
      senderRole: row.lastSenderRole,
      senderName: row.lastSenderName,
      preview: row.lastPreview,
      sort: row.lastSort,
      createdAt: row.lastMessageAt.toISOString(),
    },
  };
}

/** For the members of its business alone. */
export function toInboxSummary(row: InboxRow): Summary {
  return { ...toSummary(row), work: toWork(row) };
}

export function toWork(row: Omit<InboxRow, keyof SummaryRow> & Pick<SummaryRow, "lastSenderRole">) {
  const { workRev: rev, status, snoozedUntil, assigneeId, priority, tags, channel, dueAt } = row;
  const moment = (at: Date | null) => at?.toISOString() ?? null;
  return {
    rev,
    status,
    assigneeId,
    priority,
    tags,
    channel,
    snoozedUntil: moment(snoozedUntil),
    dueAt: moment(dueAt),
    ...(row.isWithPeople && row.lastSenderRole === "bot" && { isHandedOver: true }),
    ...(row.isWithBot && { isWithBot: true }),
  };
}

/** What of a summary its customers may know. */
export function forCustomers<Each extends Summary>({ work: _, ...summary }: Each): Omit<Each, "work"> {
  return summary;
}
