import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import { Server } from "socket.io";
import { BODY_CHARACTERS_MAX } from "./plain-rooms.mjs";
import { announce, jwtSecret, redisUrl } from "./settings.mjs";
import { verified } from "./token.mjs";

/**
 * Rooms of Socket.IO with its Redis adapter. `isMember(room, userId)` and `store(message)` are the peer's own;
 * a message is told when `store` has resolved.
 */
export function serveSocketRooms({ isMember, store }) {
  const http = createServer();
  const adapter = createAdapter(new Redis(redisUrl), new Redis(redisUrl));
  const io = new Server(http, { adapter, perMessageDeflate: false, serveClient: false });
  io.use((socket, next) => {
    try {
      socket.data.userId = verified(socket.handshake.auth.token, jwtSecret);
      next();
    } catch (error) {
      next(error);
    }
  });
  io.on("connection", (socket) => {
    const { userId } = socket.data;
    socket.on("join", async (room, answer) => {
      if (!(await isMember(room, userId))) return answer({ type: "refused" });
      await socket.join(room);
      answer({ type: "joined" });
    });
    socket.on("message", async ({ room, body }) => {
      try {
        if (typeof body !== "string" || body.length > BODY_CHARACTERS_MAX) throw new Error("not a text");
        if (!socket.rooms.has(room)) throw new Error("not in this room");
        const message = {
          id: randomUUID(),
          room,
          senderId: userId,
          body,
          createdAt: new Date().toISOString(),
        };
        await store(message);
        io.to(room).emit("message", message);
      } catch (error) {
        socket.emit("refused", { type: "refused", message: String(error) });
      }
    });
  });
  http.listen(0, "127.0.0.1", () => announce(http));
}
