import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { build, stop } from "esbuild";
import { root } from "../root.mjs";

/**
 * Runs db/seed.ts, which Node 20 cannot by itself: bundled first, as a process of its own. The bundle lies in
 * node_modules so that the packages it leaves out are found from there.
 */
export async function seed({ env, logFile }) {
  const bundle = path.join(root, "node_modules", ".cache", `seed-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(root, "db", "seed.ts")],
    outfile: bundle,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    alias: { "@": root },
    logLevel: "silent",
  });
  await stop();
  const log = fs.openSync(logFile, "a", 0o600);
  try {
    const child = spawn(process.execPath, [bundle], { cwd: root, env, stdio: ["ignore", log, log] });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`The demo could not be seeded; the reason is in ${logFile}`);
  } finally {
    fs.closeSync(log);
    fs.rmSync(bundle, { force: true });
  }
}
