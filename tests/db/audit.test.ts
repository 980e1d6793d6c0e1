import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, SYSTEM } from "@/db/audit";
import { auditEntries } from "@/db/audit-parts";
import { AUDIT_DETAIL_LENGTH_MAX, AUDIT_SUBJECT_LENGTH_MAX, auditDetails } from "@/lib/audit";
import { type Cast, castForTest } from "../support/cast";

const entriesOf = ({ db, businessId }: Cast) =>
  db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.businessId, businessId))
    .orderBy(asc(auditEntries.at), asc(auditEntries.subjectId));

const removalBy = ({ businessId, nora, sam }: Cast) => ({
  ...{ actorId: nora.userId, actorName: nora.name, actorRole: "owner" as const },
  ...{ kind: "member.removed" as const, businessId, subjectId: sam.userId, detail: { name: sam.name } },
});

describe("the audit trail [O4]", () => {
  it("says who did what to whom, and when", async () => {
    const cast = await castForTest();
    await audit(cast.db, { ...removalBy(cast), requestId: "request-1" });
    const [entry] = await entriesOf(cast);
    expect(entry).toMatchObject({ ...removalBy(cast), requestId: "request-1" });
    expect(Math.abs(Date.now() - (entry?.at.getTime() ?? 0))).toBeLessThan(60_000);
  });

  it("tells nothing of a change that did not come to be", async () => {
    const cast = await castForTest();
    const failing = cast.db.transaction(async (tx) => {
      await audit(tx, removalBy(cast));
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    expect(await entriesOf(cast)).toEqual([]);
  });

  it("lets nothing be changed, deleted or emptied", async () => {
    const cast = await castForTest();
    await audit(cast.db, removalBy(cast));
    const isTheirs = eq(auditEntries.businessId, cast.businessId);
    const refused = {
      cause: expect.objectContaining({ message: expect.stringContaining("neither changed") }),
    };
    await expect(
      cast.db.update(auditEntries).set({ actorName: "Leo" }).where(isTheirs),
    ).rejects.toMatchObject(refused);
    await expect(cast.db.delete(auditEntries).where(isTheirs)).rejects.toMatchObject(refused);
    await expect(cast.db.execute(sql`truncate audit_entries`)).rejects.toMatchObject(refused);
    expect(await entriesOf(cast)).toHaveLength(1);
  });

  it("cuts what is too long to be told, whatever it is made of", async () => {
    const cast = await castForTest();
    const long = `a${"😀".repeat(AUDIT_DETAIL_LENGTH_MAX)}`;
    const detail = Object.fromEntries(auditDetails.map((name) => [name, long]));
    await audit(cast.db, {
      ...SYSTEM,
      ...{ kind: "job.dropped", businessId: cast.businessId, subjectId: null, detail },
    });
    const [entry] = await entriesOf(cast);
    for (const name of auditDetails) expect(entry?.detail[name]).toHaveLength(AUDIT_DETAIL_LENGTH_MAX);
  });

  it("names what it happened to by no more than that", async () => {
    const cast = await castForTest();
    const named = (length: number) =>
      audit(cast.db, {
        ...SYSTEM,
        kind: "switch.changed",
        businessId: cast.businessId,
        subjectId: "x".repeat(length),
      });
    await named(AUDIT_SUBJECT_LENGTH_MAX);
    await expect(named(AUDIT_SUBJECT_LENGTH_MAX + 1)).rejects.toThrow();
    expect(await entriesOf(cast)).toHaveLength(1);
  });

  it("survives whom it tells of", async () => {
    const cast = await castForTest();
    const businessId = randomUUID();
    await audit(cast.db, { ...removalBy(cast), businessId });
    expect(await entriesOf({ ...cast, businessId })).toHaveLength(1);
  });
});
