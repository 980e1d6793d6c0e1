import net from "node:net";

const PORTS_TRIED_MAX = 100;

export async function freePort(host = "127.0.0.1") {
  const server = await listen(0, host);
  const { port } = server.address();
  await close(server);
  return port;
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
