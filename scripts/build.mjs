import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";
import { machineEnvironment } from "./stack/environment.mjs";
import { lastLines } from "./stack/last-lines.mjs";

const SOURCES = ["app", "components", "words", "lib", "party", "db", "public"];
const SOURCE_FILES = /\.config\.[a-z]+$|^package-lock\.json$|^(proxy|instrumentation)\.ts$/;
const PROGRESS_EVERY_MS = 10_000;
const LOG_LINES_SHOWN = 40;

/** Builds the site unless what is there was built from the same sources. Resolves to whether it built. */
export async function buildSite({ say, logFile, env = {}, signal }) {
  const stampFile = path.join(root, ".next", "sources.sha256");
  const sources = sourcesHash(root);
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === sources) return false;

  say("Building the site, which takes about a minute …");
  fs.rmSync(stampFile, { force: true });
  await runBuild({ say, logFile, env, signal });
  fs.writeFileSync(stampFile, sources);
  return true;
}

export function sourcesHash(folder) {
  const hash = createHash("sha256");
  const files = [
    ...fs.readdirSync(folder).filter((name) => SOURCE_FILES.test(name)),
    ...SOURCES.flatMap((name) => filesUnder(folder, name)),
  ];
  for (const file of files.sort()) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(folder, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

async function runBuild({ say, logFile, env, signal }) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, "w", 0o600);
  const began = Date.now();
  const progress = setInterval(() => say(`  still building, ${seconds(began)} s`), PROGRESS_EVERY_MS);
  try {
    const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      env: {
        ...machineEnvironment(),
        ...publicSettings(env),
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      stdio: ["ignore", log, log],
      signal,
    });
    const [code] = await once(child, "exit");
    if (code !== 0)
      throw new Error(`The site does not build. From ${logFile}:\n${lastLines(logFile, LOG_LINES_SHOWN)}`);
  } finally {
    clearInterval(progress);
    fs.closeSync(log);
  }
  say(`The site is built (${seconds(began)} s).`);
}

/** Only what Next bakes into the pages; secrets are read when the site runs. */
function publicSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith("NEXT_PUBLIC_")));
}

function filesUnder(folder, name) {
  if (!fs.existsSync(path.join(folder, name))) return [];
  return fs
    .readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
}

function seconds(began) {
  return Math.round((Date.now() - began) / 1000);
}
