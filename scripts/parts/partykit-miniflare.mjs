import fs from "node:fs";
import { createRequire } from "node:module";

const miniflare = createRequire(fs.realpathSync(process.argv[1]))("miniflare");

export const { Log, TypedEventTarget } = miniflare;

export class Miniflare extends miniflare.Miniflare {
  constructor(options) {
    super(kept(options));
  }

  setOptions(options) {
    return super.setOptions(kept(options));
  }
}

/** A line per request would cost a call back to this process for each. */
function kept(options) {
  const log = new Log(miniflare.LogLevel.WARN, { prefix: "rooms" });
  return { ...options, host: process.env.ROOMS_HOST, log };
}
