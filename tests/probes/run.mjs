import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { interruption } from "../load/interruption.mjs";
import { startBehindNginx } from "../support/behind-nginx.mjs";
import { probeForInjection } from "./injection.mjs";
import { probeWithSlowRequests } from "./slow-requests.mjs";

const USAGE = `npm run probes -- [--only slow,sql]

Starts the product with its demo behind nginx, on free ports, and has Debian's slowhttptest and sqlmap at it, about ten
minutes on a machine at rest:
  apt install nginx-light slowhttptest sqlmap
Exits 1 when either finds something.`;

const PROBES = {
  slow: { program: "slowhttptest", run: probeWithSlowRequests },
  sql: { program: "sqlmap", run: probeForInjection },
};

const { values } = parseArgs({
  options: { only: { type: "string" }, help: { type: "boolean", default: false } },
});
if (values.help) console.log(USAGE);
else process.exitCode = await run(values.only?.split(",") ?? Object.keys(PROBES));

async function run(names) {
  for (const name of names) {
    const { program } = PROBES[name];
    if (spawnSync("which", [program]).status !== 0)
      throw new Error(`${program} is not installed.\n\n${USAGE}`);
  }
  await buildSite({ say: console.log, logFile: path.join(root, "test-results", "build.log") });
  const product = await startBehindNginx({ signal: interruption() });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-probes-"));
  try {
    const found = [];
    for (const name of names) found.push(...(await PROBES[name].run({ product, folder, say: console.log })));
    console.log(found.length > 0 ? `Found:\n${found.join("\n")}` : "Nothing was found.");
    return found.length > 0 ? 1 : 0;
  } finally {
    await product.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
