import type * as Party from "partykit/server";
import { type Command, FRAME_BYTES_MAX, parseCommand } from "../lib/protocol/command";
import { textWithin } from "../lib/text-within";

const BODY_WITHIN_MS = 10_000;

/** The command in a request's body, of which no more is read than a frame may be long. */
export async function commandIn({ body }: Pick<Party.Request, "body">): Promise<Command> {
  return parseCommand(await textWithin(body, { bytes: FRAME_BYTES_MAX, ms: BODY_WITHIN_MS }));
}
