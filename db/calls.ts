import { and, eq } from "drizzle-orm";
import { callOf } from "../lib/call";
import type { Db } from "./client";
import { messages } from "./schema";

/** The two who are in a call; nobody where it has not been taken, is over, or is none. */
export async function partiesOfCall(
  db: Db,
  { conversationId, id }: { conversationId: string; id: string },
): Promise<string[]> {
  const [row] = await db
    .select({ kind: messages.kind, metadata: messages.metadata })
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.conversationId, conversationId)));
  const call = row && callOf(row);
  return call?.state === "active" && call.calleeId ? [call.callerId, call.calleeId] : [];
}
