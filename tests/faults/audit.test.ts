import { describe, expect, it } from "vitest";
import { trial } from "./trial.mjs";

const kept = { lost: [], twice: [], gaps: [], disorder: [], stale: [], other: [] };

describe("what customers and agents say to each other", () => {
  it("[G1] [G2] [G3] [G4] survives cut sockets, killed tabs, and kill -9 of every part", async ({
    signal,
  }) => {
    const { faults, verdict } = await trial({
      seed: "what is said is kept",
      seconds: 20,
      fsync: false,
      signal,
      faults: [
        ["tabs killed after Enter", "answers lost"],
        ["rooms killed"],
        ["database bridge killed", "everyone cut"],
        ["postgres killed"],
      ],
    });
    expect(verdict).toMatchObject(kept);
    expect(verdict.acknowledged).toBe(verdict.operations);
    expect(faults.map(({ convergedSeconds }) => convergedSeconds)).not.toContain(Number.POSITIVE_INFINITY);
  }, 90_000);
});
