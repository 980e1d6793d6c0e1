import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { startPrivateStack } from "../support/private-stack.mjs";
import { interruption } from "./interruption.mjs";
import { percentiles } from "./latencies.mjs";
import { processorTime, spentBetween } from "./processor-time.mjs";
import { installPeerPackages } from "./systems/peer-packages.mjs";
import { startPeer } from "./systems/peers.mjs";
import { startRedisServer } from "./systems/redis-server.mjs";
import { figure, table } from "./table.mjs";
import { Team } from "./team.mjs";

/**
 * The load speaks to Socket.IO in frames of text. This shows that it neither flatters nor hurts: the same closed
 * loop by those frames and by Socket.IO's own client, against the same server. `node tests/load/socketio-check.mjs`
 */
const ROOMS = 200;
const ROUNDS = 3;
const WINDOW = { rooms: ROOMS, warmSeconds: 1, seconds: 3 };

installPeerPackages(console.log);
const { io } = createRequire(new URL("peers/package.json", import.meta.url))("socket.io-client");
const stack = await startPrivateStack({
  web: false,
  demo: false,
  fsync: true,
  say: console.log,
  signal: interruption(),
});
const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
const relay = await startRedisServer({ isDurable: false });
const system = await startPeer({
  name: "socketio-pg",
  ...{ stack, database, redis: { relay }, conversations: ROOMS, crowdedRooms: 0, readers: 1 },
});
const team = new Team(1);
try {
  await team.open(system, ROOMS);
  const own = await openWithOwnClient(await system.rooms(ROOMS));
  const rows = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    rows.push(row(`frames, round ${round}`, await team.closedLoop(system, WINDOW)));
    rows.push(row(`socket.io-client, round ${round}`, await closedLoop(own)));
  }
  console.log(table(["", "messages/s", "p50 ms", "server µs/message"], rows));
} finally {
  await team.stop();
  await system.stop();
  await relay.stop();
  await database.end();
  await stack.stop();
}
process.exit();

function row(title, { perSecond, p50, messages, processorTime: { server } }) {
  return [title, figure(perSecond), figure(p50, 1), figure(server / messages)];
}

async function openWithOwnClient(rooms) {
  const opened = [];
  for (const { writer, readers } of rooms)
    opened.push({ room: writer.room, writer: await joined(writer), reader: await joined(readers[0]) });
  return opened;
}

async function joined({ url, token, room }) {
  const options = { transports: ["websocket"], forceNew: true, reconnection: false, auth: { token } };
  const socket = io(new URL(url.replace(/^ws/, "http")).origin, options);
  const answer = await socket.timeout(5_000).emitWithAck("join", room);
  if (answer.type !== "joined") throw new Error("not let in");
  return socket;
}

async function closedLoop(rooms) {
  const times = [];
  let isCounting = false;
  let isOver = false;
  let number = 0;
  for (const { room, writer, reader } of rooms) {
    let sentAtMs;
    const next = () => {
      sentAtMs = performance.now();
      number += 1;
      writer.emit("message", {
        room,
        body: `${number} hello, this is a message of quite an ordinary length`,
      });
    };
    reader.off("message").on("message", () => {
      if (isCounting) times.push(performance.now() - sentAtMs);
      if (!isOver) next();
    });
    next();
  }
  await wait(WINDOW.warmSeconds * 1_000);
  isCounting = true;
  const before = processorTime(system.processes());
  const began = performance.now();
  await wait(WINDOW.seconds * 1_000);
  isCounting = false;
  const perSecond = times.length / ((performance.now() - began) / 1_000);
  const spent = spentBetween(before, processorTime(system.processes()));
  isOver = true;
  await wait(500);
  return { messages: times.length, perSecond, processorTime: spent, ...percentiles(times) };
}
