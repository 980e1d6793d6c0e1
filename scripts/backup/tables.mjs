/**
 * What a backup holds of a database, by its catalogue alone, so that a new table is never forgotten: each table with its
 * columns, but for those that Postgres works out by itself.
 */
export async function tablesOf(client) {
  const { rows } = await client.query(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  return rows;
}

/** When the newest migration was made that the database has; nothing where it has none. */
export async function migrationOf(client) {
  const { rows } = await client.query(
    "select case when to_regclass('drizzle.__drizzle_migrations') is not null then 1 end as there",
  );
  if (!rows[0].there) return undefined;
  const newest = await client.query("select max(created_at)::text as at from drizzle.__drizzle_migrations");
  return newest.rows[0].at === null ? undefined : Number(newest.rows[0].at);
}

export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
