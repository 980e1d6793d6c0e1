import { expect, it, vi } from "vitest";
import { createDatabase } from "../support/database";
import { playOverPostgres, runsAsked, seeds, tellOf } from "./company";

vi.mock("@vercel/postgres", async () => ({ createPool: (await import("./pool")).createPool }));

// Each statement is a step of its own here, so that others come between those that belong together.
it("[G1] [G2] [G3] [G4] keeps every promise over a real Postgres, too", { timeout: 3_600_000 }, async () => {
  const { directUrl } = await createDatabase();
  expect(tellOf(await playOverPostgres(seeds(runsAsked(60)), directUrl))).toBe("");
});

it.each([[416, "whoever came to an empty room was not told of a receipt whose answer had been lost"]])(
  "seed %i: %s",
  async (seed) => {
    const { directUrl } = await createDatabase();
    expect(tellOf(await playOverPostgres([seed], directUrl))).toBe("");
  },
);
