import { z } from "zod/mini";
import { businessFor } from "@/db/admin-businesses";
import { restoreBusiness, suspendBusiness } from "@/db/suspending";
import { endVisitsAt } from "@/db/visits";
import type { AuditKind } from "@/lib/audit";
import { Refusal } from "@/lib/refusal";
import { expelWhoIsOver } from "../account/expulsions";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Viewer } from "../viewer";
import { adminAccess } from "./access";
import { fields, reason } from "./form";

const which = { businessId: uuid };

/** Closes a business to everybody: whoever is in one of its rooms is shown out, and what waits to go out waits on. */
export const close = operation({
  input: z.pipe(fields("businessId", "reason"), z.object({ ...which, reason })),
  limit: "admin",
  permit: someBusiness,
  run: async ({ viewer, input: { businessId: id, reason } }) => {
    await audited(
      viewer,
      (tx) => suspendBusiness(tx, { id, reason }),
      (done) => done && entryOf("business.suspended", id, { ...done, reason }),
    );
    // Once more now that nothing new is allowed: a visit may have been recorded in between.
    await endVisitsAt(db(), id);
    await expelWhoIsOver();
    return ledTo(id, "suspended");
  },
});

export const reopen = operation({
  input: z.pipe(fields("businessId"), z.object(which)),
  limit: "admin",
  permit: someBusiness,
  run: async ({ viewer, input: { businessId: id } }) => {
    await audited(
      viewer,
      (tx) => restoreBusiness(tx, id),
      (done) => done && entryOf("business.restored", id, done),
    );
    return ledTo(id, "restored");
  },
});

async function someBusiness(viewer: Viewer, { businessId }: { businessId: string }): Promise<void> {
  adminAccess(viewer);
  if (!(await businessFor(db(), businessId))) throw new Refusal("not-found");
}

function entryOf(kind: AuditKind, businessId: string, detail: { name: string; reason?: string }) {
  return { kind, businessId, subjectId: businessId, detail };
}

function ledTo(id: string, done: string) {
  return { to: `/admin/businesses/${id}?done=${done}` };
}
