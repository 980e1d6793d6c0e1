import { z } from "zod/mini";

/** Where a list goes on: after the conversation with this last message. The text of it is public, and harmless. */
const listCursor = z.object({ lastMessageAt: z.iso.datetime(), id: z.uuid() });
export type ListCursor = z.infer<typeof listCursor>;

const SEPARATOR = "_";

/** Reads a cursor from outside; one that was tampered with is no cursor. */
export const listCursorText = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(80)),
    z.transform((text) => {
      const [lastMessageAt, id] = text.split(SEPARATOR);
      return { lastMessageAt, id };
    }),
  ),
  listCursor,
);

export function formatCursor({ lastMessageAt, id }: ListCursor): string {
  return `${lastMessageAt}${SEPARATOR}${id}`;
}
