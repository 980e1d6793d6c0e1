import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";

/**
 * A migrated, empty database of a test file's own, reached as the app reaches it (`url` with POSTGRES_WS_PROXY)
 * or by TCP (`directUrl`, for `pg`). `drop()` ends whoever is still connected.
 */
export async function createDatabase() {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asAdmin(`create database ${name} template template_of_tests`);
  return {
    url: withName(inject("env").POSTGRES_URL, name),
    directUrl: withName(inject("databaseUrl"), name),
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  };
}

/** The same for one test, dropped when it ends. */
export async function createDatabaseForTest() {
  const database = await createDatabase();
  onTestFinished(() => database.drop());
  return database;
}

async function asAdmin(statement: string) {
  const client = new pg.Client(withName(inject("databaseUrl"), "postgres"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withName(databaseUrl: string, name: string) {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}
