import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { errorOf, logOf } from "../log.mjs";
import { connectToDatabase } from "./database-connection.mjs";

const CONNECTIONS_MAX = 500;
const BUFFERED_BYTES_MAX = 1024 * 1024;
const FRAME_BYTES_MAX = 64 * 1024 * 1024;
const log = logOf("database-bridge");

/**
 * Carries Neon's WebSocket protocol to one Postgres over TCP. It listens on loopback, goes nowhere else, and no
 * web page may speak to it: a browser always names its origin, the web server and the rooms never do.
 */
export async function startDatabaseBridge({ port, target }) {
  const http = createServer((_request, response) => response.writeHead(200).end("ok"));
  const sockets = new WebSocketServer({
    server: http,
    perMessageDeflate: false,
    maxPayload: FRAME_BYTES_MAX,
    verifyClient: ({ req }) =>
      req.headers.origin === undefined &&
      req.url.split("?")[0] === "/v1" &&
      sockets.clients.size < CONNECTIONS_MAX,
  });
  sockets.on("connection", (client) => carry(client, target));
  await new Promise((resolve, reject) => {
    http.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    port: http.address().port,
    async stop() {
      for (const client of sockets.clients) client.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function carry(client, target) {
  client.on("error", () => client.terminate());
  client.pause();
  let database;
  try {
    database = await connectToDatabase(target);
  } catch (error) {
    log.error(`${target.host}:${target.port} cannot be reached`, { error: errorOf(error) });
    client.terminate();
    return;
  }
  client.on("message", (bytes) => {
    if (!database.write(bytes)) client.pause();
  });
  database.on("drain", () => client.resume());
  database.on("data", (bytes) => {
    client.send(bytes, () => {
      if (client.bufferedAmount <= BUFFERED_BYTES_MAX) database.resume();
    });
    if (client.bufferedAmount > BUFFERED_BYTES_MAX) database.pause();
  });
  database.on("error", () => client.terminate());
  database.on("close", () => client.close());
  client.on("close", () => database.destroy());
  client.resume();
}
