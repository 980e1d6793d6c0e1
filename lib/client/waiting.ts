import type { Command } from "../protocol/command";
import type { Waiting } from "./outbox";

/** Ids are time-ordered: texts and changes go out in the order in which they were made. */
export function oldest(waiting: Waiting[]): Waiting | undefined {
  const open = waiting.filter(({ refused }) => !refused);
  return open.reduce<Waiting | undefined>(
    (first, each) => (first && first.id < each.id ? first : each),
    undefined,
  );
}

/** How a room is asked for it. */
export function commandOf(waiting: Waiting): Command {
  if ("command" in waiting) return waiting.command;
  const { id, body, replyTo, threadId, attachments, mentionIds, secret, basedOnSeq } = waiting;
  return {
    ...{ type: "message:send", id, body },
    ...(replyTo !== undefined && { replyTo }),
    ...(threadId !== undefined && { threadId }),
    ...(attachments?.length && { attachmentIds: attachments.map((each) => each.id) }),
    ...(mentionIds?.length && { mentionIds }),
    ...(secret && { secret }),
    ...(basedOnSeq !== undefined && { basedOnSeq }),
  };
}
