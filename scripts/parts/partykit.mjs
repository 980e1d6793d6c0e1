import path from "node:path";
import { root } from "../root.mjs";

/** By path, as PartyKit exports neither its package.json nor its program. */
export const partykitDir = path.join(root, "node_modules", "partykit");
