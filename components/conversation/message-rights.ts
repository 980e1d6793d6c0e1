import { isStaff, may } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";
import { secretOf } from "@/lib/secret";
import type { Row } from "./rows";

type Changed = Pick<Message, "kind" | "deletedAt" | "senderId">;
type Edited = Changed & Pick<Message, "metadata">;

/** What a person may do with a message, as the ledger will decide it (`db/target.ts`). */
export function mayEdit(message: Edited, { userId, role }: Participant): boolean {
  const { kind, deletedAt, senderId } = message;
  const isText = kind === "text" && !secretOf(message);
  return isText && !deletedAt && senderId === userId && may(role, "message:edit");
}

/** What somebody wrote last and may edit; nothing while what they wrote after it is on its way. */
export function lastEditable(rows: Row[], self: Participant): Message | undefined {
  const last = rows.findLast((row) =>
    row.kind === "message" ? mayEdit(row.message, self) : row.kind === "unsent" && !row.text.refused,
  );
  return last?.kind === "message" ? last.message : undefined;
}

export function mayDelete({ kind, deletedAt, senderId }: Changed, { userId, role }: Participant): boolean {
  const isTheirs = senderId === userId || isStaff(role);
  return kind !== "system" && !deletedAt && isTheirs && may(role, "message:delete");
}

/** No thread grows from what stands in one. */
export function mayThread(
  { kind, deletedAt, threadId }: Changed & Pick<Message, "threadId">,
  { role }: Participant,
): boolean {
  return kind !== "system" && !deletedAt && threadId === null && may(role, "thread:create");
}

/** Whoever put a link there, and whoever is of the business, may show it without its preview; a post stays. */
export function mayRemovePreview({ senderId, metadata }: Edited, { userId, role }: Participant): boolean {
  return !metadata.post && (senderId === userId || isStaff(role));
}
