import { type Actor, type AuditEntry, audit } from "@/db/audit";
import type { Db } from "@/db/client";
import { requestId } from "@/lib/server/request-context";
import { db } from "./database";
import { membershipIn, type Viewer } from "./viewer";

/** What was done, but by whom: `businessId` is whose it was. */
export type Done = Omit<AuditEntry, keyof Actor>;

/**
 * Makes a change and tells of it in the audit trail, both or neither. `told` says what was done, from what came of the
 * change; nothing where nothing changed.
 */
export function audited<Value>(
  viewer: Viewer,
  change: (tx: Db) => Promise<Value>,
  told: (value: Value) => Done | Done[] | null,
): Promise<Value> {
  return db().transaction(async (tx) => {
    const value = await change(tx);
    const done = [told(value) ?? []].flat();
    await audit(tx, ...done.map((each) => ({ ...each, ...actor(viewer, each.businessId) })));
    return value;
  });
}

/** A member acts as one in their business, an admin as one elsewhere; everybody else as a person. */
export function actor(viewer: Viewer, businessId: string | null): Actor {
  const role = businessId === null ? undefined : membershipIn(viewer, businessId)?.role;
  const actorRole = role ?? (viewer.isAdmin ? "admin" : viewer.isBot ? "bot" : "person");
  return { actorId: viewer.id, actorName: viewer.name, actorRole, requestId: requestId() ?? null };
}
