import fs from "node:fs";
import path from "node:path";
import { mailReceiverPart } from "./parts/bridges.mjs";
import { roomsInDevelopmentPart, roomsPart } from "./parts/rooms.mjs";
import { reachable, webPart } from "./parts/web.mjs";
import { startDatabase } from "./stack/database.mjs";
import { machineEnvironment, webOrigins } from "./stack/environment.mjs";
import { PartList } from "./stack/part-list.mjs";
import { freePort } from "./stack/ports.mjs";
import { webProcesses } from "./stack/ports-for.mjs";
import { startRedis } from "./stack/redis.mjs";
import { claim } from "./stack/running.mjs";
import { secretsOf } from "./stack/secrets.mjs";
import { seed } from "./stack/seed.mjs";

/**
 * Starts the whole product on one machine, or all but the site (`web: false`), on the ports given or free ones: `port` and
 * `morePorts` are those of the site's processes, as many as the settings say.
 *
 * `env` holds the settings a person may give (`.env.example`); nothing else of the environment is looked at.
 * `demo` seeds the demo cast, into the embedded database only; `fsync: false` is for data nobody will miss.
 * `say(line)` hears of progress, `onGivenUp(error)` of a part that does not come back, and `signal` ends the start.
 *
 * Resolves to `{ url, webUrls, roomsUrl, databaseUrl, env, parts, run(program), stop() }`: `env` is what the site was given,
 * `webUrls` where each of its processes is, `databaseUrl` the database by TCP, `parts` each part by name; `run` starts one part more, which stops with them.
 */
export async function startStack({
  dataDir: wantedDataDir,
  lease: givenLease,
  port = undefined,
  morePorts = undefined,
  partyPort = undefined,
  dev = false,
  web = true,
  demo = true,
  fsync = true,
  env: settings = {},
  say = () => {},
  onGivenUp = () => {},
  signal,
}) {
  const lease = givenLease ?? (await claim(wantedDataDir));
  const dataDir = fs.realpathSync(wantedDataDir);
  const list = new PartList({ dataDir, lease, say, onGivenUp, signal });
  try {
    const secrets = secretsOf(dataDir);
    const host = settings.HOST ?? "127.0.0.1";
    const ports = { web: port ?? (await freePort(host)), rooms: partyPort ?? (await freePort(host)) };
    const webPorts = web ? await portsOfSite({ settings, first: ports.web, more: morePorts, host }) : [];
    const database = await startDatabase({ list, dataDir, settings, secrets, fsync });
    const redis = await startRedis({ list, dataDir, settings, secrets });
    const env = environment({ settings, secrets, database, redis, host, ports, dataDir, demo });

    if (env.DEMO) {
      await seed({
        env: { ...machineEnvironment(), ...env },
        logFile: path.join(dataDir, "logs", "seed.log"),
      });
      say("The demo cast is in.");
    }
    await startRooms({ list, dataDir, settings, host, port: ports.rooms, env, dev });
    for (const [n, port] of webPorts.entries()) {
      const name = n === 0 ? "web" : `web-${n + 1}`;
      await list.run(webPart({ name, dev, host, port, env: { ...machineEnvironment(), ...env } }));
    }
    const webUrls = webPorts.map((each) => `http://${reachable(host)}:${each}`);
    if (webUrls.length > 0) await startMailReceiver({ list, env, url: webUrls[0] });
    return {
      url: env.NEXTAUTH_URL,
      webUrls,
      roomsUrl: env.ROOMS_URL,
      databaseUrl: database.directUrl,
      env,
      parts: list.byName,
      run: (program) => list.run(program),
      stop: () => list.stop(),
    };
  } catch (error) {
    await list.stop();
    throw error;
  }
}

async function portsOfSite({ settings, first, more, host }) {
  const ports = [first, ...(more ?? [])].slice(0, webProcesses(settings));
  while (ports.length < webProcesses(settings)) ports.push(await freePort(host));
  return ports;
}

function environment({ settings, secrets, database, redis, host, ports, dataDir, demo }) {
  const { NEXTAUTH_SECRET, TICKET_SECRET, TOKEN_SECRET, SECRETS_KEY, MAIL_INBOUND_SECRET } = secrets;
  const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY } = secrets;
  const isPublicHost = !["127.0.0.1", "localhost", "0.0.0.0", "::", "::1"].includes(host);
  const defaults = {
    NEXTAUTH_SECRET,
    TICKET_SECRET,
    TOKEN_SECRET,
    SECRETS_KEY,
    MAIL_INBOUND_SECRET,
    // Both of one pair.
    ...(settings.VAPID_PUBLIC_KEY ? {} : { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }),
    NEXTAUTH_URL: `http://${isPublicHost ? reachable(host) : "localhost"}:${ports.web}`,
    ROOMS_URL: `http://${reachable(host)}:${ports.rooms}`,
    ALLOWED_ORIGINS: webOrigins({ host, port: ports.web, settings }),
  };
  return {
    ...defaults,
    ...settings,
    ...database.env,
    ...redis.env,
    HOST: host,
    PORT: String(ports.web),
    PARTY_PORT: String(ports.rooms),
    DATA_DIR: dataDir,
    ...(demo && !settings.POSTGRES_URL ? { DEMO: "1" } : {}),
    NEXT_TELEMETRY_DISABLED: "1",
    UPSTASH_DISABLE_TELEMETRY: "1",
    // The start script has read the .env files; Next must not mix in what a private stack was not given.
    __NEXT_PROCESSED_ENV: "true",
  };
}

/** Where mails come in by a provider instead, nothing listens for them here. */
async function startMailReceiver({ list, env, url }) {
  const {
    MAIL_DOMAIN: domain,
    MAIL_PORT: port,
    MAIL_HOST: host = "127.0.0.1",
    MAIL_INBOUND_SECRET: secret,
  } = env;
  if (!domain || !port) return;
  await list.run(mailReceiverPart({ host, port: Number(port), domain, url, secret }));
}

/** Rooms that run elsewhere (`ROOMS_URL`) are not ours to start. */
async function startRooms({ list, dataDir, settings, host, port, env, dev }) {
  if (settings.ROOMS_URL) return;
  const dir = path.join(dataDir, "rooms");
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const start = dev ? roomsInDevelopmentPart : roomsPart;
  await list.run(await start({ dir, host, port, env }));
}
