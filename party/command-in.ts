import type * as Party from "partykit/server";
import { z } from "zod/mini";
import { type Command, FRAME_BYTES_MAX, parseCommand } from "../lib/protocol/command";
import { type InboxNews, inboxNews } from "../lib/protocol/feed";
import { textWithin } from "../lib/text-within";

const BODY_WITHIN_MS = 10_000;

/** The command in a request's body, of which no more is read than a frame may be long. */
export async function commandIn({ body }: Pick<Party.Request, "body">): Promise<Command> {
  return parseCommand(await textWithin(body, { bytes: FRAME_BYTES_MAX, ms: BODY_WITHIN_MS }));
}

const news = z.discriminatedUnion("type", inboxNews);

/** What the site has told in an inbox; nothing where it is none of what there is to tell. */
export async function newsIn({ body }: Pick<Party.Request, "body">): Promise<InboxNews | undefined> {
  const text = await textWithin(body, { bytes: FRAME_BYTES_MAX, ms: BODY_WITHIN_MS });
  return news.safeParse(JSON.parse(text)).data;
}
