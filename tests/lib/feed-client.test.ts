import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, it, vi } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { FeedClient } from "@/lib/client/feed-client";
import type { FeedEvent } from "@/lib/protocol/feed";

const servers: WebSocketServer[] = [];

/** A real WebSocket server that says what the test says. */
async function feedServer() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server has no port");
  const say = (frame: unknown) => {
    for (const socket of server.clients)
      socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  };
  return { server, say, address: async () => new URL(`ws://127.0.0.1:${address.port}/`) };
}

describe("the client of a feed", () => {
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it("has the list loaded at each welcome and reset, and passes on what changes", async () => {
    const { server, say, address } = await feedServer();
    server.on("connection", (socket) => socket.send('{"type":"welcome"}'));
    const onReload = vi.fn();
    const heard: FeedEvent[] = [];
    const stop = new FeedClient({
      address,
      onReload,
      onEvent: (event) => heard.push(event),
      WebSocket,
    }).start();
    await expect.poll(() => onReload.mock.calls.length).toBe(1);
    say({ type: "reset" });
    const receipt = {
      type: "receipt",
      conversationId: uuid(),
      userId: uuid(),
      delivered: 2,
      read: 1,
    } as const;
    say({ type: "of a later version" });
    say(receipt);
    await expect.poll(() => heard).toEqual([receipt]);
    expect(onReload).toHaveBeenCalledTimes(2);
    for (const socket of server.clients) socket.terminate();
    await expect.poll(() => onReload.mock.calls.length, { timeout: 5_000 }).toBe(3);
    stop();
    await expect.poll(() => server.clients.size).toBe(0);
  });
});
