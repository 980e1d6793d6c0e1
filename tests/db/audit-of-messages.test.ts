import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { append } from "@/db/append";
import { auditEntries } from "@/db/audit-parts";
import { secrets } from "@/db/conversation-parts";
import { conversations, participants } from "@/db/schema";
import type { Entry } from "@/lib/ledger";
import { CLOCK, notesIdOf } from "@/lib/work";
import { type Cast, castForTest } from "../support/cast";

const say = (cast: Cast, entries: Entry[], conversationId = cast.conversationId) =>
  append(
    cast.pool,
    entries.map((entry) => ({ conversationId, entry })),
  );

/** What the trail tells, in the order of what it tells: entries of one batch have one moment. */
const told = async ({ db, businessId }: Cast) =>
  (
    await db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.businessId, businessId)))
      .orderBy(asc(auditEntries.at), asc(auditEntries.kind))
  ).map(({ kind, actorName, actorRole, subjectId, detail }) => ({
    kind,
    actorName,
    actorRole,
    subjectId,
    detail,
  }));

const MARKER = "the beans of the marker";

describe("the audit trail of messages [O4]", () => {
  it("says who edited, deleted and restored whose message, and never what it said", async () => {
    const cast = await castForTest();
    const { maya, sam, conversationId } = cast;
    const [first, second] = [randomUUID(), randomUUID()];
    await say(cast, [
      { op: "message", id: first, ...maya, body: `${MARKER} one` },
      { op: "message", id: second, ...maya, body: `${MARKER} two` },
    ]);
    expect(await told(cast)).toEqual([]);
    await say(cast, [{ op: "edit", id: first, ...maya, body: `${MARKER} three` }]);
    await say(cast, [{ op: "delete", id: second, ...sam }]);
    await say(cast, [{ op: "restore", id: second, ...sam }]);
    const detail = { name: "Maya", conversationId };
    const asSam = { actorName: "Sam", actorRole: "agent", subjectId: second, detail };
    expect(await told(cast)).toEqual([
      { kind: "message.edited", actorName: "Maya", actorRole: "customer", subjectId: first, detail },
      { kind: "message.deleted", ...asSam },
      { kind: "message.restored", ...asSam },
    ]);
    const rows = await cast.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.businessId, cast.businessId));
    expect(JSON.stringify(rows)).not.toContain(MARKER);
  });

  it("tells nothing of what was refused, was so already, or was asked for again", async () => {
    const cast = await castForTest();
    const { maya, leo, sam } = cast;
    const id = randomUUID();
    await say(cast, [{ op: "message", id, ...maya, body: "Hello" }]);
    await say(cast, [
      { op: "edit", id, ...sam, body: "Not mine" },
      { op: "delete", id, ...leo },
      { op: "edit", id, ...maya, body: "Hello" },
      { op: "delete", id: randomUUID(), ...maya },
      { op: "react", id, ...sam, emoji: "👍", on: true },
    ]);
    expect(await told(cast)).toEqual([]);
    await say(cast, [{ op: "delete", id, ...maya }]);
    await say(cast, [{ op: "delete", id, ...maya }]);
    expect(await told(cast)).toHaveLength(1);
  });

  it("costs a message that is sent nothing", async () => {
    const cast = await castForTest();
    const asked = vi.spyOn(cast.pool, "query");
    await say(cast, [{ op: "message", id: randomUUID(), ...cast.maya, body: "Hello" }]);
    await say(cast, [{ op: "message", id: randomUUID(), ...cast.sam, body: "Hi" }]);
    const texts = asked.mock.calls.map(([query]) => String(Reflect.get(Object(query), "text")));
    expect(texts.filter((text) => text.includes("insert into messages"))).toHaveLength(2);
    expect(texts.filter((text) => text.includes("audit_entries"))).toEqual([]);
  });

  it("says who opened a secret", async () => {
    const cast = await castForTest();
    const { maya, sam, conversationId } = cast;
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + 60_000);
    await cast.db.insert(secrets).values({
      ...{ id, conversationId, senderId: maya.userId, side: "business", ciphertext: "", envelopes: {} },
      ...{ expiresAt, removeAt: expiresAt },
    });
    await say(cast, [
      {
        op: "message",
        id,
        ...maya,
        body: "",
        secret: { side: "business", expiresAt: expiresAt.toISOString() },
      },
    ]);
    await cast.db
      .update(secrets)
      .set({ openedBy: sam.userId, openedAt: new Date() })
      .where(eq(secrets.id, id));
    await say(cast, [{ op: "open", id, ...sam }]);
    expect(await told(cast)).toMatchObject([{ kind: "secret.opened", actorName: "Sam", subjectId: id }]);
  });

  it("says who put a conversation where, and whose it is by name; what time changes is the system's", async () => {
    const cast = await castForTest();
    const { nora, sam, ines, conversationId } = cast;
    const notes = notesIdOf(conversationId);
    const work = { op: "work" as const };
    await say(cast, [{ ...work, id: randomUUID(), ...nora, wish: { assigneeId: sam.userId } }], notes);
    await say(cast, [{ ...work, id: randomUUID(), ...sam, wish: { assigneeId: ines.userId } }], notes);
    await say(cast, [{ ...work, id: randomUUID(), ...ines, wish: { status: "completed" } }], notes);
    await say(cast, [{ ...work, id: randomUUID(), ...CLOCK, wish: { status: "open", priority: 2 } }], notes);
    await say(cast, [{ ...work, id: randomUUID(), ...nora, wish: { priority: 3 } }], notes);
    const kind = { subjectId: conversationId };
    expect(await told(cast)).toEqual([
      {
        ...{ kind: "conversation.assigned", ...kind, actorName: "Nora", actorRole: "owner" },
        detail: { before: null, after: "Sam", conversationId },
      },
      {
        ...{ kind: "conversation.assigned", ...kind, actorName: "Sam", actorRole: "agent" },
        detail: { before: "Sam", after: "Ines", conversationId },
      },
      {
        ...{ kind: "conversation.status-changed", ...kind, actorName: "Ines", actorRole: "agent" },
        detail: { before: "open", after: "completed", until: null, conversationId },
      },
      {
        ...{ kind: "conversation.status-changed", ...kind, actorName: "", actorRole: "system" },
        detail: { before: "completed", after: "open", until: null, conversationId },
      },
    ]);
  });

  it("says who took whom into a group and out of it", async () => {
    const cast = await castForTest();
    const { db, businessId, nora, leo } = cast;
    const [group] = await db
      .insert(conversations)
      .values({ businessId, kind: "group", title: "Beans", members: 1 })
      .returning();
    if (!group) throw new Error("no group was made");
    const seat = {
      conversationId: group.id,
      userId: nora.userId,
      role: "owner" as const,
      rank: "host" as const,
    };
    await db.insert(participants).values(seat);
    const id = () => randomUUID();
    await say(cast, [{ op: "add", id: id(), ...nora, member: leo }], group.id);
    await say(cast, [{ op: "rank", id: id(), ...nora, memberId: leo.userId, rank: "host" }], group.id);
    await say(cast, [{ op: "remove", id: id(), ...nora, memberId: leo.userId }], group.id);
    await say(cast, [{ op: "rename", id: id(), ...nora, title: "More beans" }], group.id);
    const by = { actorName: "Nora", actorRole: "owner" };
    const where = { conversationId: group.id };
    expect(await told(cast)).toEqual([
      {
        kind: "participant.added",
        ...by,
        subjectId: leo.userId,
        detail: { name: "Leo", role: "customer", ...where },
      },
      {
        ...{ kind: "participant.rank-changed", ...by, subjectId: leo.userId },
        detail: { name: "Leo", after: "host", ...where },
      },
      { kind: "participant.removed", ...by, subjectId: leo.userId, detail: { name: "Leo", ...where } },
      { kind: "conversation.renamed", ...by, subjectId: group.id, detail: { after: "More beans", ...where } },
    ]);
  });

  it("calls what happens to a broadcast's message what happened to a post", async () => {
    const cast = await castForTest();
    const { db, businessId, nora } = cast;
    const [broadcast] = await db.insert(conversations).values({ businessId, kind: "broadcast" }).returning();
    if (!broadcast) throw new Error("no broadcast was made");
    const id = randomUUID();
    await say(cast, [{ op: "message", id, ...nora, body: "New beans" }], broadcast.id);
    await say(cast, [{ op: "delete", id, ...nora }], broadcast.id);
    expect(await told(cast)).toMatchObject([{ kind: "post.deleted", subjectId: id }]);
  });

  it("tells of a whole batch at once, each with its own", async () => {
    const cast = await castForTest();
    const { maya } = cast;
    const ids = Array.from({ length: 5 }, () => randomUUID());
    await say(
      cast,
      ids.map((id) => ({ op: "message", id, ...maya, body: id })),
    );
    await say(
      cast,
      ids.map((id) => ({ op: "delete", id, ...maya })),
    );
    const entries = await told(cast);
    expect(new Set(entries.map(({ subjectId }) => subjectId))).toEqual(new Set(ids));
    const [{ moments } = { moments: 0 }] = await cast.db
      .select({ moments: sql<number>`count(distinct at)::int` })
      .from(auditEntries)
      .where(eq(auditEntries.businessId, cast.businessId));
    expect(moments).toBe(1);
  });
});
