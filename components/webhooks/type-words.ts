import type { useTranslations } from "use-intl/react";
import { WEBHOOK_TEST, webhookTypes } from "@/lib/webhook";

type Say = ReturnType<typeof useTranslations<"webhooks">>;

const keys = {
  "message.created": "type.message_created",
  "message.edited": "type.message_edited",
  "message.deleted": "type.message_deleted",
  "conversation.created": "type.conversation_created",
  "conversation.updated": "type.conversation_updated",
  "broadcast.published": "type.broadcast_published",
  "broadcast.edited": "type.broadcast_edited",
  "broadcast.deleted": "type.broadcast_deleted",
  [WEBHOOK_TEST]: "type.webhook_test",
} as const;

/** What an event is called; by its own name where that is all that is known. */
export function typeWords(t: Say, type: string): string {
  const known = [...webhookTypes, WEBHOOK_TEST].find((each) => each === type);
  return known ? t(keys[known as keyof typeof keys]) : type;
}
