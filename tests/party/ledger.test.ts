import { v7 as uuid } from "uuid";
import { describe, expect, inject, it, onTestFinished, vi } from "vitest";
import * as appending from "@/db/append";
import { conversations, participants } from "@/db/schema";
import * as snapshots from "@/db/snapshot";
import type { Entry, Outcome } from "@/lib/ledger";
import { hostOf } from "@/lib/protocol/ticket";
import { notesIdOf } from "@/lib/work";
import { Ledger } from "@/party/ledger";
import { settingsOf } from "@/party/settings";
import { type Cast, castForTest, messagesOf } from "../support/cast";

const says = ({ maya }: Cast, body: string): Entry => ({ op: "message", id: uuid(), ...maya, body });
const nobodyJoins = (): Entry => ({ op: "join", userId: uuid(), name: "Nobody", role: "agent" });

async function opened() {
  const cast = await castForTest();
  const env = { ...inject("env"), POSTGRES_URL: cast.url };
  const ledger = new Ledger(() => settingsOf({ env }));
  return { cast, ledger, conversation: ledger.of(cast.conversationId) };
}

async function otherConversation({ db, businessId, leo }: Cast): Promise<string> {
  const id = uuid();
  await db.insert(conversations).values({ id, businessId, customerId: leo.userId, members: 1 });
  await db.insert(participants).values({ conversationId: id, userId: leo.userId, role: "customer" });
  return id;
}

const ranks = (outcomes: Outcome[]) => outcomes.map((each) => ("message" in each ? each.message.seq : each));

