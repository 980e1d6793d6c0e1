import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import WebSocket from "ws";
import { quietConversations } from "./growth-operations.mjs";
import { percentiles } from "./latencies.mjs";
import { processorTime, spentBetween } from "./processor-time.mjs";

const WARM_SECONDS = 1;
const BODY = "hello, this is a message of quite an ordinary length";
const DRAINED_WITHIN_MS = 20_000;

/**
 * Customers write in `conversations` conversations at once, each its next message when the agent has the last one.
 * Resolves to `{ perSecond, p50, postgresMicroseconds }`, the last for each message.
 */
export async function sendThroughRooms({ stack, product, client, conversations, seconds }) {
  const talks = await quietConversations(client, conversations);
  const rooms = [];
  for (const talk of talks) rooms.push(await open({ stack, product, talk }));
  const times = [];
  let isMeasuring = false;
  let isOver = false;
  const drained = rooms.map(
    ({ writer, reader }) =>
      new Promise((resolve, reject) => {
        let id;
        let sentAt;
        const next = () => {
          id = uuid();
          sentAt = performance.now();
          writer.send(JSON.stringify({ type: "message:send", id, body: BODY }));
        };
        writer.on("message", (frame) => frame.includes('"refused"') && reject(new Error(String(frame))));
        reader.on("message", (frame) => {
          if (!frame.includes(id)) return;
          if (isMeasuring) times.push(performance.now() - sentAt);
          if (isOver) resolve();
          else next();
        });
        next();
      }),
  );
  const failed = Promise.all(drained);
  await Promise.race([wait(WARM_SECONDS * 1_000), failed]);
  isMeasuring = true;
  const before = processorTime({ postgres: stack.parts.postgres.pid() });
  const began = performance.now();
  await Promise.race([wait(seconds * 1_000), failed]);
  isMeasuring = false;
  const elapsedSeconds = (performance.now() - began) / 1_000;
  const { postgres } = spentBetween(before, processorTime({ postgres: stack.parts.postgres.pid() }));
  isOver = true;
  await Promise.race([failed, late()]);
  for (const { writer, reader } of rooms) for (const socket of [writer, reader]) socket.terminate();
  return {
    perSecond: times.length / elapsedSeconds,
    p50: percentiles(times).p50,
    postgresMicroseconds: postgres / times.length,
  };
}

async function open({ stack, product, talk: { id, customerId, agentId } }) {
  const enter = async (userId, role, name) => {
    const ticket = { party: "main", room: id, userId, name, role };
    const url = new URL(product.roomPath(ticket, 1), stack.roomsUrl.replace(/^http/, "ws"));
    url.searchParams.set("token", await product.signTicket(ticket, stack.env.TICKET_SECRET));
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, "message");
    return socket;
  };
  return {
    writer: await enter(customerId, "customer", "Maya"),
    reader: await enter(agentId, "agent", "Sam"),
  };
}

async function late() {
  await wait(DRAINED_WITHIN_MS, undefined, { ref: false });
  throw new Error("not every message came back");
}
