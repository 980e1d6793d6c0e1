import { unreachable } from "../lib/assert";
import type { Change, Membership, Said } from "../lib/ledger";
import type { ChangeCommand, Command, GroupCommand } from "../lib/protocol/command";

/** What takes the site's word, because only it knows whether it is so. */
export function isForTheSite({ type }: Command): boolean {
  return type === "member:add" || type === "message:preview";
}

export function saidIn({ type: _, ...said }: Extract<Command, { type: "message:send" }>): Said {
  return { op: "message", ...said };
}

export function membershipIn({ id, ...command }: GroupCommand): Membership & { id: string } {
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

/** What a command asks the ledger for. */
export function changeIn({ id, ref, ...command }: ChangeCommand): Change & Pick<ChangeCommand, "id" | "ref"> {
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
