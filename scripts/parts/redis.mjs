import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { machineEnvironment } from "../stack/environment.mjs";

/** The machine's own `redis-server`, if there is one, on loopback with its data in `dir`. */
export function redisPart({ program, dir, port, password }) {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const config = path.join(dir, "redis.conf");
  const lines = [
    "bind 127.0.0.1",
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dir)}`,
    "appendonly yes",
    "daemonize no",
  ];
  fs.writeFileSync(config, `${lines.join("\n")}\n`, { mode: 0o600 });
  return {
    name: "redis",
    command: program,
    args: [config],
    env: machineEnvironment(),
    mark: "redis-server",
    isReady: () => acceptsConnections(port),
  };
}

export function redisUrl({ port, password }) {
  return `redis://:${password}@127.0.0.1:${port}`;
}

export function redisOnPath() {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, "redis-server"))
    .find((file) => fs.existsSync(file));
}

function acceptsConnections(port) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", reject);
  });
}
