import pg from "pg";
import { expect, it, vi } from "vitest";
import { createDatabase } from "../support/database";
import { playOverPostgres, runsAsked, seeds, tellOf } from "./company";

vi.mock("uuid", async (original) => (await import("./ids")).idsOver(await original()));
vi.mock("@vercel/postgres", async () => ({ createPool: (await import("./pool")).createPool }));

// Each statement is a step of its own here, so that others come between those that belong together.
it("[G1] [G2] [G3] [G4] keeps every promise over a real Postgres, too", { timeout: 3_600_000 }, async () => {
  const { directUrl } = await createDatabase();
  expect(tellOf(await playOverPostgres(seeds(runsAsked(60)), directUrl))).toBe("");
});

it("plays a seed with the same ids in every database, whichever others it is played with", async () => {
  const idsOf = async (list: number[]) => {
    const { directUrl } = await createDatabase();
    await playOverPostgres(list, directUrl);
    const client = new pg.Client(directUrl);
    await client.connect();
    const { rows } = await client.query(
      `select id, conversation_id, sender_id, body from messages order by id`,
    );
    await client.end();
    return rows.map((row) => JSON.stringify(row));
  };
  const [alone, among] = [await idsOf([3]), await idsOf([2, 3])];
  expect(alone.length).toBeGreaterThan(0);
  expect(among).toEqual(expect.arrayContaining(alone));
});

it.each([[416, "whoever came to an empty room was not told of a receipt whose answer had been lost"]])(
  "seed %i: %s",
  async (seed) => {
    const { directUrl } = await createDatabase();
    expect(tellOf(await playOverPostgres([seed], directUrl))).toBe("");
  },
);
