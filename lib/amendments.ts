import { unreachable } from "./assert";
import type { ConversationState } from "./conversation-state";
import { shown } from "./protocol/body";
import type { ChangeCommand } from "./protocol/command";
import type { Participant } from "./protocol/event";
import type { Message } from "./protocol/message";
import { reacted } from "./reacted";

/** What became of a message since it was read, at `rev`. */
type Amendment = Partial<Message> & { rev: number };
/** By the id of the message. */
export type Amendments = Readonly<Record<string, Amendment>>;

export function amended(message: Message, amendment: Amendment | undefined): Message {
  return amendment && amendment.rev > message.rev ? shown({ ...message, ...amendment }) : message;
}

/** The later amendment wins; what it does not speak of stays as it was. */
export function noted(amendments: Amendments, id: string, amendment: Amendment) {
  const before = amendments[id];
  if (before && before.rev >= amendment.rev) return amendments;
  return { ...amendments, [id]: { ...before, ...amendment } };
}

/** A message of the tail or of a page above it, with what became of it and what the person here wants of it. */
export function presentForm(
  { amendments, changes, self }: Pick<ConversationState, "amendments" | "changes" | "self">,
  message: Message,
): Message {
  let present = amended(message, amendments[message.id]);
  for (const { command, refused } of changes)
    if (command.id === message.id && !refused) present = wanted(present, command, self);
  return present;
}

function wanted(message: Message, command: ChangeCommand, self: Participant): Message {
  switch (command.type) {
    case "message:edit":
      return {
        ...message,
        body: command.body,
        hasMore: false,
        editedAt: message.editedAt ?? message.createdAt,
      };
    case "message:delete":
      return shown({ ...message, deletedAt: message.deletedAt ?? message.createdAt });
    case "message:restore":
    case "message:open":
    case "thread:create":
      return message;
    case "message:react":
      return { ...message, reactions: reacted(message.reactions, { ...command, ...self }) };
    default:
      return unreachable(command);
  }
}
