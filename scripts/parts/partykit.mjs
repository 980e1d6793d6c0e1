import { createRequire } from "node:module";
import path from "node:path";
import { root } from "../root.mjs";

/** By path, as PartyKit exports neither its package.json nor its program. */
export const partykitDir = path.join(root, "node_modules", "partykit");

/** The workerd that PartyKit itself would run. */
export function workerdProgram() {
  const miniflare = createRequire(path.join(partykitDir, "package.json")).resolve("miniflare");
  return createRequire(miniflare)("workerd").default;
}
