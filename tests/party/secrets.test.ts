import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { secrets } from "@/db/conversation-parts";
import { inboxPage } from "@/db/inbox";
import { messages } from "@/db/schema";
import { type Claim, claimSecret } from "@/db/secrets";
import { changesSince } from "@/db/snapshot";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { type Change, type Outcome, RESTORE_WITHIN_MS } from "@/lib/ledger";
import { SECRET_OPEN_AGAIN_SECONDS } from "@/lib/secret";
import { type Cast, castForTest, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { deviceOf, kept } from "../support/secrets";

async function outcomeOf(
  cast: Cast,
  by: Person,
  entry: Change & { id: string },
): Promise<Outcome | undefined> {
  const { pool, conversationId } = cast;
  const [appended] = await append(pool, [{ conversationId, entry: { ...by, ...entry } }]);
  return appended?.outcome;
}

/** Maya's secret for the business, with its message, and what Sam and Nora ask for it with. */
async function mayasSecret(cast: Cast) {
  const { pool, conversationId, businessId, maya, sam, nora } = cast;
  const devices = [await deviceOf(cast, sam), await deviceOf(cast, nora)] as const;
  const id = await kept(cast, { from: maya, side: "business", devices: [...devices] });
  const [row] = await cast.db.select().from(secrets).where(eq(secrets.id, id));
  const secret = { side: "business", expiresAt: row?.expiresAt.toISOString() ?? "" } as const;
  await append(pool, [{ conversationId, entry: { op: "message", id, ...maya, body: "", secret } }]);
  const about = { conversationId, businessId, messageId: id, side: "business" } as const;
  const sams: Claim = { ...about, userId: sam.userId, deviceId: devices[0].id };
  const noras: Claim = { ...about, userId: nora.userId, deviceId: devices[1].id };
  return { id, secret, sams, noras };
}

/** In how many seconds a secret is nobody's any more. */
async function remainsFor({ db }: Cast, id: string): Promise<number> {
  const [row] = await db.select().from(secrets).where(eq(secrets.id, id));
  return Math.round(((row?.removeAt.getTime() ?? 0) - Date.now()) / 1_000);
}

describe("a message that stands for a secret", () => {
  it("[K1] is opened by whom the site gave it to, once, and says so to all", async () => {
    const cast = await castForTest();
    const { db, conversationId, sam, nora, maya } = cast;
    const { id, secret, sams } = await mayasSecret(cast);
    const open = { op: "open", id } as const;
    for (const person of [sam, nora, maya])
      expect(await outcomeOf(cast, person, open)).toEqual({ is: "refused", code: "forbidden" });
    await claimSecret(db, sams);
    expect(await outcomeOf(cast, nora, open)).toEqual({ is: "refused", code: "forbidden" });
    const opened = { ...secret, openedAt: expect.any(String), openedBy: sam.userId, openedByName: "Sam" };
    expect(await outcomeOf(cast, sam, open)).toMatchObject({
      is: "changed",
      message: { rev: 2, seq: 1, body: "", editedAt: null, metadata: { secret: opened } },
    });
    expect(await outcomeOf(cast, sam, open)).toMatchObject({ is: "same", message: { rev: 2 } });
    expect(await outcomeOf(cast, nora, open)).toEqual({ is: "refused", code: "conflict" });
    const { messages: missed } = (await changesSince(db, { conversationId, after: 1 })) ?? {};
    expect(missed).toMatchObject([{ id, rev: 2, metadata: { secret: opened } }]);
  });

  it("[K1] is opened by one alone when two rooms of its conversation are asked at once", async () => {
    const cast = await castForTest();
    const { db, sam, nora } = cast;
    const { id, sams, noras } = await mayasSecret(cast);
    const given = await Promise.all(
      [sams, noras].map(async (claim, n) => {
        const secret = await claimSecret(db, claim);
        return secret && (await outcomeOf(cast, n === 0 ? sam : nora, { op: "open", id }));
      }),
    );
    expect(given.filter(Boolean)).toMatchObject([{ is: "changed" }]);
    expect(await outcomeOf(cast, given[0] ? nora : sam, { op: "open", id })).toMatchObject({
      code: "conflict",
    });
  });

  it("[K1] is not edited, and no other message is opened", async () => {
    const cast = await castForTest();
    const { id } = await mayasSecret(cast);
    expect(await outcomeOf(cast, cast.maya, { op: "edit", id, body: "4711" })).toMatchObject({
      code: "forbidden",
    });
    const said = uuid();
    const { pool, conversationId, maya, sam } = cast;
    await append(pool, [{ conversationId, entry: { op: "message", id: said, ...maya, body: "Hello" } }]);
    expect(await outcomeOf(cast, sam, { op: "open", id: said })).toMatchObject({ code: "not-found" });
  });

  it("[K2] is removed soon after it was opened, and as soon as its deletion cannot be taken back", async () => {
    const cast = await castForTest();
    const { id, sams } = await mayasSecret(cast);
    const day = await remainsFor(cast, id);
    expect(day).toBeGreaterThan(23 * 60 * 60);
    await outcomeOf(cast, cast.maya, { op: "delete", id });
    expect(await remainsFor(cast, id)).toBeLessThanOrEqual(RESTORE_WITHIN_MS / 1_000);
    expect(await claimSecret(cast.db, sams)).toBeUndefined();
    await outcomeOf(cast, cast.maya, { op: "restore", id });
    expect(await remainsFor(cast, id)).toBeGreaterThanOrEqual(day - 10);
    await claimSecret(cast.db, sams);
    await outcomeOf(cast, cast.sam, { op: "open", id });
    expect(await remainsFor(cast, id)).toBeLessThanOrEqual(SECRET_OPEN_AGAIN_SECONDS);
    await outcomeOf(cast, cast.sam, { op: "react", id, emoji: "👍", on: true });
    expect(await remainsFor(cast, id)).toBeLessThanOrEqual(SECRET_OPEN_AGAIN_SECONDS);
    await outcomeOf(cast, cast.maya, { op: "delete", id });
    await outcomeOf(cast, cast.maya, { op: "restore", id });
    expect(await remainsFor(cast, id)).toBeLessThanOrEqual(SECRET_OPEN_AGAIN_SECONDS);
    const [row] = await cast.db.select().from(messages).where(eq(messages.id, id));
    expect(row?.body).toBe("");
  });

  it("[K3] stands for what the site keeps of its sender's, and says of it what the site knows", async () => {
    const cast = await castForTest();
    const { pool, conversationId, maya, sam } = cast;
    const id = await kept(cast, { from: maya, side: "business", devices: [] });
    const forged = { side: "customer", expiresAt: "2126-01-01T00:00:00.000Z" } as const;
    const send = async (by: Person, entry: { id: string }) => {
      const said = { op: "message", ...entry, ...by, body: "", secret: forged } as const;
      return (await append(pool, [{ conversationId, entry: said }]))[0]?.outcome;
    };
    expect(await send(maya, { id: uuid() })).toEqual({ is: "refused", code: "not-found" });
    expect(await send(sam, { id })).toEqual({ is: "refused", code: "not-found" });
    const [row] = await cast.db.select().from(secrets).where(eq(secrets.id, id));
    const secret = { side: "business", expiresAt: row?.expiresAt.toISOString() };
    const sent = await send(maya, { id });
    expect(sent).toMatchObject({ is: "stored", message: { body: "", kind: "text", metadata: { secret } } });
    expect(await send(maya, { id })).toMatchObject({ is: "repeat", message: { metadata: { secret } } });
  });

  it("has no words for a list either", async () => {
    const cast = await castForTest();
    await mayasSecret(cast);
    const { db, businessId, sam } = cast;
    const { conversations } = await inboxPage(db, {
      businessId,
      view: EVERYTHING_OPEN,
      readerId: sam.userId,
    });
    expect(conversations[0]?.lastMessage).toMatchObject({ preview: "", sort: "secret" });
  });

  it("[M6] is told as opened to everybody in the room", async () => {
    const { enters, maya, sam, ...cast } = await rehearsal();
    const { id, sams } = await mayasSecret({ ...cast, maya, sam });
    const [mayas, samsSocket] = [await enters(maya), await enters(sam)];
    await claimSecret(cast.db, sams);
    samsSocket.send(JSON.stringify({ type: "message:open", id }));
    await expect
      .poll(() => mayas.heard.find(({ type }) => type === "message:edited"), { interval: 5 })
      .toMatchObject({ rev: 2, message: { id, metadata: { secret: { openedByName: "Sam" } } } });
  });
});
