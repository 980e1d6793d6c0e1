import pg from "pg";
import { stoppedAt } from "../screens/stopped-clock";

/** What a moment is of a sign-in, and not of something somebody sees. */
const LIVING = ["sessions", "visits", "refresh_tokens"];

/** Moves all that ever happened, so that pictures of it are the same whenever they are taken. */
export default async function setUp(): Promise<void> {
  const client = new pg.Client(process.env.E2E_DATABASE_URL);
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ name: string; moments: string[] }>(
      `select table_name as name, array_agg(column_name::text) as moments from information_schema.columns
       where table_schema = 'public' and data_type = 'timestamp with time zone' and is_generated = 'NEVER'
         and table_name <> all($1)
       group by table_name`,
      [LIVING],
    );
    const { rows } = await client.query(
      "select max(created_at) + interval '11 minutes' as now from messages",
    );
    const { now } = rows[0];
    for (const { name, moments } of columns) {
      const moved = moments.map((moment) => `${moment} = ${moment} + ($1::timestamptz - $2::timestamptz)`);
      await client.query(`update ${name} set ${moved.join(", ")}`, [stoppedAt(), now]);
    }
  } finally {
    await client.end();
  }
}
