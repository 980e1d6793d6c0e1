import { unreachable } from "../lib/assert";
import type {
  Blocking,
  Change,
  Entry,
  HandingOver,
  Membership,
  Said,
  Snapshot,
  Working,
} from "../lib/ledger";
import type { ChangeCommand, Command, GroupCommand } from "../lib/protocol/command";
import type { EventOf, Participant } from "../lib/protocol/event";
import type { StepCommand } from "../lib/protocol/step";

/** What takes the site's word, because only it knows whether it is so. */
export function isForTheSite(command: Command): boolean {
  if (command.type === "message:send") return command.post !== undefined || command.answers !== undefined;
  if (command.type === "handover") return command.isUnreachable !== undefined;
  if (command.type === "work:set") return command.leaseUntil !== undefined;
  if (command.type === "closing:answer") return command.wish === "lapse";
  if (command.type === "promise:settle") return command.state === "missed";
  return ["member:add", "message:preview", "work:wake", "block:set", "block:tell", "post:retell"].includes(
    command.type,
  );
}

/** What has no place among the notes of a conversation or in a broadcast, and what has one only there. */
export function hasPlaceIn(kind: Snapshot["kind"], { type }: Command): boolean {
  if (kind === "broadcast")
    return ["message:send", "message:edit", "message:delete", "message:restore", "post:retell"].includes(
      type,
    );
  if (type === "post:retell") return false;
  if (type === "work:set" || type === "work:wake" || type === "block:tell") return kind === "internal";
  if (type === "handover") return kind === "direct";
  return kind !== "internal" || !/^(?:member|group|call|join|closing|promise)\b/.test(type);
}

/** What is told to others and kept nowhere. */
export function isPassing({ type }: Command): boolean {
  return type === "typing" || type === "call:signal";
}

/** Who has no room open is named: nobody was told of them. */
export function typingOf(
  { userId, name }: Participant,
  { isTyping }: Extract<Command, { type: "typing" }>,
  isHere: boolean,
): EventOf<"user:typing"> {
  return { type: "user:typing", userId, isTyping, ...(!isHere && { name }) };
}

type Asking = Exclude<
  Extract<Command, { id: string }>,
  { type: `call:${string}` | "thread:read" | "post:retell" } | StepCommand
>;

/** What somebody asks the ledger for by a command. */
export function entryOf(command: Asking, { userId, name, role }: Participant) {
  if (command.type !== "message:send") return { ...wishOf(command), userId, name, role };
  // Written out, as every message comes by here: docs/decisions/2026-11-23-what-every-message-passes-is-written-out.md
  return {
    op: "message" as const,
    id: command.id,
    userId,
    name,
    role,
    body: command.body,
    replyTo: command.replyTo,
    threadId: command.threadId,
    attachmentIds: command.attachmentIds,
    mentionIds: command.mentionIds,
    secret: command.secret,
    basedOnSeq: command.basedOnSeq,
    post: command.post,
    answers: command.answers,
  } satisfies Record<keyof Said, unknown> & Participant;
}

function wishOf(command: Exclude<Asking, { type: "message:send" }>): (
  | Working
  | Blocking
  | HandingOver
  | Change
  | Membership
) & {
  id: string;
  ref?: string | undefined;
} {
  switch (command.type) {
    case "work:set": {
      const { type: _, ...asked } = command;
      return { op: "work", ...asked };
    }
    case "handover":
      return { op: "handover", id: command.id, isUnreachable: command.isUnreachable };
    case "block:tell":
      return { op: "block", id: command.id, block: command.block };
    case "message:preview":
      return { op: "preview", id: command.id, preview: command.preview };
    case "member:add":
    case "member:remove":
    case "member:leave":
    case "member:rank":
    case "group:rename":
      return membershipIn(command);
    default:
      return changeIn(command);
  }
}

export function isStep(command: Command): command is StepCommand {
  return /^(?:closing|promise):/.test(command.type);
}

/** What a word about completing a conversation, or about a promise, asks the ledger for. */
export function stepOf(
  command: StepCommand,
  by: Participant,
): Extract<Entry, { op: "propose" | "closing" | "promise" | "promised" }> {
  const { id } = command;
  switch (command.type) {
    case "closing:propose":
      return { op: "propose", id, ...by };
    case "closing:answer":
      return { op: "closing", id, asked: { wish: command.wish }, ...by };
    case "closing:rate": {
      const { rating, comment = "" } = command;
      return { op: "closing", id, asked: { wish: "rate", rating, comment }, ...by };
    }
    case "promise:make":
      return { op: "promise", id, text: command.text, dueAt: command.dueAt, ...by };
    case "promise:settle":
      return { op: "promised", id, state: command.state, ...by };
    default:
      return unreachable(command);
  }
}

function membershipIn({ id, ...command }: GroupCommand): Membership & { id: string } {
  switch (command.type) {
    case "member:add": {
      const { userId, name, role } = command;
      return { op: "add", id, member: { userId, name, role } };
    }
    case "member:remove":
      return { op: "remove", id, memberId: command.userId };
    case "member:leave":
      return { op: "leave", id };
    case "member:rank":
      return { op: "rank", id, memberId: command.userId, rank: command.rank };
    case "group:rename":
      return { op: "rename", id, title: command.title };
    default:
      return unreachable(command);
  }
}

function changeIn({ id, ref, ...command }: ChangeCommand): Change & Pick<ChangeCommand, "id" | "ref"> {
  switch (command.type) {
    case "thread:create":
      return { op: "thread", id: command.messageId, ref, threadId: id, title: command.title ?? "" };
    case "message:edit":
      return { op: "edit", id, ref, body: command.body };
    case "message:delete":
      return { op: "delete", id, ref };
    case "message:restore":
      return { op: "restore", id, ref };
    case "message:open":
      return { op: "open", id, ref };
    case "message:react":
      return { op: "react", id, ref, emoji: command.emoji, on: command.on };
    default:
      return unreachable(command);
  }
}
