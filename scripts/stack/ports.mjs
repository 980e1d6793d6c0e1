import { randomInt } from "node:crypto";
import net from "node:net";

const PORTS_TRIED_MAX = 100;

/**
 * Below the numbers systems hand out to outgoing connections: while a part is down between two runs, such a
 * connection could take its port.
 */
const FREE_FIRST = 20_000;
const FREE_LAST = 32_000;

export async function freePort(host = "127.0.0.1") {
  for (let attempt = 1; attempt <= PORTS_TRIED_MAX; attempt += 1) {
    const port = randomInt(FREE_FIRST, FREE_LAST);
    if (await canListen(port, host)) return port;
  }
  throw new Error(`No free port found on ${host} between ${FREE_FIRST} and ${FREE_LAST}.`);
}

export async function isPortFree(port, host) {
  const hosts = host === "127.0.0.1" || host === "localhost" ? ["127.0.0.1", "::1"] : [host];
  for (const each of hosts) {
    if (!(await canListen(port, each))) return false;
  }
  return true;
}

export async function nextFreePort(port, host, taken = []) {
  for (let candidate = port; candidate < port + PORTS_TRIED_MAX; candidate += 1) {
    if (!taken.includes(candidate) && (await isPortFree(candidate, host))) return candidate;
  }
  throw new Error(`No free port between ${port} and ${port + PORTS_TRIED_MAX - 1}.`);
}

async function canListen(port, host) {
  try {
    await close(await listen(port, host));
    return true;
  } catch (error) {
    // A machine without IPv6 has nothing there that could be in the way.
    return error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT";
  }
}

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject).listen({ port, host, ipv6Only: host === "::1" }, () => resolve(server));
  });
}

function close(server) {
  return new Promise((resolve) => server.close(resolve));
}
