import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { limitSlowRequests } from "@/lib/server/slow-requests";
import { castForRooms } from "../support/cast";
import { roomAddress, ticketFor, visit } from "../support/room-visitor";

/** Says something to a port, and hears what comes until the other side hangs up. */
async function dial(port: number, said: string) {
  const socket = net.connect(port, "127.0.0.1");
  let heard = "";
  socket.on("data", (data) => (heard += data)).on("error", () => {});
  await once(socket, "connect");
  socket.write(said);
  const closed = once(socket, "close").then(() => heard);
  return { socket, closed, heard: () => heard };
}

describe("[S08] the site", () => {
  const server = http.createServer({ connectionsCheckingInterval: 20 }, (request, response) => {
    request.resume().on("end", () => response.end("ok"));
  });
  let port = 0;

  beforeAll(async () => {
    limitSlowRequests({ headersMs: 200, requestMs: 300 });
    await once(server.listen(0, "127.0.0.1"), "listening");
    port = Object(server.address()).port;
    // The first request of anyone; the start script makes one to see whether the site is there.
    await (await fetch(`http://127.0.0.1:${port}/`)).text();
  });
  afterAll(() => void server.close());

  it.each([
    ["headers", "GET / HTTP/1.1\r\nHost: x\r\nX-A: "],
    ["a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"],
  ])("hangs up on who does not finish %s", async (_, said) => {
    const { closed } = await dial(port, said);
    expect(await closed).toContain("408");
  });
});

describe("[S08] the rooms", () => {
  const port = () => Number(new URL(inject("env").ROOMS_URL).port);

  it("serve others while many say nothing, half a head or half a body", async () => {
    const { conversationId: room, maya } = await castForRooms();
    const { pathname } = roomAddress("main", room);
    const token = await ticketFor({ party: "main", room, ...maya });
    const post = `POST ${pathname} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Length: 100\r\n\r\n{`;
    const said = ["", `GET ${pathname} HTTP/1.1\r\nHost: x\r\nX-A: `, post];
    const lines = await Promise.all(Array.from({ length: 150 }, (__, n) => dial(port(), said[n % 3] ?? "")));
    const visitor = await visit({ as: maya, conversationId: room });
    await visitor.hears("welcome");
    visitor.send({ type: "ping" });
    await visitor.hears("pong");
    for (const { socket } of lines) socket.destroy();
  });
});
