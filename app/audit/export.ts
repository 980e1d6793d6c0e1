import { z } from "zod/mini";
import { audit } from "@/db/audit";
import { type AuditFilter, type AuditPlace, auditPage, type ShownAudit } from "@/db/audit-page";
import { AUDIT_EXPORT_ROWS_MAX } from "@/lib/audit";
import { CSV_BEGIN, csvRows } from "@/lib/csv";
import { adminAccess } from "../admin/access";
import { actor } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownersOnly } from "../inbox/access";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { auditAsked, auditAskedOfBusiness } from "./asked";
import { filterOf } from "./read";

const ROWS_AT_ONCE = 1_000;
const HEAD = [
  ...["at", "what", "who", "who (id)", "as", "business", "business (id)"],
  ...["subject (id)", "details", "request"],
];

/** What was done on all of the platform, as the text of a file, piece by piece. */
export const exportAudit = operation({
  input: auditAsked,
  limit: "audit:export",
  permit: adminAccess,
  run: async ({ viewer, input: { before: _, ...asked } }) =>
    begin(viewer, await filterOf(viewer, asked), null),
});

/** What was done in one business, for its owners. */
export const exportAuditOfBusiness = operation({
  input: z.extend(auditAskedOfBusiness, { businessId: uuid }),
  limit: "audit:export",
  permit: ownersOnly,
  run: async ({ viewer, input: { before: _, businessId, ...asked } }) => {
    const filter = await filterOf(viewer, asked);
    return begin(viewer, filter && { ...filter, businessId }, businessId);
  },
});

/** That somebody takes the file is told before they have any of it. */
async function begin(viewer: Viewer, filter: AuditFilter | null, businessId: string | null) {
  const { kind = null, actorId = null, from, until } = filter ?? {};
  const detail = {
    types: kind,
    name: actorId,
    from: from?.toISOString() ?? null,
    to: until?.toISOString() ?? null,
  };
  await audit(db(), {
    ...{ ...actor(viewer, businessId), kind: "audit.exported", businessId, subjectId: null },
    detail: Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== null)),
  });
  return { pieces: filter ? piecesOf(filter) : nothing() };
}

async function* nothing() {
  yield CSV_BEGIN + csvRows([HEAD]);
}

async function* piecesOf(filter: AuditFilter): AsyncGenerator<string> {
  yield* nothing();
  let before: AuditPlace | undefined;
  for (let count = 0; count < AUDIT_EXPORT_ROWS_MAX; count += ROWS_AT_ONCE) {
    const page = await auditPage(db(), filter, { before, limit: ROWS_AT_ONCE });
    if (page.length > 0) yield csvRows(page.map(rowOf));
    if (page.length < ROWS_AT_ONCE) return;
    before = page.at(-1);
  }
  if ((await auditPage(db(), filter, { before, limit: 1 })).length > 0)
    yield csvRows([
      ["cut", `There is more than ${AUDIT_EXPORT_ROWS_MAX} entries. Ask for fewer days to see the rest.`],
    ]);
}

function rowOf({
  at,
  kind,
  actorName,
  actorId,
  actorRole,
  business,
  subjectId,
  detail,
  requestId,
}: ShownAudit) {
  return [
    ...[at, kind, actorName, actorId ?? "", actorRole, business?.name ?? "", business?.id ?? ""],
    ...[subjectId ?? "", detailText(detail), requestId ?? ""],
  ];
}

function detailText(detail: ShownAudit["detail"]): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ");
}
