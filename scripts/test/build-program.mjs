import path from "node:path";
import { buildSite } from "../build.mjs";
import { root } from "../root.mjs";

const hasBuilt = await buildSite({ say: console.log, logFile: path.join(root, "test-results", "build.log") });
if (!hasBuilt) console.log("Nothing has changed since the last build.");
