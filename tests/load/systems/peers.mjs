import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { startChild } from "../child.mjs";
import { storedRows } from "./product.mjs";

const JWT_SECRET = "of the peers, which hold nothing worth a secret";

const LIKE_OURS = (table) => `create table if not exists ${table} (like messages including all)`;
const USUAL = (table) => `
  create table if not exists ${table} (
    id uuid primary key, conversation_id text not null, sender_id text not null, body text not null,
    created_at timestamptz(3) not null default now());
  create index if not exists ${table}_place on ${table} (conversation_id, created_at)`;
const MEMBERS = `
  create table if not exists peer_members (
    conversation_id text, user_id text, primary key (conversation_id, user_id))`;

/** `redis` says which of the two the peer needs, `packages` that it needs more than the product itself does. */
export const peers = {
  "fastify-prisma": {
    title: "Fastify + Prisma + Redis",
    driver: "fastify",
    redis: "relay",
    packages: true,
    table: "fastify_messages",
    schema: `${USUAL("fastify_messages")}; ${MEMBERS}`,
    hasMembers: true,
  },
  "socketio-pg": {
    title: "Socket.IO + Redis + pg",
    driver: "socketio",
    redis: "relay",
    packages: true,
    table: "socketio_messages",
    schema: `${USUAL("socketio_messages")}; ${MEMBERS}`,
    hasMembers: true,
  },
  "socketio-redis": {
    title: "Socket.IO + Redis, fsync per write",
    driver: "socketio",
    redis: "durable",
    packages: true,
  },
  "ws-pg": {
    title: "ws + pg",
    driver: "ws",
    table: "ws_messages",
    schema: LIKE_OURS("ws_messages"),
    isNumbered: true,
  },
  "ws-batch": {
    title: "ws + group commit (ceiling)",
    driver: "ws",
    table: "batch_messages",
    schema: LIKE_OURS("batch_messages"),
    isNumbered: true,
  },
};

export async function startPeer({ name, stack, database, redis, conversations, crowdedRooms, readers }) {
  const peer = peers[name];
  const crowded = Array.from({ length: crowdedRooms }, () => randomUUID());
  const quiet = Array.from({ length: conversations }, () => randomUUID());
  if (peer.schema) await database.query(peer.schema);
  if (peer.hasMembers) await insertMembers(database, { crowded, quiet, readers });
  const relay = redis[peer.redis];
  const { POSTGRES_URL, POSTGRES_TCP } = stack.env;
  const settings = {
    ...{ databaseUrl: stack.databaseUrl, roomsEnvironment: { POSTGRES_URL, POSTGRES_TCP } },
    ...{ redisUrl: relay?.url, jwtSecret: JWT_SECRET },
  };
  let child;
  let port;
  let pid;
  const start = async () => {
    child = startChild(`peers/${name}.mjs`, { PEER: JSON.stringify(settings) });
    ({ port, pid = child.pid } = await child.says());
  };
  await start();

  const roomsOf = (some) =>
    Promise.all(
      some.map(async (room) => ({
        writer: await seats[peer.driver]({ port, room, userId: "writer" }),
        readers: [await seats[peer.driver]({ port, room, userId: "reader" })],
      })),
    );
  return {
    name: peer.title,
    driver: peer.driver,
    rooms: (count, from = 0) => roomsOf(quiet.slice(from, from + count)),
    roomsAgain: (count) => roomsOf(quiet.slice(0, count)),
    writer: (round) => seats[peer.driver]({ port, room: crowded[round], userId: "writer" }),
    readers: (count, round, from) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          seats[peer.driver]({ port, room: crowded[round], userId: `reader ${from + n}` }),
        ),
      ),
    processes: () => ({
      server: pid,
      ...(peer.table && { postgres: stack.parts.postgres.pid() }),
      ...(relay && { redis: relay.pid }),
    }),
    lockable: peer.table,
    redis: relay,
    stored: () => (peer.table ? storedRows(database, peer.table, peer) : storedLists(relay.client)),
    async restart() {
      await child.stop();
      await start();
    },
    stop: () => child.stop(),
  };
}

const seats = {
  ws: ({ port, room }) => ({ url: `ws://127.0.0.1:${port}/?room=${room}` }),
  fastify: async ({ port, room, userId }) => ({
    url: `ws://127.0.0.1:${port}/ws?conversationId=${room}&token=${await tokenOf(userId)}`,
  }),
  socketio: async ({ port, room, userId }) => ({
    url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`,
    room,
    token: await tokenOf(userId),
  }),
};

/** One token serves a person in all rooms, as these servers ask for membership besides. */
const tokens = new Map();

function tokenOf(userId) {
  if (!tokens.has(userId)) {
    const token = new SignJWT({ sub: userId }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("2h");
    tokens.set(userId, token.sign(new TextEncoder().encode(JWT_SECRET)));
  }
  return tokens.get(userId);
}

async function insertMembers(database, { crowded, quiet, readers }) {
  await database.query(
    `insert into peer_members select room, who from unnest($1::text[]) as room, unnest('{writer,reader}'::text[]) as who`,
    [[...quiet, ...crowded]],
  );
  await database.query(
    `insert into peer_members select room, 'reader ' || n from unnest($1::text[]) as room, generate_series(0, $2) as n`,
    [crowded, readers - 1],
  );
}

async function storedLists(client) {
  let total = 0;
  let cursor = "0";
  do {
    const [next, keys] = await client.scan(cursor, "MATCH", "messages:*", "COUNT", 1_000);
    for (const key of keys) total += await client.llen(key);
    cursor = next;
  } while (cursor !== "0");
  return { total };
}
