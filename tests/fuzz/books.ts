import { eq } from "drizzle-orm";
import { type Append, type Appended, append } from "@/db/append";
import { openDb } from "@/db/client";
import { messageColumns, toMessage } from "@/db/message-row";
import { historyHead } from "@/db/messages";
import { messages } from "@/db/schema";
import { snapshotOf } from "@/db/snapshot";
import { assert } from "@/lib/assert";
import type { Snapshot } from "@/lib/ledger";
import type { HistoryHead } from "@/lib/protocol/history";
import { abridge, type Message } from "@/lib/protocol/message";

/** Whose conversation it is, and who reads it. */
interface Tenant {
  businessId: string;
  readerId: string;
}

/** What is stored, reached past our own rooms. */
export interface Books {
  append(batch: Append[]): Appended[] | Promise<Appended[]>;
  head(tenant: Tenant, conversationId: string): Promise<HistoryHead>;
  /** `SELECT … ORDER BY seq`, in the form in which messages travel. */
  rows(conversationId: string): Promise<Message[]>;
  snapshot(conversationId: string): Promise<Snapshot>;
}

/** Where a pool whose queries run at once, as the test's own do, points to. */
export const DIRECT = "fuzz:direct";

export function booksOfPostgres(): Books {
  const { db, pool } = openDb({ url: DIRECT, max: 1 });
  return {
    append: (batch) => append(pool, batch),
    async head({ businessId, readerId }, conversationId) {
      const head = await historyHead(db, { conversationId, businessId, readerId });
      assert(head, "the conversation is there");
      return head;
    },
    async rows(conversationId) {
      const of = eq(messages.conversationId, conversationId);
      const rows = await db.select(messageColumns).from(messages).where(of).orderBy(messages.seq);
      return rows.map((row) => abridge(toMessage(row)));
    },
    async snapshot(conversationId) {
      const snapshot = await snapshotOf(db, conversationId);
      assert(snapshot, "the conversation is there");
      return snapshot;
    },
  };
}
