import type * as Party from "partykit/server";
import { z } from "zod/mini";
import type { Snapshot } from "../lib/ledger";
import { type Command, FRAME_BYTES_MAX, parseCommand } from "../lib/protocol/command";
import { type InboxNews, inboxNews } from "../lib/protocol/feed";
import type { Ticket } from "../lib/protocol/ticket";
import { Refusal } from "../lib/refusal";
import { textWithin } from "../lib/text-within";
import { takesPart } from "./audience";
import { isForTheSite } from "./entries";

const BODY_WITHIN_MS = 10_000;

type Said = Pick<Party.Request, "body">;

/** What a request says, in its time; unless more is allowed, as much as a frame may say. */
export function textIn({ body }: Said, bytes = FRAME_BYTES_MAX): Promise<string> {
  return textWithin(body, { bytes, ms: BODY_WITHIN_MS });
}

/**
 * The command in the body of a request by somebody who takes part, of which no more is read than a frame may be long.
 * Only what the site asks by itself carries no sign-in.
 */
export async function commandBy(
  author: Ticket,
  request: Said,
  { kind, participants }: Pick<Snapshot, "kind"> & { participants: ReadonlyMap<string, unknown> },
): Promise<Command> {
  if (!takesPart(author, participants)) throw new Refusal("not-found");
  const command = parseCommand(await textIn(request));
  if ((kind === "broadcast" || isForTheSite(command)) && author.session !== undefined)
    throw new Refusal("forbidden");
  return command;
}

const news = z.discriminatedUnion("type", inboxNews);

/** What the site has told in an inbox; nothing where it is none of what there is to tell. */
export async function newsIn(request: Said): Promise<InboxNews | undefined> {
  return news.safeParse(JSON.parse(await textIn(request))).data;
}
