import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { PlainRooms } from "./plain-rooms.mjs";
import { announce } from "./settings.mjs";

/** Plain rooms over `ws`. */
export function serveRooms(store) {
  // A frame is encoded once for all.
  const rooms = new PlainRooms(store, (text) => Buffer.from(text));
  const http = createServer();
  new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (ws, request) => {
    const socket = { send: (frame) => ws.send(frame, { binary: false }) };
    const { hear, leave } = rooms.join(
      new URL(request.url, "http://localhost").searchParams.get("room"),
      socket,
    );
    ws.on("message", (frame) => hear(String(frame)));
    ws.on("close", leave);
  });
  http.listen(0, "127.0.0.1", () => announce(http));
}
