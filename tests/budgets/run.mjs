import path from "node:path";
import { parseArgs } from "node:util";
import { run, stopRunning } from "../../scripts/test/run.mjs";

const PARTS = { bytes: "weight", load: "page-load", interactions: "interactions", timeline: "timeline" };
const USAGE = `Measures what the product costs those who use it, in a real browser. Parts: ${Object.keys(PARTS).join(", ")};
without a name all are measured. On a quiet machine, or the times are not the product's.`;

const { positionals: asked } = parseArgs({ allowPositionals: true });
if (asked.some((name) => !(name in PARTS))) {
  console.error(USAGE);
  process.exit(1);
}
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, stopRunning);

const isFine = await run(path.join("node_modules", "@playwright", "test", "cli.js"), [
  "test",
  ...asked.map((name) => PARTS[name]),
  ...["--config", "tests/budgets/playwright.config.ts"],
]);
process.exit(isFine ? 0 : 1);
