import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../scripts/root.mjs";
import { run, stopRunning } from "../../scripts/test/run.mjs";

const USAGE = `Takes a picture of every page in every state into docs/screens.
  --only inbox          scenes whose name has this in it
  --width 390           one of 390, 820, 1440
  --theme dark          light or dark
  --language ar         every scene in this language, instead of English and the main ones in Arabic
  --out some/folder     elsewhere`;

const options = {
  only: { type: "string" },
  width: { type: "string" },
  theme: { type: "string" },
  language: { type: "string" },
  out: { type: "string", default: path.join("docs", "screens") },
  help: { type: "boolean" },
};
const { values: asked } = parseArgs({ options });
if (asked.help) {
  console.log(USAGE);
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, stopRunning);

const { out, ...chosen } = asked;
const folder = path.resolve(root, out);
// The whole set replaces the one before, so that no picture stays of what is gone.
if (Object.keys(chosen).length === 0) fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const isFine = await run(
  path.join("node_modules", "@playwright", "test", "cli.js"),
  ["test", "--config", "tests/screens/playwright.config.ts"],
  { SCREENS: JSON.stringify({ ...chosen, folder }) },
);
process.exit(isFine ? 0 : 1);
