import { afterEach, expect, it, vi } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { ConversationClient } from "@/lib/client/conversation-client";
import { headOf, maya, said, sam, welcomed } from "../support/wire";

const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

it("loads anew by itself when a room says what cannot be", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server has no port");
  const history = [said(sam, 1), said(sam, 2)];
  server.on("connection", (socket, { url }) => {
    const rev = Number(new URL(url ?? "", "http://room.test").searchParams.get("after"));
    for (const event of [welcomed({ rev, seq: 0 }), { type: "resumed", rev }])
      socket.send(JSON.stringify(event));
    // The second message with the version of the first: there is a hole where the first should be.
    if (rev === 0) socket.send(JSON.stringify({ type: "message:new", rev: 1, message: history[1] }));
  });
  const client = new ConversationClient({
    self: maya,
    head: headOf([]),
    outbox: { load: async () => [], put: async () => {}, remove: async () => {} },
    address: async () => new URL(`ws://127.0.0.1:${address.port}/`),
    loadHead: async () => headOf(history),
    WebSocket,
  });
  const stop = client.start();
  await expect.poll(() => client.getSnapshot().messages, { timeout: 5_000 }).toEqual(history);
  await expect.poll(() => client.getSnapshot().connection).toBe("online");
  stop();
  for (const socket of server.clients) socket.terminate();
});
