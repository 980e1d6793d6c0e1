import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { neonConfig, Pool } from "@neondatabase/serverless";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { startDatabaseBridge } from "../../scripts/parts/database-bridge.mjs";
import { databaseTarget } from "../../scripts/parts/database-target.mjs";
import { localhost } from "./certificate.mjs";

test("carries queries and answers of any size", async () => {
  const query = await through(await bridgeTo(inject("databaseUrl")));
  const { rows } = await query("select length($1) as asked, repeat('☕', 3000000) as answer", [
    "x".repeat(2_000_000),
  ]);
  expect(rows[0].asked).toBe(2_000_000);
  expect(rows[0].answer.length).toBe(3_000_000);
});

test("refuses a web page, which always names its origin, and every path but its own", async () => {
  const { port } = await bridgeTo(inject("databaseUrl"));
  expect(await statusOf(`ws://127.0.0.1:${port}/v1`, { origin: "http://localhost:3000" })).toBe(401);
  expect(await statusOf(`ws://127.0.0.1:${port}/elsewhere`)).toBe(401);
  expect(await statusOf(`ws://127.0.0.1:${port}/v1?address=elsewhere:5432`)).toBe(101);
});

test("ends a connection whose database cannot be reached", async () => {
  const closed = net.createServer().listen(0, "127.0.0.1");
  await once(closed, "listening");
  const { port } = closed.address();
  closed.close();
  const query = await through(await bridgeTo(`postgres://u:p@127.0.0.1:${port}/d`));
  await expect(query("select 1")).rejects.toThrow();
});

test("speaks TLS to a database whose URL asks for it", async () => {
  const server = await postgresOverTls();
  const query = await through(await bridgeTo(`${server.url}?sslmode=require`));
  expect((await query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  expect(server.isEncrypted()).toBe(true);
});

test("reaches the same database by TCP for migrations, its own certificate included", async () => {
  const server = await postgresOverTls();
  const client = new pg.Client(databaseTarget(`${server.url}?sslmode=require`).directUrl);
  await client.connect();
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await client.end();
});

test("trusts no unknown certificate when the URL asks to verify it", async () => {
  const server = await postgresOverTls();
  const query = await through(await bridgeTo(`${server.url}?sslmode=verify-full`));
  await expect(query("select 1")).rejects.toThrow();
});

test("does not go on in the clear when the database has no TLS", async () => {
  const query = await through(await bridgeTo(`${inject("databaseUrl")}?sslmode=require`));
  await expect(query("select 1")).rejects.toThrow();
});

test("speaks to Neon directly, and gives every other database the one name the driver lets pass", () => {
  expect(
    databaseTarget("postgres://u:p@ep-cool-1.eu-central-1.aws.neon.tech/d?sslmode=require"),
  ).toMatchObject({
    isNeon: true,
    childUrl: "postgres://u:p@ep-cool-1.eu-central-1.aws.neon.tech/d?sslmode=require",
  });
  expect(databaseTarget("postgres://u:p%40ss@db.example.com:6432/d?sslmode=verify-full")).toEqual({
    isNeon: false,
    host: "db.example.com",
    port: 6432,
    tls: true,
    verify: true,
    directUrl: "postgres://u:p%40ss@db.example.com:6432/d?sslmode=verify-full&uselibpqcompat=true",
    childUrl: "postgres://u:p%40ss@localhost:6432/d",
  });
});

async function bridgeTo(databaseUrl) {
  const bridge = await startDatabaseBridge({ port: 0, target: databaseTarget(databaseUrl) });
  onTestFinished(() => bridge.stop());
  return bridge;
}

/** As the site does it: Neon's driver, told of the bridge. */
async function through({ port }) {
  neonConfig.webSocketConstructor = WebSocket;
  neonConfig.wsProxy = () => `127.0.0.1:${port}/v1`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineTLS = false;
  neonConfig.pipelineConnect = false;
  const pool = new Pool({ connectionString: inject("env").POSTGRES_URL, connectionTimeoutMillis: 5_000 });
  pool.on("error", () => {});
  onTestFinished(() => pool.end());
  return (text, values) => pool.query(text, values);
}

async function statusOf(url, headers = {}) {
  const socket = new WebSocket(url, { headers });
  const status = await new Promise((resolve) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
  });
  socket.on("error", () => {});
  socket.terminate();
  return status;
}

/** The real Postgres behind a server that does the TLS, as hosted ones have it. */
async function postgresOverTls() {
  const direct = new URL(inject("databaseUrl"));
  let isEncrypted = false;
  const server = net.createServer(async (socket) => {
    socket.on("error", () => {});
    await once(socket, "data");
    socket.write("S");
    const secure = new tls.TLSSocket(socket, { isServer: true, ...localhost });
    secure.on("error", () => {});
    secure.once("secure", () => {
      isEncrypted = true;
      const database = net.connect(Number(direct.port), "127.0.0.1");
      database.on("error", () => secure.destroy());
      database.pipe(secure).pipe(database);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => server.close());
  const url = new URL(direct);
  url.hostname = "localhost";
  url.port = String(server.address().port);
  return { url: url.href, isEncrypted: () => isEncrypted };
}
