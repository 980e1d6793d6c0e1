import { createServer } from "node:http";
import pg from "pg";
import { WebSocketServer } from "ws";

const CONNECTIONS_MAX = 10;

/**
 * What the product is measured against: a plain `ws` server with `pg`, one prepared insert per message into the
 * same columns and indexes, told to everyone in the room after the commit. Without tickets, without limits,
 * without resume, numbered in memory. A process of its own; `REFERENCE` holds its settings, and its parent
 * hears its port.
 */
const { databaseUrl } = JSON.parse(process.env.REFERENCE);
const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX });
const rooms = new Map();

const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on("connection", (socket, request) => {
  const room = enter(new URL(request.url, "http://localhost").pathname.slice(1), socket);
  socket.on("message", (frame) => receive(room, JSON.parse(String(frame))));
  socket.on("close", () => room.sockets.delete(socket));
  socket.send(JSON.stringify({ type: "welcome", rev: room.seq, seq: room.seq }));
});
http.listen(0, "127.0.0.1", () => process.send({ port: http.address().port }));
process.on("disconnect", () => process.exit());

function enter(id, socket) {
  if (!rooms.has(id)) rooms.set(id, { id, seq: 0, sockets: new Set() });
  const room = rooms.get(id);
  room.sockets.add(socket);
  return room;
}

async function receive(room, { id, body }) {
  room.seq += 1;
  const message = {
    ...{ id, conversationId: room.id, seq: room.seq, rev: room.seq, kind: "text" },
    ...{ senderId: room.id, senderRole: "customer", senderName: "Customer", body, metadata: {} },
  };
  const { rows } = await pool.query({
    name: "insert",
    text: `insert into reference_messages
      (id, conversation_id, seq, rev, kind, sender_id, sender_role, sender_name, body, metadata)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning created_at as "createdAt"`,
    values: Object.values(message),
  });
  const frame = JSON.stringify({
    type: "message:new",
    rev: message.rev,
    message: { ...message, ...rows[0] },
  });
  for (const socket of room.sockets) socket.send(frame);
}
