import type { AuditKind } from "../lib/audit";
import type { Change } from "../lib/ledger";
import type { Participant } from "../lib/protocol/event";
import { CLOCK, type WorkWish } from "../lib/work";
import type { Desk, DraftedAudit } from "./desk";
import type { Seating } from "./seats";

const KIND_OF: Partial<Record<Change["op"], AuditKind>> = {
  edit: "message.edited",
  delete: "message.deleted",
  restore: "message.restored",
  open: "secret.opened",
};

/** Has the audit trail tell of a change, in the statement that stores it; what is no more than a sign it does not tell of. */
export function auditChange(
  { op, id, ...by }: { op: Change["op"]; id: string } & Participant,
  senderName: string,
  desk: Desk,
): void {
  const kind = KIND_OF[op];
  if (kind) audit(by, { kind, subjectId: id, detail: { name: senderName } }, desk);
}

/** The same of how a conversation stands, and whose it is; what it stood by is named where it can be. */
export function auditWork(
  by: Participant,
  { was, now, names }: { was: WorkWish; now: WorkWish; names: Record<string, string> },
  desk: Desk & { about: string },
): void {
  const subjectId = desk.about;
  if (now.status !== undefined) {
    const detail = { before: was.status ?? null, after: now.status, until: now.snoozedUntil ?? null };
    const isPutAway = now.status === "archived" && by.userId === CLOCK.userId;
    const kind = isPutAway ? "conversation.archived" : "conversation.status-changed";
    audit(by, { kind, subjectId, detail }, desk);
  }
  if (now.assigneeId !== undefined) {
    const detail = {
      before: names[was.assigneeId ?? ""] ?? null,
      after: names[now.assigneeId ?? ""] ?? null,
    };
    audit(by, { kind: "conversation.assigned", subjectId, detail }, desk);
  }
}

/** The same of the members of a group, and of what it is called. */
export function auditSeat(by: Participant, { userId, seat, title, metadata }: Seating, desk: Desk): void {
  const name = typeof metadata.name === "string" ? metadata.name : "";
  if (title !== undefined)
    audit(
      by,
      { kind: "conversation.renamed", subjectId: desk.conversationId, detail: { after: title } },
      desk,
    );
  if (userId === undefined) return;
  if (metadata.event === "added")
    audit(
      by,
      { kind: "participant.added", subjectId: userId, detail: { name, role: seat?.role ?? null } },
      desk,
    );
  else if (metadata.event === "ranked")
    audit(
      by,
      { kind: "participant.rank-changed", subjectId: userId, detail: { name, after: seat?.rank ?? null } },
      desk,
    );
  else audit(by, { kind: "participant.removed", subjectId: userId, detail: { name } }, desk);
}

function audit(
  { userId, name, role }: Participant,
  done: Pick<DraftedAudit, "kind" | "subjectId" | "detail">,
  { conversationId, draft }: Desk,
): void {
  const actor =
    userId === CLOCK.userId
      ? { actorId: null, actorName: "", actorRole: "system" as const }
      : { actorId: userId, actorName: name, actorRole: role };
  draft.audits.push({ ...done, ...actor, conversationId });
}
