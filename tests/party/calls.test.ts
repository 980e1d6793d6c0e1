import { eq, sql } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { append } from "@/db/append";
import { inboxPage } from "@/db/inbox";
import { conversations, messages } from "@/db/schema";
import { changesSince } from "@/db/snapshot";
import { CALL_GONE_MS, CALL_RING_MS } from "@/lib/call";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import type { Entry, Outcome } from "@/lib/ledger";
import { SIGNAL_LENGTH_MAX } from "@/lib/protocol/call";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, messagesOf, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const hears = (socket: SocketOfTest, type: string, times = 1) =>
  expect.poll(() => heard(socket, type).length, { interval: 5 }).toBeGreaterThanOrEqual(times);
const say = (socket: SocketOfTest, command: object) => socket.send(JSON.stringify(command));
const stateTold = (socket: SocketOfTest) =>
  [...heard(socket, "message:new"), ...heard(socket, "message:edited")]
    .map(({ message }) => Object(message).metadata)
    .filter(({ event }) => event === "call")
    .at(-1)?.state;

async function outcomesOf(
  cast: Cast,
  entries: Entry[],
  conversationId = cast.conversationId,
): Promise<Outcome[]> {
  const batch = entries.map((entry) => ({ conversationId, entry }));
  return (await append(cast.pool, batch)).map(({ outcome }) => outcome);
}
const ring = (by: Person, id = uuid(), device = uuid()): Entry => ({ op: "ring", id, device, ...by });
const asks = (
  by: Person,
  id: string,
  asked: Extract<Entry, { op: "call" }>["asked"],
  here: Person[],
): Entry => ({ op: "call", id, asked, here, ...by });
const accept = () => ({ wish: "accept", device: uuid() }) as const;
const end = { wish: "end" } as const;
const decline = { wish: "decline", isBusy: false } as const;

/** As if the call had begun, or been answered, so long ago. */
async function ago(cast: Cast, id: string, ms: number): Promise<void> {
  await cast.db
    .update(messages)
    .set({
      createdAt: sql`created_at - ${`${ms} milliseconds`}::interval`,
      metadata: sql`case when metadata ->> 'answeredAt' is null then metadata else metadata || jsonb_build_object(
        'answeredAt', to_char((metadata ->> 'answeredAt')::timestamptz - ${`${ms} milliseconds`}::interval,
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end`,
    })
    .where(eq(messages.id, id));
}

