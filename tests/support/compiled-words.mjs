import { register } from "node:module";
import { isMainThread } from "node:worker_threads";

// This file is its own hook, which is loaded in a thread of its own.
if (isMainThread) register(import.meta.url);

const said = new URL(
  "../../node_modules/use-intl/dist/esm/production/format-message/format-only.js",
  import.meta.url,
).href;

/** As in next.config.mjs: what is said was compiled before. */
export function resolve(name, context, next) {
  return name === "use-intl/format-message" ? { url: said, shortCircuit: true } : next(name, context);
}
