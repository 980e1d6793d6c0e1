import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Changes, Entry, Outcome, Snapshot } from "@/lib/ledger";
import type { Event } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { Announcer } from "@/party/announcer";
import { joined, maya, memberOf, said } from "../support/wire";

const says = (body: string): Entry => ({ op: "message", id: uuid(), ...maya, body });

/** A ledger whose answers the test decides: what it stored need not be what it said. */
class LedgerOfTest {
  rows: Message[] = [];
  appends: Entry[][] = [];
  answer: (entries: Entry[]) => Promise<Outcome[]> = async (entries) => this.store(entries);

  store(entries: Entry[]): Outcome[] {
    return entries.map((): Outcome => {
      const message = said(maya, this.rows.length + 1);
      this.rows.push(message);
      return { is: "stored", message };
    });
  }

  open = async (): Promise<Snapshot> => ({
    rev: this.rows.length,
    seq: this.rows.length,
    ...{
      kind: "direct" as const,
      businessId: "",
      title: "",
      participants: [],
      receipts: [],
      threadReads: [],
      closing: null,
    },
    blocks: [],
    businessId: "",
  });
  append = (entries: Entry[]) => {
    this.appends.push(entries);
    return this.answer(entries);
  };
  changes = async (after: number): Promise<Changes> => ({
    rev: this.rows.length,
    messages: this.rows.filter(({ rev }) => rev > after),
  });
}

