import pg from "pg";
import { expect, inject, test } from "vitest";
import { createDatabaseForTest } from "../support/database";

test("each test may have a database of its own, migrated and empty, on the real Postgres", async () => {
  const [nora, tariq] = await Promise.all([createDatabaseForTest(), createDatabaseForTest()]);
  expect(nora.directUrl).not.toBe(tariq.directUrl);
  const client = new pg.Client(nora.directUrl);
  await client.connect();
  const { rows } = await client.query("select current_setting('server_encoding') as encoding");
  await client.end();
  expect(rows).toEqual([{ encoding: "UTF8" }]);
  expect(inject("env").POSTGRES_WS_PROXY).toMatch(/^127\.0\.0\.1:\d+\/v1$/);
});
