import { createHash } from "node:crypto";
import jwt from "@fastify/jwt";
import websocket from "@fastify/websocket";
import { PrismaPg } from "@prisma/adapter-pg";
import prismaClient from "@prisma/client";
import Fastify from "fastify";
import { Redis } from "ioredis";
import { BODY_CHARACTERS_MAX } from "./plain-rooms.mjs";
import { announce, CONNECTIONS_MAX, databaseUrl, jsonError, jwtSecret, redisUrl } from "./settings.mjs";

/**
 * A server of many copies: who comes in is checked by token and membership, a message is stored by Prisma, and
 * every copy hears of it over Redis and tells those of the room that it holds.
 */
const statementNameGenerator = ({ sql }) => createHash("md5").update(sql).digest("hex");
const names = new Map();
const prisma = new prismaClient.PrismaClient({
  adapter: new PrismaPg(
    { connectionString: databaseUrl, max: CONNECTIONS_MAX },
    {
      // Without a name nothing is prepared; hashing each time would cost more than it gains.
      statementNameGenerator(query) {
        if (!names.has(query.sql)) names.set(query.sql, statementNameGenerator(query));
        return names.get(query.sql);
      },
    },
  ),
});
const publisher = new Redis(redisUrl, { enableAutoPipelining: true });
const subscriber = new Redis(redisUrl, { enableAutoPipelining: true });
const rooms = new Map();

subscriber.on("messageBuffer", (channel, frame) => {
  for (const socket of rooms.get(String(channel)) ?? []) socket.send(frame, { binary: false });
});

const app = Fastify({ logger: false });
await app.register(jwt, { secret: jwtSecret });
await app.register(websocket, { options: { perMessageDeflate: false } });
app.get("/ws", { websocket: true }, (socket, { query: { conversationId, token } }) => {
  const admitted = admit(conversationId, token);
  socket.on("message", async (frame) => {
    try {
      await receive(conversationId, await admitted, JSON.parse(String(frame)));
    } catch (error) {
      socket.send(jsonError(error));
    }
  });
  admitted
    .then(() => join(conversationId, socket))
    .then(
      () => socket.send('{"type":"ready"}'),
      (error) => {
        socket.send(jsonError(error));
        socket.close(1008);
      },
    );
});
await app.listen({ port: 0, host: "127.0.0.1" });
announce(app.server);

async function admit(conversationId, token) {
  const { sub: userId } = app.jwt.verify(token);
  await prisma.member.findUniqueOrThrow({ where: { conversationId_userId: { conversationId, userId } } });
  return userId;
}

async function join(room, socket) {
  socket.on("close", () => {
    const others = rooms.get(room);
    others?.delete(socket);
    if (others?.size === 0) {
      rooms.delete(room);
      subscriber.unsubscribe(room);
    }
  });
  const sockets = rooms.get(room) ?? new Set();
  rooms.set(room, sockets);
  sockets.add(socket);
  await subscriber.subscribe(room);
}

async function receive(conversationId, senderId, { body }) {
  if (typeof body !== "string" || body.length > BODY_CHARACTERS_MAX) throw new Error("not a text");
  const message = await prisma.message.create({ data: { conversationId, senderId, body } });
  await publisher.publish(conversationId, JSON.stringify({ type: "message", message }));
}