describe("the announcer", () => {
  let ledger: LedgerOfTest;
  let told: Event[];
  let announcer: Announcer;
  const audienceOf = (isEmpty: boolean) => ({
    tell: (event: Event) => void told.push(event),
    ...{ tellPerson: () => {}, part: () => {}, partAllBut: () => {}, isEmpty },
  });
  const revs = () => told.map((event) => ("rev" in event ? event.rev : event.type));

  beforeEach(() => {
    ledger = new LedgerOfTest();
    told = [];
    announcer = new Announcer(ledger, audienceOf(false));
  });

  it("[W1] tells nobody before the ledger has answered", async () => {
    let commit = () => {};
    ledger.answer = (entries) =>
      new Promise((resolve) => {
        commit = () => resolve(ledger.store(entries));
      });
    const added = announcer.add(says("Hello"));
    await expect.poll(() => ledger.appends.length).toBe(1);
    expect(told).toEqual([]);
    commit();
    expect(await added).toMatchObject({ is: "stored" });
    expect(revs()).toEqual([1]);
  });

  it("[W5] has one append in flight and keeps the order of asking", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, n) => announcer.add(says(`message ${n}`))));
    expect(ledger.appends.map((entries) => entries.length)).toEqual([1, 64, 35]);
    expect(revs()).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  });

  it("[W7] refuses what the ledger failed to store", async () => {
    ledger.answer = () => Promise.reject(new Refusal("unavailable"));
    await expect(announcer.add(says("Hello"))).rejects.toMatchObject({ code: "unavailable" });
    expect(told).toEqual([]);
  });

  it("[W9] finds out by itself what was stored when the answer was lost", async () => {
    vi.useFakeTimers();
    ledger.answer = async (entries) => {
      ledger.store(entries);
      throw new Refusal("unavailable");
    };
    await expect(announcer.add(says("Hello"))).rejects.toMatchObject({ code: "unavailable" });
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(revs()).toEqual([1]);
    vi.useRealTimers();
  });

  it("[W9] goes on asking while the ledger is away, and tells before anything newer", async () => {
    vi.useFakeTimers();
    const { changes } = ledger;
    ledger.answer = async (entries) => {
      ledger.store(entries);
      throw new Refusal("unavailable");
    };
    ledger.changes = () => Promise.reject(new Refusal("unavailable"));
    await expect(announcer.add(says("Hello"))).rejects.toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([]);
    ledger.changes = changes;
    ledger.answer = async (entries) => ledger.store(entries);
    await announcer.add(says("Still there?"));
    expect(revs()).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(revs()).toEqual([1, 2]);
    vi.useRealTimers();
  });

  it("[W9] does not take an answer from before a lost one for the end of it", async () => {
    vi.useFakeTimers();
    const { changes } = ledger;
    let answerNow = () => {};
    await announcer.known();
    ledger.store([says("from elsewhere")]);
    // Catching up is asked and answered, but the answer is on its way while an append loses its own.
    ledger.changes = async (after) => {
      const answered = await changes(after);
      if (after === 0) return answered;
      return new Promise((resolve) => {
        answerNow = () => resolve(answered);
      });
    };
    await announcer.missed(0);
    ledger.store([says("from elsewhere, too")]);
    const missed = announcer.missed(0);
    await vi.advanceTimersByTimeAsync(1);
    ledger.answer = async (entries) => {
      ledger.store(entries);
      throw new Refusal("unavailable");
    };
    await expect(announcer.add(says("Hello"))).rejects.toMatchObject({ code: "unavailable" });
    ledger.changes = changes;
    answerNow();
    await missed;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(revs()).toEqual([1, 2, 3]);
    vi.useRealTimers();
  });

  it("[W2] tells what another room of the conversation stored before what came after it", async () => {
    vi.useFakeTimers();
    await announcer.add(says("one"));
    ledger.store([says("from elsewhere")]);
    const added = announcer.add(says("three"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await added).toMatchObject({ is: "stored" });
    expect(revs()).toEqual([1, 2, 3]);
    vi.useRealTimers();
  });

  it("[Q2] tells everyone of what another room stored where somebody is refused for not having seen it", async () => {
    vi.useFakeTimers();
    await announcer.add(says("one"));
    ledger.store([says("from elsewhere")]);
    ledger.answer = async () => [{ is: "refused", code: "stale", unseen: ledger.rows.slice(1) }];
    await announcer.add(says("two"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(revs()).toEqual([1, 2]);
    vi.useRealTimers();
  });

  it("[W9] tells everyone of a message that was stored, its answer lost, and is sent again", async () => {
    vi.useFakeTimers();
    await announcer.known();
    const [lost] = ledger.store([says("Hello")]);
    ledger.answer = async () => (lost && "message" in lost ? [{ is: "repeat", message: lost.message }] : []);
    await announcer.add(says("Hello"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(revs()).toEqual([1]);
    vi.useRealTimers();
  });

  it("[W9] tells of a receipt whose answer was lost", async () => {
    vi.useFakeTimers();
    const receipt = { userId: maya.userId, delivered: 3, read: 2 };
    ledger.answer = () => Promise.reject(new Refusal("unavailable"));
    const added = announcer.add({ op: "receipt", role: "customer", ...receipt });
    await expect(added).rejects.toMatchObject({ code: "unavailable" });
    const before = await ledger.open();
    ledger.open = async () => ({ ...before, receipts: [receipt] });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([{ type: "receipt", ...receipt }]);
    vi.useRealTimers();
  });

  it("[W9] knows of a receipt whose answer was lost while nobody was there", async () => {
    vi.useFakeTimers();
    const quiet = new Announcer(ledger, audienceOf(true));
    const receipt = { userId: maya.userId, delivered: 3, read: 2 };
    ledger.answer = () => Promise.reject(new Refusal("unavailable"));
    const added = quiet.add({ op: "receipt", role: "customer", ...receipt });
    await expect(added).rejects.toMatchObject({ code: "unavailable" });
    const before = await ledger.open();
    ledger.open = async () => ({ ...before, receipts: [receipt] });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([...(await quiet.known()).receipts.values()]).toEqual([receipt]);
    vi.useRealTimers();
  });

  it("[R3] tells everyone to reset when it is too far behind itself", async () => {
    await announcer.known();
    ledger.store([says("from elsewhere")]);
    ledger.changes = async () => ({ rev: 1_000, messages: null });
    await announcer.missed(0);
    expect(told).toEqual([{ type: "reset", rev: 1_000 }]);
  });

  it("[R2] knows no less than somebody who has loaded their page meanwhile", async () => {
    await announcer.known();
    ledger.rows.push(joined(maya, 1));
    const { rev, participants } = await announcer.known(1);
    expect([rev, [...participants.values()]]).toEqual([1, [memberOf(maya)]]);
    expect(revs()).toEqual([1]);
  });

  it("asks the ledger again after a first question that failed", async () => {
    const { open } = ledger;
    ledger.open = () => Promise.reject(new Refusal("unavailable"));
    await expect(announcer.known()).rejects.toMatchObject({ code: "unavailable" });
    ledger.open = open;
    expect((await announcer.known()).rev).toBe(0);
  });

  it("[P4] remembers receipts and joining for whoever comes next", async () => {
    ledger.answer = async () => [{ is: "marked", receipt: { userId: maya.userId, delivered: 2, read: 1 } }];
    await announcer.add({ op: "receipt", userId: maya.userId, role: "customer", delivered: 2, read: 1 });
    expect(told).toEqual([{ type: "receipt", userId: maya.userId, delivered: 2, read: 1 }]);
    const notice = joined(maya, 1);
    ledger.answer = async () => [{ is: "stored", message: notice }];
    await announcer.add({ op: "join", ...maya });
    const known = await announcer.known();
    expect([...known.participants.values()]).toEqual([memberOf(maya)]);
    expect([...known.receipts.values()]).toEqual([{ userId: maya.userId, delivered: 2, read: 1 }]);
  });

  it("stops asking when nobody is there to be told", async () => {
    vi.useFakeTimers();
    const quiet = new Announcer(ledger, audienceOf(true));
    ledger.answer = () => Promise.reject(new Refusal("unavailable"));
    const asked = vi.spyOn(ledger, "changes");
    await expect(quiet.add(says("Hello"))).rejects.toMatchObject({ code: "unavailable" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});
