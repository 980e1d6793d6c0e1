import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { announce, BODY_CHARACTERS_MAX, jsonError } from "./settings.mjs";

/**
 * Rooms over plain `ws`: what is sent is numbered in memory, stored by `store(message)`, which resolves to what
 * the database adds to it, and then told to everyone in the room. No tickets, no membership, no resume.
 */
export function serveRooms(store) {
  const rooms = new Map();
  const http = createServer();
  new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket, request) => {
    const room = roomOf(rooms, new URL(request.url, "http://localhost").pathname.slice(1));
    room.sockets.add(socket);
    socket.on("message", (frame) => receive(room, socket, JSON.parse(String(frame))));
    socket.on("close", () => room.sockets.delete(socket));
    socket.send(JSON.stringify({ type: "welcome", rev: room.seq, seq: room.seq }));
  });
  http.listen(0, "127.0.0.1", () => announce(http));

  async function receive(room, socket, { id, body }) {
    try {
      if (typeof body !== "string" || body.length > BODY_CHARACTERS_MAX) throw new Error("not a text");
      room.seq += 1;
      const message = messageOf(room, { id, body });
      const stored = { ...message, ...(await store(message)) };
      const frame = Buffer.from(JSON.stringify({ type: "message:new", rev: message.rev, message: stored }));
      for (const each of room.sockets) each.send(frame, { binary: false });
    } catch (error) {
      socket.send(jsonError(error));
    }
  }
}

function roomOf(rooms, id) {
  if (!rooms.has(id)) rooms.set(id, { id, seq: 0, sockets: new Set() });
  return rooms.get(id);
}

/** In the order of `COLUMNS`. */
function messageOf(room, { id, body }) {
  return {
    ...{ id, conversationId: room.id, seq: room.seq, rev: room.seq, kind: "text" },
    ...{ senderId: room.id, senderRole: "customer", senderName: "Customer", body, metadata: {} },
  };
}

export const COLUMNS =
  "id, conversation_id, seq, rev, kind, sender_id, sender_role, sender_name, body, metadata";
