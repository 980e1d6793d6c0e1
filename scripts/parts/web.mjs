import path from "node:path";
import { root } from "../root.mjs";

/** Next.js: the built site, or under `dev` the one that follows every change. */
export function webPart({ name = "web", dev, host, port, env }) {
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  return {
    name,
    command: process.execPath,
    args: [next, dev ? "dev" : "start", "--port", String(port), "--hostname", host],
    cwd: root,
    env: { ...env, PORT: String(port) },
    mark: "next",
    // Any answer will do: what /health says of the other parts is theirs to mend, not this one's.
    isReady: async (signal) =>
      (await fetch(`http://${reachable(host)}:${port}/health`, { signal })).status > 0,
  };
}

export function reachable(host) {
  if (host === "0.0.0.0" || host === "::") {
    return "127.0.0.1";
  } else {
    return host.includes(":") ? `[${host}]` : host;
  }
}
