import { isStaff, may } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";

type Changed = Pick<Message, "kind" | "deletedAt" | "senderId">;

/** What a person may do with a message, as the ledger will decide it (`db/target.ts`). */
export function mayEdit({ kind, deletedAt, senderId }: Changed, { userId, role }: Participant): boolean {
  return kind === "text" && !deletedAt && senderId === userId && may(role, "message:edit");
}

export function mayDelete({ kind, deletedAt, senderId }: Changed, { userId, role }: Participant): boolean {
  const isTheirs = senderId === userId || isStaff(role);
  return kind !== "system" && !deletedAt && isTheirs && may(role, "message:delete");
}
