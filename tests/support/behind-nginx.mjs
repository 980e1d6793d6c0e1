import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Agent, fetch } from "undici";
import { root } from "../../scripts/root.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { until } from "../faults/until.mjs";
import { localhost } from "../scripts/certificate.mjs";
import { startPrivateStack } from "./private-stack.mjs";

const STARTED_WITHIN_MS = 60_000;

/** Debian's package is `nginx-light`. */
export const hasNginx = spawnSync("nginx", ["-v"]).status === 0;

/**
 * Two processes of the site, the rooms, and the real nginx in front of them by the configuration of deploy/nginx. Resolves to
 * `{ stack, origin, ask, log(), close() }`: `ask` is a fetch that trusts its certificate, `log()` what nginx logged.
 */
export async function startBehindNginx({ signal } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-nginx-"));
  const [port, plainPort, roomsPort] = [await freePort(), await freePort(), await freePort()];
  const origin = `https://localhost:${port}`;
  const stack = await startPrivateStack({
    signal,
    partyPort: roomsPort,
    env: {
      ...{ WEB_PROCESSES: "2", TRUST_PROXY: "1", NEXTAUTH_URL: origin },
      ROOMS_PUBLIC_URL: `wss://localhost:${port}`,
    },
  });
  const file = configure(folder, { port, plainPort, roomsPort, webUrls: stack.webUrls });
  const nginx = spawn("nginx", ["-p", folder, "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  nginx.stderr.on("data", (text) => {
    said += text;
  });
  const dispatcher = new Agent({ connect: { ca: localhost.cert } });
  const ask = (address, options) => fetch(new URL(address, origin), { dispatcher, ...options });
  const isUp = await until(() => {
    if (nginx.exitCode !== null) throw new Error(said);
    return ask("/health").then(
      ({ ok }) => ok,
      () => false,
    );
  }, STARTED_WITHIN_MS);
  if (!isUp) throw new Error("The product does not answer through nginx.");
  return {
    stack,
    origin,
    ask,
    log: () => fs.readFileSync(path.join(folder, "access.log"), "utf8"),
    async close() {
      nginx.kill("SIGQUIT");
      await once(nginx, "exit");
      await stack.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The configuration as it is there, with the names and places of this machine. */
function configure(folder, { port, plainPort, roomsPort, webUrls }) {
  fs.writeFileSync(path.join(folder, "cert.pem"), localhost.cert);
  fs.writeFileSync(path.join(folder, "key.pem"), localhost.key, { mode: 0o600 });
  const [first, second] = webUrls.map((url) => new URL(url).host);
  const site = [
    ["listen 80;", `listen 127.0.0.1:${plainPort};`],
    ["listen 443 ssl http2;", `listen 127.0.0.1:${port} ssl http2;`],
    ["127.0.0.1:3000", first],
    ["127.0.0.1:3001", second],
    ["127.0.0.1:1999", `127.0.0.1:${roomsPort}`],
    ["/etc/letsencrypt/live/chat.example.com/fullchain.pem", path.join(folder, "cert.pem")],
    ["/etc/letsencrypt/live/chat.example.com/privkey.pem", path.join(folder, "key.pem")],
    ["/var/log/nginx/servihub-chat.log", path.join(folder, "access.log")],
  ].reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`The configuration has no ${from}`);
      return text.replaceAll(from, to);
    },
    fs.readFileSync(path.join(root, "deploy", "nginx", "servihub-chat.conf"), "utf8"),
  );
  fs.writeFileSync(path.join(folder, "site.conf"), site.replaceAll("chat.example.com", "localhost"));
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  fs.writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off;
     user ${os.userInfo().username};
     pid ${path.join(folder, "nginx.pid")};
     error_log ${path.join(folder, "error.log")};
     worker_rlimit_nofile 1024;
     events { worker_connections 512; }
     http {
       ${paths.map((name) => `${name}_temp_path ${path.join(folder, name)};`).join("\n")}
       include ${path.join(folder, "site.conf")};
     }`,
  );
  return path.join(folder, "nginx.conf");
}