describe("a call in the ledger", () => {
  it("[V1] is one message, which changes as the call goes on and takes no place more", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    const id = uuid();
    const here = [maya, sam];
    const [began] = await outcomesOf(cast, [ring(maya, id)]);
    expect(began).toMatchObject({
      is: "stored",
      message: { id, seq: 1, rev: 1, kind: "system", senderId: maya.userId, metadata: { state: "ringing" } },
    });
    const [taken] = await outcomesOf(cast, [asks(sam, id, accept(), here)]);
    expect(taken).toMatchObject({
      is: "changed",
      op: "call",
      message: { seq: 1, rev: 2, metadata: { state: "active", calleeId: sam.userId } },
    });
    await ago(cast, id, 90_000);
    const [ended] = await outcomesOf(cast, [asks(maya, id, end, here)]);
    expect(ended).toMatchObject({ is: "changed", message: { seq: 1, rev: 3, metadata: { state: "ended" } } });
    const [stored] = await messagesOf(cast);
    expect(stored?.metadata.seconds).toBeGreaterThanOrEqual(90);
    expect(stored?.metadata.seconds).toBeLessThan(120);
    expect(await messagesOf(cast)).toHaveLength(1);
    const missed = await changesSince(cast.db, { conversationId: cast.conversationId, after: 1 });
    expect(missed).toMatchObject({ rev: 3, messages: [{ id, rev: 3, metadata: { state: "ended" } }] });
  });

  it("[V1] is the only one of its conversation while it lasts, and the same when it is asked for again", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    const id = uuid();
    expect(await outcomesOf(cast, [ring(maya, id), ring(maya, id), ring(sam)])).toMatchObject([
      { is: "stored" },
      { is: "repeat" },
      { is: "refused", code: "conflict" },
    ]);
    expect(await outcomesOf(cast, [ring(maya, id)])).toMatchObject([{ is: "repeat", message: { rev: 1 } }]);
    expect(await outcomesOf(cast, [ring(sam, id)])).toMatchObject([{ is: "refused", code: "conflict" }]);
    expect(await outcomesOf(cast, [ring(sam)])).toMatchObject([{ is: "refused", code: "conflict" }]);
    await outcomesOf(cast, [asks(maya, id, end, [maya])]);
    expect(await outcomesOf(cast, [ring(sam)])).toMatchObject([{ is: "stored", message: { seq: 2 } }]);
  });

  it("[V1] is the only one also when two ledgers are asked at once", async () => {
    const cast = await castForTest();
    const begun = await Promise.allSettled(
      [cast.maya, cast.sam, cast.ines, cast.nora].map((person) => outcomesOf(cast, [ring(person)])),
    );
    const stored = begun.filter(
      ({ status, ...rest }) =>
        status === "fulfilled" && "value" in rest && Object(rest.value)[0].is === "stored",
    );
    expect(stored).toHaveLength(1);
    expect(await messagesOf(cast)).toHaveLength(1);
  });

  it("[V1] is of no conversation but a direct one, and of none but its own", async () => {
    const cast = await castForTest();
    const [group] = await cast.db
      .insert(conversations)
      .values({ businessId: cast.businessId, kind: "group", title: "Tasting" })
      .returning();
    expect(await outcomesOf(cast, [ring(cast.maya)], group?.id)).toMatchObject([{ code: "forbidden" }]);
    expect(await outcomesOf(cast, [ring(cast.maya)], uuid())).toMatchObject([{ code: "not-found" }]);
    const id = uuid();
    await outcomesOf(cast, [ring(cast.maya, id)]);
    const elsewhere = asks(cast.sam, id, accept(), [cast.sam]);
    expect(await outcomesOf(cast, [elsewhere], group?.id)).toMatchObject([{ code: "not-found" }]);
    const text = uuid();
    await outcomesOf(cast, [{ op: "message", id: text, body: "Hello", ...cast.maya }]);
    expect(await outcomesOf(cast, [asks(cast.sam, text, accept(), [])])).toMatchObject([
      { code: "not-found" },
    ]);
  });

  it("[V2] has one who takes it of two who ask at once, and one device of theirs", async () => {
    const cast = await castForTest();
    const { maya, sam, ines } = cast;
    const here = [maya, sam, ines];
    const id = uuid();
    await outcomesOf(cast, [ring(maya, id)]);
    const taking = accept();
    expect(
      await outcomesOf(cast, [
        asks(ines, id, taking, here),
        asks(sam, id, accept(), here),
        asks(ines, id, accept(), here),
        asks(ines, id, taking, here),
      ]),
    ).toMatchObject([
      { is: "changed", message: { metadata: { calleeId: ines.userId, calleeDevice: taking.device } } },
      { is: "refused", code: "conflict" },
      { is: "refused", code: "conflict" },
      { is: "same" },
    ]);
    expect(await outcomesOf(cast, [asks(sam, id, accept(), here)])).toMatchObject([{ code: "conflict" }]);
  });

  it("[V3] goes on ringing for the others of the business, and is not declined by who comes too late", async () => {
    const cast = await castForTest();
    const { maya, sam, ines } = cast;
    const id = uuid();
    await outcomesOf(cast, [ring(maya, id)]);
    const here = [maya, sam, ines];
    expect(await outcomesOf(cast, [asks(sam, id, decline, here)])).toMatchObject([
      { is: "changed", message: { metadata: { state: "ringing", declinedBy: [sam.userId] } } },
    ]);
    const race = [asks(maya, id, end, here), asks(ines, id, decline, here)];
    expect(await outcomesOf(cast, race)).toMatchObject([
      { is: "changed", message: { metadata: { state: "missed" } } },
      { is: "same", message: { metadata: { state: "missed" } } },
    ]);
  });

  it("[V4] is missed by anybody's word once it rang for too long by the database's clock, and not before", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    const here = [maya, sam];
    const id = uuid();
    await outcomesOf(cast, [ring(maya, id)]);
    await ago(cast, id, CALL_RING_MS - 10_000);
    expect(await outcomesOf(cast, [asks(sam, id, end, here)])).toMatchObject([{ code: "forbidden" }]);
    await ago(cast, id, 10_001);
    expect(await outcomesOf(cast, [asks(sam, id, accept(), here)])).toMatchObject([{ code: "not-found" }]);
    expect(await outcomesOf(cast, [asks(sam, id, end, here)])).toMatchObject([
      { is: "changed", message: { metadata: { state: "missed" } } },
    ]);
  });

  it("is what lists show of the conversation, until somebody writes", async () => {
    const cast = await castForTest();
    const { maya, sam, db, businessId } = cast;
    const shown = async () =>
      (await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId })).conversations[0]
        ?.lastMessage;
    const id = uuid();
    await outcomesOf(cast, [ring(maya, id)]);
    expect(await shown()).toMatchObject({ sort: "call", preview: "ringing", senderId: maya.userId });
    await outcomesOf(cast, [asks(sam, id, accept(), [maya, sam])]);
    expect(await shown()).toMatchObject({ sort: "call", preview: "active" });
    await ago(cast, id, 60_000);
    await outcomesOf(cast, [asks(sam, id, end, [maya, sam])]);
    expect(await shown()).toMatchObject({ sort: "call", preview: expect.stringMatching(/^ended 6\d$/) });
    const missed = uuid();
    await outcomesOf(cast, [ring(maya, missed), { op: "message", id: uuid(), body: "Call me", ...maya }]);
    await outcomesOf(cast, [asks(maya, missed, end, [maya])]);
    expect(await shown()).toMatchObject({ sort: "text", preview: "Call me" });
  });

  it("cannot be edited, deleted or answered with a face", async () => {
    const cast = await castForTest();
    const id = uuid();
    await outcomesOf(cast, [ring(cast.maya, id)]);
    const asked: Entry[] = [
      { op: "edit", id, body: "We never spoke", ...cast.maya },
      { op: "delete", id, ...cast.maya },
      { op: "react", id, emoji: "👍", on: true, ...cast.maya },
    ];
    for (const each of asked) expect(await outcomesOf(cast, [each])).toMatchObject([{ code: "not-found" }]);
  });
});

