import { unreachable } from "../lib/assert";
import type { Change, Membership, Said, Snapshot, Working } from "../lib/ledger";
import type { ChangeCommand, Command, GroupCommand } from "../lib/protocol/command";

/** What takes the site's word, because only it knows whether it is so. */
export function isForTheSite(command: Command): boolean {
  if (command.type === "work:set") return command.leaseUntil !== undefined;
  return ["member:add", "message:preview", "work:wake"].includes(command.type);
}

/** What has no place among the notes of a conversation, and what has one only there. */
export function hasPlaceIn(kind: Snapshot["kind"], { type }: Command): boolean {
  if (type === "work:set" || type === "work:wake") return kind === "internal";
  return kind !== "internal" || !/^(?:member|group|call|join)\b/.test(type);
}

type Stored = Extract<Command, { id: string }>;

/** What a command asks the ledger for. */
export function entryOf(
  command: Exclude<Stored, { type: `call:${string}` | "thread:read" }>,
): (Said | Working | Change | Membership) & { id: string; ref?: string | undefined } {
  switch (command.type) {
    case "message:send": {
      const { type: _, ...said } = command;
      return { op: "message", ...said };
    }
    case "work:set": {
      const { type: _, ...asked } = command;
      return { op: "work", ...asked };
    }
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
