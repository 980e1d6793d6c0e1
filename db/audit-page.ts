import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { AuditDetail, AuditKind, AuditRole } from "../lib/audit";
import { auditEntries } from "./audit-parts";
import type { Db } from "./client";
import { businesses } from "./schema";

/** Which entries; of whose business alone, unless an admin asks. */
export interface AuditFilter {
  businessId?: string | undefined;
  actorId?: string | undefined;
  kind?: AuditKind | undefined;
  subjectId?: string | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
}

/** Where a list of entries goes on. */
export interface AuditPlace {
  at: string;
  id: string;
}

export interface ShownAudit extends AuditPlace {
  actorId: string | null;
  actorName: string;
  actorRole: AuditRole;
  business: { id: string; slug: string; name: string } | null;
  kind: AuditKind;
  subjectId: string | null;
  detail: AuditDetail;
  requestId: string | null;
}

/** Entries, the newest first; `before` goes on after that one. */
export async function auditPage(
  db: Db,
  filter: AuditFilter,
  { before, limit }: { before?: AuditPlace | undefined; limit: number },
): Promise<ShownAudit[]> {
  const rows = await db
    .select({
      entry: auditEntries,
      business: { id: businesses.id, slug: businesses.slug, name: businesses.name },
    })
    .from(auditEntries)
    .leftJoin(businesses, eq(businesses.id, auditEntries.businessId))
    .where(
      and(
        isWanted(filter),
        before && sql`(${auditEntries.at}, ${auditEntries.id}) < (${before.at}, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(limit);
  return rows.map(({ entry: { at, businessId: _, ...entry }, business }) => ({
    ...entry,
    ...{ at: at.toISOString(), business },
  }));
}

function isWanted({ businessId, actorId, kind, subjectId, from, until }: AuditFilter) {
  return and(
    businessId ? eq(auditEntries.businessId, businessId) : undefined,
    actorId ? eq(auditEntries.actorId, actorId) : undefined,
    kind ? eq(auditEntries.kind, kind) : undefined,
    subjectId ? eq(auditEntries.subjectId, subjectId) : undefined,
    from ? gte(auditEntries.at, from) : undefined,
    until ? lt(auditEntries.at, until) : undefined,
  );
}
