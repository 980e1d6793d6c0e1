import { withClient } from "./parts/postgres.mjs";
import { readSettings, runningDatabaseUrl } from "./settings.mjs";

/** The audit trail tells of it, unless they are one already: of a command there is no person to name. */
const MAKE_ADMIN = `
  with made as (
    update users set role = 'admin' where email = lower($1) and role = 'user' returning id, name
  ), told as (
    insert into audit_entries (actor_name, actor_role, kind, subject_id, detail)
    select '', 'operator', 'user.made-admin', id, jsonb_build_object('name', name) from made
  )
  select from users where email = lower($1) and role in ('user', 'admin')`;

const [email] = process.argv.slice(2);

try {
  if (!email) throw new Error("Who? npm run make-admin -- nora@example.com");
  const { rowCount } = await withClient(runningDatabaseUrl(readSettings()), (client) =>
    client.query(MAKE_ADMIN, [email]),
  );
  if (rowCount === 0) throw new Error(`Nobody has the address ${email}: register with it first.`);
  console.log(`${email} is an admin of the platform: /admin`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
