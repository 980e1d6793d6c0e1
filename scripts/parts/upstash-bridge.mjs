import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { errorOf, logOf } from "../log.mjs";
import { inBase64, UpstashCommands } from "./upstash-commands.mjs";

const BODY_BYTES_MAX = 10 * 1024 * 1024;
const COMMANDS_MAX = 10_000;
const RETRY_DELAY_MAX_MS = 2_000;
const log = logOf("upstash-bridge");

/**
 * Upstash's REST interface in front of a real Redis (`redisUrl`) or, without one, of a Redis in memory.
 * On loopback, for holders of the token.
 */
export async function startUpstashBridge({ port, token, redisUrl }) {
  const redis = redisUrl ? await connect(redisUrl) : await inMemory();
  const commands = new UpstashCommands({ redis, isMock: !redisUrl });
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request, { token, commands });
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      redis.disconnect();
    },
  };
}

async function answer(request, { token, commands }) {
  if (!holdsToken(request, token)) return { status: 401, body: { error: "Unauthorized" } };
  try {
    const asked = JSON.parse(await textOf(request));
    if (request.method !== "POST" || !Array.isArray(asked) || asked.length > COMMANDS_MAX) {
      return { status: 400, body: { error: "ERR failed to parse command" } };
    }
    const encode = request.headers["upstash-encoding"] === "base64" ? encoded : (reply) => reply;
    return await reply(request.url, { asked, commands, encode });
  } catch (error) {
    return { status: 400, body: { error: error.message } };
  }
}

async function reply(url, { asked, commands, encode }) {
  switch (url) {
    case "/": {
      const result = await commands.run(asked);
      return { status: "error" in result ? 400 : 200, body: encode(result) };
    }
    case "/pipeline":
      return { status: 200, body: (await runInOrder(commands, asked)).map(encode) };
    case "/multi-exec":
      return { status: 200, body: (await commands.runAll(asked)).map(encode) };
    default:
      return { status: 404, body: { error: "ERR not found" } };
  }
}

/** Handed over at once, which on one connection is in order; the answers come in one round trip. */
function runInOrder(commands, asked) {
  return Promise.all(asked.map((command) => commands.run(command)));
}

function encoded(reply) {
  return "result" in reply ? { result: inBase64(reply.result) } : reply;
}

function holdsToken(request, token) {
  const wanted = Buffer.from(`Bearer ${token}`);
  const given = Buffer.from(request.headers.authorization ?? "");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function textOf(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error("ERR request too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function connect(redisUrl) {
  const { Redis } = await import("ioredis");
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, RETRY_DELAY_MAX_MS),
  });
  redis.on("error", (error) => log.error("Redis cannot be reached", { error: errorOf(error) }));
  return redis;
}

async function inMemory() {
  const { default: Redis } = await import("ioredis-mock");
  return new Redis();
}
