import pg from "pg";
import { readSettings, runningDatabaseUrl } from "./settings.mjs";

const [email] = process.argv.slice(2);

try {
  if (!email) throw new Error("Who? npm run make-admin -- nora@example.com");
  const client = new pg.Client(runningDatabaseUrl(readSettings()));
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "update users set role = 'admin' where email = lower($1) and role in ('user', 'admin')",
      [email],
    );
    if (rowCount === 0) throw new Error(`Nobody has the address ${email}: register with it first.`);
    console.log(`${email} is an admin of the platform: /admin`);
  } finally {
    await client.end();
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
