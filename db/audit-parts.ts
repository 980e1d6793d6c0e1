import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { AUDIT_SUBJECT_LENGTH_MAX, type AuditDetail, auditKinds, auditRoles } from "../lib/audit";
import { at, id } from "./columns";

/** More than all of lib/audit.ts's details at their longest would be a mistake. */
const DETAIL_BYTES_MAX = 16_384;

/**
 * Who did what to what. It outlives all of them, so it refers to none, and a trigger lets nothing be changed or deleted
 * but by those who say `set local servihub.audit = 'kept'`: retention and erasure, in db/audit.ts.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: id(),
    at: at("at").notNull().defaultNow(),
    actorId: uuid("actor_id"),
    /** As they were called then; nothing for whoever was erased. */
    actorName: text("actor_name").notNull(),
    actorRole: text("actor_role", { enum: auditRoles }).notNull(),
    /** Whose it is; nothing where it is the platform's alone. */
    businessId: uuid("business_id"),
    kind: text("kind", { enum: auditKinds }).notNull(),
    /** What it happened to, as named by the first word of `kind`: an id, or a name of what has none. */
    subjectId: text("subject_id"),
    detail: jsonb("detail").$type<AuditDetail>().notNull().default({}),
    requestId: text("request_id"),
  },
  (t) => [
    index("audit_at").on(t.at, t.id),
    index("audit_kind").on(t.kind, t.at, t.id),
    index("audit_actor").on(t.actorId, t.at, t.id),
    index("audit_subject").on(t.subjectId, t.at, t.id),
    index("audit_business").on(t.businessId, t.at, t.id),
    index("audit_business_kind").on(t.businessId, t.kind, t.at, t.id),
    index("audit_business_actor").on(t.businessId, t.actorId, t.at, t.id),
    check(
      "audit_subject_is_short",
      sql`length(${t.subjectId}) <= ${sql.raw(String(AUDIT_SUBJECT_LENGTH_MAX))}`,
    ),
    check(
      "audit_detail_is_short",
      sql`octet_length(${t.detail}::text) <= ${sql.raw(String(DETAIL_BYTES_MAX))}`,
    ),
  ],
);
