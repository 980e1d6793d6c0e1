import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../root.mjs";
import { machineEnvironment } from "../stack/environment.mjs";
import { partykitDir } from "./partykit.mjs";
import { bundleRooms } from "./rooms-bundle.mjs";
import { reachable } from "./web.mjs";

/** What the rooms get to know of the environment. */
const VARIABLES = [
  "POSTGRES_URL",
  "POSTGRES_WS_PROXY",
  "POSTGRES_TCP",
  "TICKET_SECRET",
  "UPSTASH_REDIS_REST_URL",
  "UPSTASH_REDIS_REST_TOKEN",
  "ALLOWED_ORIGINS",
  "ROOM_SHARDS",
  "ROOMS_HIBERNATE",
  "ROOM_FRAMES_PER_SECOND",
  "ROOM_READERS_MAX",
  "LOG_LEVEL",
];

/** The parties of `partykit.json` in one process of Node, where we say. */
export async function roomsPart({ dir, host, port, env }) {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const outfile = path.join(dir, "rooms.mjs");
  const settings = partykitSettings();
  await bundleRooms({ root, settings, outfile });
  // Nothing sleeps here, so nothing has to be kept for when it wakes.
  const variables = { ROOMS_HIBERNATE: "0", ...settings.vars, ...pick(env) };
  return {
    name: "rooms",
    command: process.execPath,
    args: [outfile],
    env: {
      ...machineEnvironment(),
      NODE_ENV: "production",
      ROOMS: JSON.stringify({ hostname: host, port, env: variables }),
    },
    mark: outfile,
    isReady: (signal) => isHealthy({ host, port, signal }),
  };
}

/** The same parties under `partykit dev`, which starts them anew whenever a file changes. */
export function roomsInDevelopmentPart({ dir, host, port, env }) {
  const settings = partykitSettings();
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  // Variables go by file, not by --var, which every account on the machine could read.
  const config = path.join(dir, "partykit.json");
  const parties = Object.entries(settings.parties ?? {}).map(([name, file]) => [name, path.join(root, file)]);
  writePrivately(
    config,
    JSON.stringify({
      ...settings,
      main: path.join(root, settings.main),
      parties: Object.fromEntries(parties),
      vars: { ...settings.vars, ...pick(env) },
    }),
  );
  const preload = pathToFileURL(path.join(root, "scripts", "parts", "partykit-preload.mjs")).href;
  return {
    name: "rooms",
    command: process.execPath,
    args: [
      ...["--import", preload, path.join(partykitDir, "dist", "bin.mjs"), "dev"],
      ...["--config", config, "--port", String(port), "--persist", path.join(dir, "development")],
      ...["--disable-request-cf-fetch", "--no-hotkeys"],
    ],
    cwd: root,
    env: { ...machineEnvironment(), NO_UPDATE_NOTIFIER: "1", ROOMS_HOST: host },
    mark: "partykit",
    isReady: (signal) => isHealthy({ host, port, signal }),
  };
}

function partykitSettings() {
  return JSON.parse(fs.readFileSync(path.join(root, "partykit.json"), "utf8"));
}

function pick(env) {
  return Object.fromEntries(VARIABLES.filter((name) => env[name]).map((name) => [name, env[name]]));
}

async function isHealthy({ host, port, signal }) {
  return (await fetch(`http://${reachable(host)}:${port}/health`, { signal })).ok;
}

function writePrivately(file, text) {
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, text, { mode: 0o600 });
}
