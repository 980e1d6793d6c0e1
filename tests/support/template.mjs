import pg from "pg";

/** Copies of this are what `createDatabase()` gives; nobody connects to it, or it could not be copied. */
export const TEMPLATE = "template_of_tests";

export async function createTemplate(databaseUrl) {
  const admin = new URL(databaseUrl);
  const migrated = admin.pathname.slice(1);
  admin.pathname = "/postgres";
  const client = new pg.Client(admin.href);
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE} template ${migrated}`);
  } finally {
    await client.end();
  }
}
