import { isPortFree, nextFreePort } from "./ports.mjs";

const WEB_PORT = 3000;
const ROOMS_PORT = 1999;

export class PortTaken extends Error {}

/** The two public ports: what the person asked for or nothing; without a wish, the next free one, and said so. */
export async function portsFor(settings, say) {
  const host = settings.HOST ?? "127.0.0.1";
  const port = await choose({ name: "PORT", usual: WEB_PORT, settings, host, say, taken: [] });
  const partyPort = await choose({
    name: "PARTY_PORT",
    usual: ROOMS_PORT,
    settings,
    host,
    say,
    taken: [port],
  });
  return { port, partyPort };
}

async function choose({ name, usual, settings, host, say, taken }) {
  const wish = settings[name];
  if (wish === undefined) {
    const port = await nextFreePort(usual, host, taken);
    if (port !== usual) say(`Port ${usual} is taken; using ${port} instead (set ${name} to choose).`);
    return port;
  } else {
    const port = Number(wish);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new PortTaken(`${name}=${wish} is not a port: choose a number from 1 to 65535.`);
    }
    if (taken.includes(port) || !(await isPortFree(port, host))) {
      throw new PortTaken(
        `Port ${port} (${name}) is taken by another program: stop that, or choose another, as in ${name}=${port + 1} npm start`,
      );
    }
    return port;
  }
}
