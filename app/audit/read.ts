import { z } from "zod/mini";
import { type AuditFilter, type AuditPlace, auditPage, type ShownAudit } from "@/db/audit-page";
import { businessBySlug } from "@/db/businesses";
import { credentialsOf, notificationSettingsOf } from "@/db/users";
import { AUDIT_PAGE_SIZE } from "@/lib/audit";
import { dayOf, instantOf } from "@/lib/opening-hours";
import { adminAccess } from "../admin/access";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { ownersOnly } from "../inbox/access";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { auditAsked, auditAskedOfBusiness } from "./asked";

export interface AuditRead {
  entries: ShownAudit[];
  /** Where the next page begins. */
  next: AuditPlace | null;
}

/** What was done on all of the platform. */
export const readAudit = operation({
  input: auditAsked,
  limit: "audit",
  permit: adminAccess,
  run: async ({ viewer, input: { before, ...asked } }) => pageOf(await filterOf(viewer, asked), before),
});

/** What was done in one business, for its owners. */
export const readAuditOfBusiness = operation({
  input: z.extend(auditAskedOfBusiness, { businessId: uuid }),
  limit: "audit",
  permit: ownersOnly,
  run: async ({ viewer, input: { before, businessId, ...asked } }) =>
    pageOf({ ...(await filterOf(viewer, asked)), businessId }, before),
});

async function pageOf(filter: AuditFilter | null, before: AuditPlace | undefined): Promise<AuditRead> {
  if (!filter) return { entries: [], next: null };
  const found = await auditPage(db(), filter, { before, limit: AUDIT_PAGE_SIZE + 1 });
  const entries = found.slice(0, AUDIT_PAGE_SIZE);
  return { entries, next: (found.length > AUDIT_PAGE_SIZE && entries.at(-1)) || null };
}

type Asked = Omit<z.output<typeof auditAsked>, "before">;

/** Days are those of whoever asks. Nothing where nobody and no business is called so. */
export async function filterOf(viewer: Viewer, asked: Asked): Promise<AuditFilter | null> {
  const { kind, who, subject: subjectId, business, from, to } = asked;
  const timeZone = await timeZoneOf(viewer);
  const startOf = (date: string, later = 0) => new Date(instantOf(dayOf(date) + later, 0, timeZone));
  const actorId = who?.includes("@") ? (await credentialsOf(db(), who))?.id : who;
  const businessId = business && (await businessIdOf(business));
  if ((who && !actorId) || (business && !businessId)) return null;
  return {
    ...{ kind, subjectId, actorId, businessId },
    ...(from && { from: startOf(from) }),
    ...(to && { until: startOf(to, 1) }),
  };
}

/** By which clock days are told to somebody whose browser has not said where it is: everybody's. */
export async function timeZoneOf({ id }: Pick<Viewer, "id">): Promise<string> {
  return (await notificationSettingsOf(db(), id)).timeZone ?? "UTC";
}

async function businessIdOf(named: string): Promise<string | undefined> {
  const isId = uuid.safeParse(named);
  return isId.success ? isId.data : (await businessBySlug(db(), named))?.id;
}
