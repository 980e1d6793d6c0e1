import { once } from "node:events";
import { expect, it, onTestFinished, vi } from "vitest";
import WebSocket, { WebSocketServer } from "ws";
import { PostFeed } from "@/lib/client/post-feed";
import type { Post } from "@/lib/protocol/post";

/** A real WebSocket server in the place of the relays. */
async function relays() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => server.close());
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server has no port");
  return { server, address: async (relay: number) => new URL(`ws://127.0.0.1:${address.port}/${relay}`) };
}

it("loads the posts anew at each welcome and reset, goes on to the next relay where one is full, and passes posts on", async () => {
  const { server, address } = await relays();
  const asked: string[] = [];
  server.on("connection", (socket, { url = "" }) => {
    asked.push(url);
    if (url === "/0") {
      socket.send('{"type":"full"}');
      socket.close(1013);
      return;
    }
    for (const frame of [{ type: "welcome" }, { type: "later" }, { type: "post:changed", post: { id: "1" } }])
      socket.send(JSON.stringify(frame));
    socket.send('{"type":"reset"}');
  });
  const onReload = vi.fn();
  const heard: Post[] = [];
  const stop = new PostFeed({ address, onReload, onPost: (post) => heard.push(post), WebSocket }).start();
  await expect.poll(() => onReload.mock.calls.length).toBe(2);
  expect(heard).toEqual([{ id: "1" }]);
  expect(asked).toEqual(["/0", "/1"]);
  stop();
  await expect.poll(() => server.clients.size).toBe(0);
});
