import net from "node:net";
import path from "node:path";
import { root } from "../root.mjs";
import { machineEnvironment } from "../stack/environment.mjs";

export function databaseBridgePart({ port, target }) {
  return {
    ...program("database-bridge", { DATABASE_BRIDGE: JSON.stringify({ port, target }) }),
    isReady: async (signal) => (await fetch(`http://127.0.0.1:${port}/`, { signal })).ok,
  };
}

export function upstashBridgePart({ port, token, redisUrl }) {
  return {
    ...program("upstash-bridge", { UPSTASH_BRIDGE: JSON.stringify({ port, token, redisUrl }) }),
    isReady: async (signal) => {
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(["PING"]),
        signal,
      });
      return response.ok;
    },
  };
}

export function mailReceiverPart({ host, port, ...settings }) {
  return {
    ...program("mail-receiver", { MAIL_RECEIVER: JSON.stringify({ host, port, ...settings }) }),
    isReady: (signal) => greets({ host, port }, signal),
  };
}

function greets(address, signal) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ ...address, signal });
    socket.once("error", reject);
    socket.once("data", (bytes) => {
      socket.end("QUIT\r\n");
      resolve(bytes.toString().startsWith("220"));
    });
  });
}

/** Settings travel in the environment: a command line is there for every account to read. */
function program(name, settings) {
  return {
    name,
    command: process.execPath,
    args: [path.join(root, "scripts", "parts", `${name}-program.mjs`)],
    env: { ...machineEnvironment(), ...settings },
    mark: `${name}-program`,
  };
}
