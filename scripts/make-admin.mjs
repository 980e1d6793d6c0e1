import { withClient } from "./parts/postgres.mjs";
import { readSettings, runningDatabaseUrl } from "./settings.mjs";

const [email] = process.argv.slice(2);

try {
  if (!email) throw new Error("Who? npm run make-admin -- nora@example.com");
  const { rowCount } = await withClient(runningDatabaseUrl(readSettings()), (client) =>
    client.query("update users set role = 'admin' where email = lower($1) and role in ('user', 'admin')", [
      email,
    ]),
  );
  if (rowCount === 0) throw new Error(`Nobody has the address ${email}: register with it first.`);
  console.log(`${email} is an admin of the platform: /admin`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
