import { describe, expect, it } from "vitest";
import { castForTest } from "../support/cast";

describe("a connection", () => {
  it("[W7] has Postgres give up a statement before we do, so that none is committed after we asked what became of it", async () => {
    const { pool } = await castForTest();
    const { rows } = await pool.query("show statement_timeout");
    expect([rows[0].statement_timeout, Reflect.get(pool, "options").query_timeout]).toEqual(["7s", 8_000]);
  });

  it("looks things up by index, whatever a plan once thought of a small table", async () => {
    const { pool } = await castForTest();
    const { rows } = await pool.query("show enable_seqscan");
    expect(rows[0].enable_seqscan).toBe("off");
  });
});
