import type { Message } from "./message";

export const BODY_LENGTH_MAX = 16_000;
export const PREVIEW_LENGTH_MAX = 200;

/** The first characters of a text, never cut through a surrogate pair. */
export function preview(body: string): string {
  return body
    .slice(0, PREVIEW_LENGTH_MAX)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
}

/** Of a deleted message only that it was there, and the thread that grows from it. */
export function shown(message: Message): Message {
  if (message.deletedAt === null) return message;
  const { thread } = message.metadata;
  const metadata = thread ? { thread } : {};
  return { ...message, body: "", hasMore: false, attachments: [], reactions: [], metadata };
}
