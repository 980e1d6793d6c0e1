import { z } from "zod/mini";
import { storableText } from "../lib/protocol/message";
import { PRIORITY_MAX } from "../lib/work";

/** Where a list goes on: after the conversation with this last message. The text of it is public, and harmless. */
const listCursor = z.object({ lastMessageAt: z.iso.datetime(), id: z.uuid() });
export type ListCursor = z.infer<typeof listCursor>;

const SEPARATOR = "_";
export const LIST_CURSOR_LENGTH_MAX = 80;

/** Reads a cursor from outside; one that was tampered with is no cursor. */
export const listCursorText = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(LIST_CURSOR_LENGTH_MAX)),
    z.transform((text) => {
      const [lastMessageAt, id] = text.split(SEPARATOR);
      return { lastMessageAt, id };
    }),
  ),
  listCursor,
);

/** In an inbox, which has several orders: of what is due that moment, and by priority that as well. */
const inboxCursor = z.object({
  priority: z.optional(z.int().check(z.minimum(0), z.maximum(PRIORITY_MAX))),
  at: z.iso.datetime(),
  id: z.uuid(),
});
export type InboxCursor = z.infer<typeof inboxCursor>;

export const inboxCursorText = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(LIST_CURSOR_LENGTH_MAX)),
    z.transform((text) => {
      const [id, at, priority] = text.split(SEPARATOR).toReversed();
      return { at, id, ...(priority !== undefined && { priority: Number(priority) }) };
    }),
  ),
  inboxCursor,
);

export function formatInboxCursor({ priority, at, id }: InboxCursor): string {
  return [...(priority === undefined ? [] : [priority]), at, id].join(SEPARATOR);
}

export function formatCursor({ lastMessageAt, id }: ListCursor): string {
  return `${lastMessageAt}${SEPARATOR}${id}`;
}

/** Where the directory goes on: after the business of this name. */
const directoryCursor = z.object({ name: storableText, id: z.uuid() });
export type DirectoryCursor = z.infer<typeof directoryCursor>;
const DIRECTORY_CURSOR_LENGTH_MAX = 2_000;

export const directoryCursorText = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(DIRECTORY_CURSOR_LENGTH_MAX)),
    z.transform((text) => {
      const [id, ...name] = Buffer.from(text, "base64url").toString().split(SEPARATOR);
      return { name: name.join(SEPARATOR), id };
    }),
  ),
  directoryCursor,
);

export function formatDirectoryCursor({ name, id }: DirectoryCursor): string {
  return Buffer.from([id, name].join(SEPARATOR)).toString("base64url");
}
