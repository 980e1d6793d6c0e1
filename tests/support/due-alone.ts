import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";

const DUE = 71;
const OTHERS_ARE_DONE_WITHIN_MS = 300_000;

/** For a file whose tests do what is due: that is everybody's in a database, so such files take turns. */
export function dueAlone(): void {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: inject("env").POSTGRES_URL });
    await client.connect();
    await client.query("select pg_advisory_lock($1)", [DUE]);
  }, OTHERS_ARE_DONE_WITHIN_MS);
  // The lock goes with the line.
  afterAll(() => client.end());
}
