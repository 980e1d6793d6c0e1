import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { workerdProgram } from "../../../scripts/parts/partykit.mjs";
import { bundleRooms } from "../../../scripts/parts/rooms-bundle.mjs";
import { roomsConfig } from "../../../scripts/parts/rooms-config.mjs";
import { root } from "../../../scripts/root.mjs";
import { freePort } from "../../../scripts/stack/ports.mjs";
import { CONNECTIONS_MAX, roomsEnvironment } from "./settings.mjs";

const POLL_MS = 20;

/** The plain server as a party on ours' runtime: what remains when nothing but the runtime is ours. */
const partykit = JSON.parse(fs.readFileSync(path.join(root, "partykit.json"), "utf8"));
const settings = { ...partykit, main: "tests/load/peers/party-pg-room.mjs", parties: {} };
const port = await freePort();
const address = `127.0.0.1:${port}`;
const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-party-"));
const builtins = await bundleRooms({ root, settings, outfile: path.join(dir, "index.js"), host: address });
const variables = { ...roomsEnvironment, CONNECTIONS_MAX: String(CONNECTIONS_MAX) };
const config = path.join(dir, "config.capnp");
fs.writeFileSync(config, roomsConfig({ settings, builtins, variables, address, storageDir: dir }));

const workerd = spawn(workerdProgram(), ["serve", config, "--experimental"], {
  stdio: ["ignore", "ignore", "inherit"],
});
process.on("SIGTERM", end);
process.on("disconnect", end);
while (!(await isListening())) await wait(POLL_MS);
process.send({ port, pid: workerd.pid });

async function isListening() {
  return fetch(`http://${address}`).then(
    () => true,
    () => false,
  );
}

function end() {
  workerd.kill("SIGKILL");
  fs.rmSync(dir, { recursive: true, force: true });
  process.exit();
}