describe("a call in a room", () => {
  async function company() {
    const stage = await rehearsal();
    const { enters, maya, sam, ines } = stage;
    const [mayas, sams, iness] = [await enters(maya), await enters(sam), await enters(ines)];
    return { ...stage, mayas, sams, iness };
  }

  it("[V1] [V2] rings for everybody, is taken by the first, and whoever is second is told", async () => {
    const { mayas, sams, iness, sam, maya } = await company();
    const id = uuid();
    say(mayas, { type: "call:start", id, device: uuid() });
    for (const socket of [mayas, sams, iness]) await expect.poll(() => stateTold(socket)).toBe("ringing");
    say(sams, { type: "call:accept", id, device: uuid() });
    say(iness, { type: "call:accept", id, device: uuid() });
    await hears(iness, "refused");
    expect(heard(iness, "refused")[0]).toMatchObject({ id, code: "conflict" });
    for (const socket of [mayas, sams, iness]) await expect.poll(() => stateTold(socket)).toBe("active");
    say(mayas, { type: "call:end", id });
    for (const socket of [mayas, sams, iness]) await expect.poll(() => stateTold(socket)).toBe("ended");
    // Whoever of the business takes a call takes part from then on.
    const told = heard(mayas, "message:new").map(({ message }) => Object(message));
    expect(told.map(({ metadata }) => metadata.event)).toEqual(["call", "joined"]);
    expect(told[1].metadata).toMatchObject({ userId: sam.userId });
    expect(told[0].senderId).toBe(maya.userId);
  });

  it("[V5] hands what its ends say to each other to the other's devices alone, and keeps nothing of it", async () => {
    const { enters, mayas, sams, iness, maya, sam, backstage } = await company();
    const samsPhone = await enters(sam);
    const id = uuid();
    const [mayasDevice, samsDevice] = [uuid(), uuid()];
    const signal = { from: mayasDevice, to: samsDevice, is: "offer", text: "x".repeat(SIGNAL_LENGTH_MAX) };
    say(mayas, { type: "call:start", id, device: mayasDevice });
    await expect.poll(() => stateTold(sams)).toBe("ringing");
    // Nobody has taken it yet, so there is nobody to speak to.
    say(mayas, { type: "call:signal", id, to: sam.userId, signal });
    await hears(mayas, "refused");
    say(sams, { type: "call:accept", id, device: samsDevice });
    await expect.poll(() => stateTold(mayas)).toBe("active");
    say(mayas, { type: "call:signal", id, to: sam.userId, signal });
    for (const socket of [sams, samsPhone]) {
      await hears(socket, "call:signal");
      expect(heard(socket, "call:signal")).toEqual([{ type: "call:signal", id, from: maya.userId, signal }]);
    }
    backstage.room("main", "0").sleep();
    say(sams, { type: "call:signal", id, to: maya.userId, signal });
    await hears(mayas, "call:signal");
    expect(heard(iness, "call:signal")).toEqual([]);
    expect(heard(mayas, "call:signal")).toHaveLength(1);
  });

  it("[V5] takes no word of a call from or for anybody else", async () => {
    const { mayas, sams, iness, maya, sam, ines } = await company();
    const id = uuid();
    const signal = { from: uuid(), to: uuid(), is: "candidate", text: "{}" };
    say(mayas, { type: "call:start", id, device: uuid() });
    await expect.poll(() => stateTold(sams)).toBe("ringing");
    say(sams, { type: "call:accept", id, device: uuid() });
    await expect.poll(() => stateTold(iness)).toBe("active");
    say(iness, { type: "call:signal", id, to: maya.userId, signal });
    await hears(iness, "refused");
    expect(heard(iness, "refused")[0]).toMatchObject({ id, code: "not-found" });
    say(mayas, { type: "call:signal", id, to: ines.userId, signal });
    say(mayas, { type: "call:signal", id, to: maya.userId, signal });
    say(mayas, { type: "call:signal", id: uuid(), to: sam.userId, signal });
    const long = { ...signal, text: "x".repeat(SIGNAL_LENGTH_MAX + 1) };
    say(mayas, { type: "call:signal", id, to: sam.userId, signal: long });
    await hears(mayas, "refused", 4);
    expect(
      heard(mayas, "refused")
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(["bad-command", "not-found", "not-found", "not-found"]);
    expect([...heard(sams, "call:signal"), ...heard(iness, "call:signal")]).toEqual([]);
  });

  it("[V4] is not ended by others because a party lost the line for a moment, but once they are gone", async () => {
    const { mayas, sams, iness } = await company();
    const id = uuid();
    say(mayas, { type: "call:start", id, device: uuid() });
    await expect.poll(() => stateTold(sams)).toBe("ringing");
    say(sams, { type: "call:accept", id, device: uuid() });
    await expect.poll(() => stateTold(iness)).toBe("active");
    sams.close();
    await hears(iness, "user:left");
    say(iness, { type: "call:end", id });
    await hears(iness, "refused");
    expect(heard(iness, "refused")[0]).toMatchObject({ id, code: "forbidden" });
    const now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now + CALL_GONE_MS + 1_000);
    say(iness, { type: "call:end", id });
    await expect.poll(() => stateTold(mayas)).toBe("ended");
    expect(heard(mayas, "message:edited").at(-1)?.message).toMatchObject({ metadata: { seconds: null } });
  });

  it("is told, as it is now, to whoever was away", async () => {
    const { enters, mayas, sams, nora } = await company();
    const id = uuid();
    say(mayas, { type: "call:start", id, device: uuid() });
    await expect.poll(() => stateTold(sams)).toBe("ringing");
    say(mayas, { type: "call:end", id });
    await expect.poll(() => stateTold(sams)).toBe("missed");
    const back = await enters(nora, { after: 0 });
    await hears(back, "resumed");
    expect(heard(back, "message:new")).toMatchObject([
      { rev: 2, message: { id, metadata: { state: "missed" } } },
    ]);
  });
});
