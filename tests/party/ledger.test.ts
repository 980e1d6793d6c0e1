import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import * as appending from "@/db/append";
import type { Entry, Outcome } from "@/lib/protocol/ledger";
import { dialLedger, LedgerLink, shardOf } from "@/party/link";
import type { Cast } from "../support/cast";
import { messagesOf } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const says = ({ maya }: Cast, body: string): Entry => ({ op: "message", id: uuid(), ...maya, body });

async function linked() {
  const cast = await rehearsal();
  const dial = async () => Object(await cast.backstage.dialLedger("0", "/"));
  const link = new LedgerLink(cast.conversationId, dial);
  return { ...cast, cast, link, dial };
}

const ranks = (outcomes: Outcome[]) => outcomes.map((each) => ("message" in each ? each.message.seq : each));

describe("the ledger", () => {
  it("[W2] stores what a room asks for, and tells it what became of each", async () => {
    const { cast, link } = await linked();
    expect(ranks(await link.append([says(cast, "one"), says(cast, "two")]))).toEqual([1, 2]);
    const { rev, messages } = await link.changes(1);
    expect([rev, messages?.map(({ body }) => body)]).toEqual([2, ["two"]]);
    expect(await link.open()).toEqual({
      rev: 2,
      seq: 2,
      participants: [cast.maya],
      receipts: [{ userId: cast.maya.userId, delivered: 2, read: 2 }],
    });
  });

  it("[W8] stores the neighbours of an entry that the database will not have", async () => {
    const { cast, link } = await linked();
    const stranger = { userId: uuid(), name: "Nobody", role: "agent" } as const;
    const outcomes = await link.append([
      says(cast, "before"),
      { op: "join", ...stranger },
      says(cast, "after"),
    ]);
    expect(ranks(outcomes)).toEqual([1, { is: "refused", code: "bad-command" }, 2]);
  });

  it("[W8] fails no room for another's entry in the same batch", async () => {
    const { cast, link, dial } = await linked();
    const other = new LedgerLink(cast.conversationId, dial);
    const [first, bad, good] = await Promise.all([
      link.append([says(cast, "keeps the ledger busy")]),
      other.append([{ op: "join", userId: uuid(), name: "Nobody", role: "agent" }]),
      link.append([says(cast, "good")]),
    ]);
    expect(ranks([...first, ...good])).toEqual([1, 2]);
    expect(bad).toEqual([{ is: "refused", code: "bad-command" }]);
  });

  it("[W2] runs a batch again that somebody else was faster with", async () => {
    const { cast, link } = await linked();
    const tooLate = Object.assign(new Error("duplicate key"), { code: "23505" });
    const append = vi.spyOn(appending, "append").mockRejectedValueOnce(tooLate);
    expect(ranks(await link.append([says(cast, "one")]))).toEqual([1]);
    expect(append).toHaveBeenCalledTimes(2);
  });

  it("[W7] fails every room of a batch that could not be stored, and stores the next", async () => {
    const { cast, link, dial } = await linked();
    const other = new LedgerLink(cast.conversationId, dial);
    vi.spyOn(appending, "append").mockRejectedValueOnce(new Error("connection lost"));
    const failed = await Promise.allSettled([
      link.append([says(cast, "lost")]),
      other.append([says(cast, "kept")]),
    ]);
    expect(failed).toMatchObject([{ reason: { code: "unavailable" } }, { status: "fulfilled" }]);
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["kept"]);
  });

  it("says that there is no such conversation", async () => {
    const { dial } = await linked();
    const lost = new LedgerLink(uuid(), dial);
    await expect(lost.open()).rejects.toMatchObject({ code: "not-found" });
    await expect(lost.changes(0)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the link to the ledger", () => {
  it("[W7] gives up a question that is not answered in time, and dials anew for the next", async () => {
    const { cast, link, backstage } = await linked();
    await link.open();
    vi.useFakeTimers();
    for (const line of backstage.lines) line.send = () => {};
    const late = expect(link.append([says(cast, "late")])).rejects.toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(10_000);
    await late;
    vi.useRealTimers();
    expect(ranks(await link.append([says(cast, "in time")]))).toEqual([1]);
  });

  it("[W7] refuses what was asked when the line breaks, or cannot be had", async () => {
    const { cast, link, backstage } = await linked();
    await link.open();
    const asked = link.append([says(cast, "on the way")]);
    await expect.poll(() => backstage.lines.length).toBe(1);
    backstage.cutLines();
    backstage.isLedgerReachable = false;
    await expect(asked).rejects.toMatchObject({ code: "unavailable" });
    await expect(link.open()).rejects.toMatchObject({ code: "unavailable" });
  });

  it("[W7] dials anew when the line closed without a word", async () => {
    const { link, backstage } = await linked();
    await link.open();
    for (const line of backstage.lines) line.readyState = 3;
    await expect(link.open()).rejects.toMatchObject({ code: "unavailable" });
    expect((await link.open()).rev).toBe(0);
  });

  it("[W7] gives up a ledger that does not pick up, and hangs up on one that does too late", async () => {
    vi.useFakeTimers();
    let pickUp: (socket: unknown) => void = () => {};
    const ringing = new Promise((resolve) => {
      pickUp = resolve;
    });
    const room = { context: { parties: { ledger: { get: () => ({ socket: () => ringing }) } } } };
    const dialled = expect(dialLedger(Object(room), 0)).rejects.toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(10_000);
    await dialled;
    const close = vi.fn();
    pickUp({ close });
    await vi.advanceTimersByTimeAsync(0);
    expect(close).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it("keeps the line it has when an earlier one ends late", async () => {
    const { cast, link, backstage } = await linked();
    await link.open();
    const [earlier] = backstage.lines;
    for (const line of backstage.lines) line.send = () => {};
    vi.useFakeTimers();
    const late = expect(link.open()).rejects.toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(10_000);
    await late;
    vi.useRealTimers();
    const asked = link.append([says(cast, "over the next line")]);
    await expect.poll(() => backstage.lines.length).toBe(2);
    earlier?.emit("close", { code: 1006 });
    expect(ranks(await asked)).toEqual([1]);
  });

  it("is closed when it is not used, so that its room can sleep", async () => {
    const { link, backstage } = await linked();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const opened = link.open();
    await vi.waitUntil(async () => {
      await vi.advanceTimersByTimeAsync(1);
      return backstage.lines[0]?.heard.length;
    });
    await opened;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(backstage.lines[0]?.readyState).toBe(3);
    vi.useRealTimers();
  });

  it("goes to the same shard for the same conversation, and spreads them over all", () => {
    const ids = Array.from({ length: 200 }, () => uuid());
    expect(ids.map((id) => shardOf(id, 1))).toEqual(ids.map(() => 0));
    expect(ids.map((id) => shardOf(id, 4))).toEqual(ids.map((id) => shardOf(id, 4)));
    expect(new Set(ids.map((id) => shardOf(id, 4)))).toEqual(new Set([0, 1, 2, 3]));
  });
});