describe("the ledger", () => {
  it("[W2] stores what a room asks for, and tells it what became of each", async () => {
    const { cast, conversation } = await opened();
    expect(ranks(await conversation.append([says(cast, "one"), says(cast, "two")]))).toEqual([1, 2]);
    const { rev, messages } = await conversation.changes(1);
    expect([rev, messages?.map(({ body }) => body)]).toEqual([2, ["two"]]);
    expect(await conversation.open()).toEqual({
      businessId: cast.businessId,
      rev: 2,
      seq: 2,
      ...{ kind: "direct", title: "", threadReads: [], closing: null },
      blocks: [{ userId: cast.maya.userId, rev: 0, block: null }],
      participants: [{ ...cast.maya, rank: null }],
      receipts: [{ userId: cast.maya.userId, delivered: 2, read: 2 }],
    });
  });

  it("answers all who come back having missed nothing with one question", async () => {
    const { cast, ledger, conversation } = await opened();
    await conversation.append([says(cast, "one")]);
    const asked = vi.spyOn(snapshots, "revsOf");
    const read = vi.spyOn(snapshots, "changesSince");
    const first = conversation.changes(1);
    const others = Array.from({ length: 500 }, () => conversation.changes(1));
    const stranger = ledger.of(uuid()).changes(1);
    await expect(stranger).rejects.toMatchObject({ code: "not-found" });
    for (const changes of await Promise.all([first, ...others]))
      expect(changes).toEqual({ rev: 1, messages: [] });
    expect(asked.mock.calls.map(([, ids]) => ids.length)).toEqual([1, 501]);
    expect(read).not.toHaveBeenCalled();
  });

  it("[W8] stores the neighbours of an entry that the database will not have", async () => {
    const { cast, conversation } = await opened();
    const outcomes = await conversation.append([says(cast, "before"), nobodyJoins(), says(cast, "after")]);
    expect(ranks(outcomes)).toEqual([1, { is: "refused", code: "bad-command" }, 2]);
  });

  it("[W8] fails no room for another's entry in the same batch", async () => {
    const { cast, conversation, ledger } = await opened();
    const [first, bad, good] = await Promise.all([
      conversation.append([says(cast, "keeps the ledger busy")]),
      ledger.of(cast.conversationId).append([nobodyJoins()]),
      conversation.append([says(cast, "good")]),
    ]);
    expect(ranks([...first, ...good])).toEqual([1, 2]);
    expect(bad).toEqual([{ is: "refused", code: "bad-command" }]);
  });

  it("[W2] runs a batch again that somebody else was faster with", async () => {
    const { cast, conversation } = await opened();
    const tooLate = Object.assign(new Error("duplicate key"), { code: "23505" });
    const append = vi.spyOn(appending, "append").mockRejectedValueOnce(tooLate);
    expect(ranks(await conversation.append([says(cast, "one")]))).toEqual([1]);
    expect(append).toHaveBeenCalledTimes(2);
  });

  it("[W7] fails every room of a batch that could not be stored, and stores the next", async () => {
    const { cast, conversation, ledger } = await opened();
    vi.spyOn(appending, "append").mockRejectedValueOnce(new Error("connection lost"));
    const failed = await Promise.allSettled([
      conversation.append([says(cast, "lost")]),
      ledger.of(cast.conversationId).append([says(cast, "kept")]),
    ]);
    expect(failed).toMatchObject([{ reason: { code: "unavailable" } }, { status: "fulfilled" }]);
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["kept"]);
  });

  it("[W12] stores others while a conversation waits for its row, and nothing of its notes", async () => {
    const { cast, ledger, conversation } = await opened();
    const others = await otherConversation(cast);
    const notes = ledger.of(notesIdOf(cast.conversationId));
    const settled: string[] = [];
    const asked = async (name: string, appended: Promise<Outcome[]>) => {
      const ranked = ranks(await appended);
      settled.push(name);
      return ranked;
    };
    const holder = await cast.pool.connect();
    onTestFinished(() => holder.release());
    await holder.query("begin");
    await holder.query("select 1 from conversations where id = $1 for update", [cast.conversationId]);
    const held = asked("held", conversation.append([says(cast, "one")]));
    const noted = asked("notes", notes.append([{ ...says(cast, "a note"), ...cast.sam }]));
    for (const body of ["one", "two", "three"])
      await asked(body, ledger.of(others).append([{ ...says(cast, body), ...cast.leo }]));
    expect(settled).toEqual(["one", "two", "three"]);
    await holder.query("commit");
    expect([await held, await noted]).toEqual([[1], [1]]);
  });

  it("[W4] never stands still for ids that two batches have in the opposite order", async () => {
    const { cast, ledger, conversation } = await opened();
    const { businessId, conversationId, pool, leo } = cast;
    const others = ledger.of(await otherConversation(cast));
    const append = vi.spyOn(appending, "append");
    const ids = [uuid(), uuid(), uuid()];
    const entries = ids.map((id) => ({ ...says(cast, "Hello"), id }));
    const reversed = entries.toReversed().map((entry) => ({ ...entry, ...leo }));
    // Whoever has the second keeps both batches where they have the first of theirs, and not the last.
    const holder = await pool.connect();
    onTestFinished(() => holder.release());
    await holder.query("begin");
    await holder.query(
      `insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body)
      values ($1, $2, $3, 1000, 1000, 'customer', '', '')`,
      [ids[1], conversationId, businessId],
    );
    const both = Promise.all([conversation.append(entries), others.append(reversed)]);
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await pool.query(waiting)).rowCount).toBe(2);
    await holder.query("rollback");
    const stored = (await both).map((outcomes) => outcomes.filter(({ is }) => is === "stored").length);
    expect(stored.toSorted()).toEqual([0, 3]);
    const failures = append.mock.settledResults.flatMap(({ type, value }) =>
      type === "rejected" ? value : [],
    );
    expect(failures).toEqual([]);
  });

  it("says that there is no such conversation", async () => {
    const { ledger, cast } = await opened();
    const lost = ledger.of(uuid());
    await expect(lost.open()).rejects.toMatchObject({ code: "not-found" });
    await expect(lost.changes(0)).rejects.toMatchObject({ code: "not-found" });
    expect(await lost.append([says(cast, "to nobody")])).toEqual([{ is: "refused", code: "not-found" }]);
  });
});

describe("the shards of the rooms", () => {
  it("are the same for the same conversation, and spread them over all", () => {
    const ids = Array.from({ length: 200 }, () => uuid());
    const over = (shards: number) => ids.map((room) => hostOf({ party: "main", room }, shards));
    expect(new Set(over(1))).toEqual(new Set(["0"]));
    expect(over(4)).toEqual(over(4));
    expect(new Set(over(4))).toEqual(new Set(["0", "1", "2", "3"]));
  });
});
