import { BOT_CONTEXT_MESSAGES } from "../lib/bot";
import { abridge } from "../lib/protocol/message";
import type { ClaimedCall } from "./bot-calls";
import type { Db } from "./client";
import { messageById, messagesBefore } from "./messages";
import { conversationFor } from "./webhook-content";

/**
 * What a bot is asked, as it is now: what its customer said, the conversation, and what was said before, of secrets and
 * deleted messages what the conversation shows. `null` where what they said is gone. Notes are never among it.
 */
export async function botQuestion(
  db: Db,
  { businessId, conversationId, messageId, bot }: ClaimedCall,
): Promise<object | null> {
  const whose = { businessId, conversationId };
  const conversation = await conversationFor(db, whose);
  const message = await messageById(db, { ...whose, messageId });
  if (!conversation || !message || message.deletedAt) return null;
  const before = await messagesBefore(db, { ...whose, beforeSeq: message.seq, limit: BOT_CONTEXT_MESSAGES });
  const { userId: id, name } = bot;
  return { bot: { id, name }, conversation, message, before: (before?.messages ?? []).map(abridge) };
}
