/**
 * Our clients, rooms and ledger in this process, with everything between them in the test's hands: each frame, each
 * call of the database and of the site, each use of a disk and each timer is a step that a seed chooses, and so is
 * each fault. Afterwards faults stop, all is delivered, and everybody must have what is stored (verdict.ts).
 *
 * Most runs are played over a model of the database, because a real one takes three times as long for the same
 * steps; memory.test.ts holds the model to the real statements, and postgres.test.ts plays runs over them.
 *
 * `FUZZ_RUNS=100000 npx vitest run --project integration tests/fuzz/fuzz.test.ts` plays more of them,
 * `FUZZ_SEED=7` that one. A seed that ever failed stands below with what it found.
 */
import { expect, it, vi } from "vitest";
import type { Append } from "@/db/append";
import { playInMemory, runsAsked, seeds, tellOf } from "./company";
import { Memory } from "./memory";
import { Wire } from "./wire";

vi.mock("uuid", async (original) => (await import("./ids")).idsOver(await original()));
vi.mock("@vercel/postgres", async () => ({ createPool: (await import("./pool")).createPool }));
vi.mock("@/db/append", async (original) => (await import("./seam")).appendingOver(await original()));
vi.mock("@/db/snapshot", async (original) => (await import("./seam")).snapshotsOver(await original()));

it("[G1] [G2] [G3] [G4] keeps every promise in every run", { timeout: 3_600_000 }, async () => {
  expect(tellOf(await playInMemory(seeds(runsAsked(1_500))))).toBe("");
});

it("plays a seed again byte for byte: steps, frames and what is asked of the database", async () => {
  const once = async () => {
    const seen: unknown[] = [];
    class Watched extends Memory {
      override append(batch: Append[]) {
        seen.push(structuredClone(batch));
        return super.append(batch);
      }
    }
    const put = vi.spyOn(Wire.prototype, "put");
    await playInMemory(seeds(20), { memory: () => new Watched(), played: ({ trace }) => seen.push(trace) });
    const frames = put.mock.calls.map((call) => structuredClone(call));
    put.mockRestore();
    return [...seen, ...frames].map((each) => JSON.stringify(each));
  };
  expect(await once()).toEqual(await once());
});

it.each([
  [46, "an answer stood there without the joining that failed"],
  [52, "a room that was behind welcomed people without those who had joined meanwhile"],
  [89, "what two visits at once brought went back to what the slower one knew"],
  [2091, "a room that had not heard of a new guest turned them away, for ever"],
  [8925, "a tab that was closed while it asked for a ticket, and was refused one, dialled again and stayed"],
])("seed %i: %s", async (seed) => {
  expect(tellOf(await playInMemory([seed]))).toBe("");
});
