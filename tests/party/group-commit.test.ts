import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Refusal } from "@/lib/refusal";
import { GroupCommit } from "@/party/group-commit";

/** A store that commits only when the test says so. */
function slowStore({
  batchMax = 3,
  waitingMax = 5,
  keyOf,
}: {
  batchMax?: number;
  waitingMax?: number;
  keyOf?: (entry: string) => string;
} = {}) {
  const batches: { entries: string[]; commit: () => void; fail: (error: Error) => void }[] = [];
  const commits = new GroupCommit<string, string>({
    commit: (entries) =>
      new Promise((resolve, reject) => {
        const outcomes = entries.map((entry) =>
          entry === "bad" ? new Refusal("bad-command") : `${entry} stored`,
        );
        batches.push({ entries, commit: () => resolve(outcomes), fail: reject });
      }),
    batchMax,
    waitingMax,
    ...(keyOf && { keyOf }),
  });
  /** The batch, as soon as it is in flight. */
  const inFlight = (n: number) => vi.waitUntil(() => batches[n], { interval: 1 });
  return { commits, batches, inFlight };
}

describe("group commit", () => {
  it("[W5] commits at once when idle and collects while a commit is in flight", async () => {
    const { commits, batches, inFlight } = slowStore();
    const one = commits.add("one");
    const rest = ["two", "three"].map((entry) => commits.add(entry));
    expect(batches.map(({ entries }) => entries)).toEqual([["one"]]);
    (await inFlight(0)).commit();
    expect(await one).toBe("one stored");
    expect((await inFlight(1)).entries).toEqual(["two", "three"]);
    (await inFlight(1)).commit();
    expect(await Promise.all(rest)).toEqual(["two stored", "three stored"]);
  });

  it("[W6] takes no more in one batch than its bound, in the order of asking", async () => {
    const { commits, inFlight } = slowStore({ batchMax: 2 });
    const all = ["one", "two", "three", "four"].map((entry) => commits.add(entry));
    for (const [n, entries] of [["one"], ["two", "three"], ["four"]].entries()) {
      expect((await inFlight(n)).entries).toEqual(entries);
      (await inFlight(n)).commit();
    }
    expect(await Promise.all(all)).toHaveLength(4);
  });

  it("[W6] answers busy past its bound, and takes more once there is room", async () => {
    const { commits, inFlight } = slowStore({ waitingMax: 1 });
    const one = commits.add("one");
    const two = commits.add("two");
    await expect(commits.add("three")).rejects.toMatchObject({ code: "busy" });
    (await inFlight(0)).commit();
    await one;
    await inFlight(1);
    const three = commits.add("three");
    (await inFlight(1)).commit();
    await two;
    (await inFlight(2)).commit();
    expect(await three).toBe("three stored");
  });

  it("[W7] rejects every entry of a batch that fails, and goes on with the next", async () => {
    const { commits, inFlight } = slowStore();
    const one = commits.add("one");
    const others = [commits.add("two"), commits.add("three")];
    const settled = Promise.allSettled([one, ...others]);
    (await inFlight(0)).fail(new Refusal("unavailable"));
    await expect(one).rejects.toMatchObject({ code: "unavailable" });
    (await inFlight(1)).commit();
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  });

  it("[W8] rejects alone what failed alone", async () => {
    const { commits, inFlight } = slowStore();
    const first = commits.add("first");
    const settled = Promise.allSettled([commits.add("good"), commits.add("bad"), commits.add("fine")]);
    (await inFlight(0)).commit();
    await first;
    (await inFlight(1)).commit();
    expect((await settled).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("[W6] counts an entry by its size, and lets one through that is larger than a batch", async () => {
    const sizes: number[][] = [];
    const commits = new GroupCommit<number, number>({
      commit: async (entries) => {
        sizes.push(entries);
        return entries;
      },
      batchMax: 10,
      waitingMax: 30,
      sizeOf: (entry) => entry,
    });
    expect(await Promise.all([commits.add(1), commits.add(4), commits.add(6), commits.add(20)])).toEqual([
      1, 4, 6, 20,
    ]);
    expect(sizes).toEqual([[1], [4, 6], [20]]);
    await expect(commits.add(31)).rejects.toMatchObject({ code: "busy" });
  });

  describe("of several keys", () => {
    const MANY = 32;
    const keyed = (batchMax = 100) =>
      slowStore({ batchMax, waitingMax: 200, keyOf: (entry) => entry.charAt(0) });
    const letters = (count: number, from = "A") =>
      Array.from({ length: count }, (_, n) => String.fromCharCode(from.charCodeAt(0) + n));

    it("[W12] has a second batch in flight once it is worth it, and never a third", async () => {
      const { commits, batches } = keyed();
      vi.useFakeTimers();
      onTestFinished(() => void vi.useRealTimers());
      void commits.add("1");
      for (const letter of letters(MANY - 1)) void commits.add(letter);
      expect(batches.map(({ entries }) => entries)).toEqual([["1"]]);
      void commits.add("2");
      expect(batches.map(({ entries }) => entries)).toEqual([["1"], [...letters(MANY - 1), "2"]]);
      for (const letter of letters(MANY, "a")) void commits.add(letter);
      vi.advanceTimersByTime(1_000);
      expect(batches).toHaveLength(2);
    });

    it("[W12] waits for nothing that takes long", async () => {
      const { commits, batches, inFlight } = keyed();
      void commits.add("a1");
      const [b, c] = [commits.add("b1"), commits.add("c1")];
      void commits.add("a2");
      expect((await inFlight(1)).entries).toEqual(["b1", "c1"]);
      (await inFlight(1)).commit();
      expect(await Promise.all([b, c])).toEqual(["b1 stored", "c1 stored"]);
      expect(batches).toHaveLength(2);
    });

    it("[W12] stores what is of one key in one batch or one after the other", async () => {
      const { commits, inFlight } = keyed(2);
      const order: string[] = [];
      const all = ["a1", "a2", "b1", "a3", "b2"].map((entry) =>
        commits.add(entry).then(() => order.push(entry)),
      );
      expect((await inFlight(0)).entries).toEqual(["a1"]);
      expect((await inFlight(1)).entries).toEqual(["b1", "b2"]);
      (await inFlight(0)).commit();
      expect((await inFlight(2)).entries).toEqual(["a2", "a3"]);
      (await inFlight(2)).commit();
      (await inFlight(1)).commit();
      await Promise.all(all);
      expect(order).toEqual(["a1", "a2", "a3", "b1", "b2"]);
    });

    it("begins the next batch before it tells of the one before, and nothing of its keys", async () => {
      const { commits, batches, inFlight } = keyed();
      const begun = commits.add("a1").then(() => batches.map(({ entries }) => entries));
      const rest = ["b1", "a2"].map((entry) => commits.add(entry));
      (await inFlight(0)).commit();
      expect(await begun).toEqual([["a1"], ["b1"]]);
      (await inFlight(1)).commit();
      (await inFlight(2)).commit();
      expect(await Promise.all(rest)).toEqual(["b1 stored", "a2 stored"]);
    });
  });
});
