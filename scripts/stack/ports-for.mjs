import { isPortFree, nextFreePort } from "./ports.mjs";

const WEB_PORT = 3000;
const ROOMS_PORT = 1999;
const WEB_PROCESSES_MAX = 16;

export class PortTaken extends Error {}

/** How many processes of the site are to run: `WEB_PROCESSES`, or one; with none there are the rooms alone. */
export function webProcesses({ WEB_PROCESSES: wish = "1" }) {
  const count = Number(wish);
  if (!Number.isInteger(count) || count < 0 || count > WEB_PROCESSES_MAX) {
    throw new Error(`WEB_PROCESSES=${wish}: choose a number from 0 to ${WEB_PROCESSES_MAX}.`);
  }
  return count;
}

/**
 * The public ports: what the person asked for or nothing; without a wish, the next free one, and said so. `morePorts` are
 * those after the first, for further processes of the site.
 */
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
  const morePorts = [];
  for (let n = 1; n < webProcesses(settings); n += 1) {
    const name = "PORT";
    const wish = settings.PORT && { PORT: String(port + n) };
    const taken = [port, partyPort, ...morePorts];
    morePorts.push(await choose({ name, usual: port + n, settings: wish || {}, host, say, taken }));
  }
  return { port, partyPort, morePorts };
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
