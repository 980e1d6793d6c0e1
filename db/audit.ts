import { AUDIT_DETAIL_LENGTH_MAX, type AuditDetail, type AuditKind, type AuditRole } from "../lib/audit";
import { auditEntries } from "./audit-parts";
import type { Db } from "./client";

/** Who does something that is told in the audit trail, and by which request. */
export interface Actor {
  actorId: string | null;
  actorName: string;
  actorRole: AuditRole;
  requestId?: string | null;
}

/** What they did; `businessId` is whose owners may read of it, beside the admins. */
export interface AuditEntry extends Actor {
  kind: AuditKind;
  businessId: string | null;
  subjectId: string | null;
  detail?: AuditDetail;
}

/** What no person asked for. */
export const SYSTEM: Actor = { actorId: null, actorName: "", actorRole: "system" };

/** Writes entries, in the transaction of what they tell of: one is not there without the other. */
export async function audit(db: Pick<Db, "insert">, ...entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insert(auditEntries)
    .values(entries.map((entry) => ({ ...entry, detail: shortened(entry.detail ?? {}) })));
}

function shortened(detail: AuditDetail): AuditDetail {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === "string" ? value.slice(0, AUDIT_DETAIL_LENGTH_MAX).toWellFormed() : value,
    ]),
  );
}
