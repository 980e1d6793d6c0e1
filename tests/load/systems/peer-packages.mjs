import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "../../../scripts/root.mjs";

const dir = path.join(root, "tests", "load", "peers");
const lockfile = path.join(dir, "package-lock.json");
/** A copy of the lockfile that was last installed from. */
const installed = path.join(dir, "node_modules", ".installed.json");

/** The peers' own packages, which nothing else needs. */
export function installPeerPackages(say) {
  if (fs.existsSync(installed) && fs.readFileSync(installed).equals(fs.readFileSync(lockfile))) return;
  say("Installing what the peers are made of.");
  const run = (command, args, env) =>
    execFileSync(command, args, { cwd: dir, stdio: ["ignore", "ignore", "inherit"], env });
  // Install scripts would fetch engines that the Postgres adapter does without.
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  run(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], process.env);
  run(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--schema", "schema.prisma"], {
    ...process.env,
    // Generating asks for a schema engine and never runs it, so any program will do.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  });
  fs.copyFileSync(lockfile, installed);
}
