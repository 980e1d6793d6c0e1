import os from "node:os";

/** What any program needs from the machine it runs on; nothing of ours, no secrets, nothing of npm's. */
const MACHINE =
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|TEMP|TMP|TZ|LANG|LC_.*|SystemRoot|ComSpec|PATHEXT|APPDATA|LOCALAPPDATA|USERPROFILE|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/i;

/** NODE_ENV of our own start must not reach Next, which chooses its own. */
const NOT_FOR_CHILDREN = /^(npm_.*|INIT_CWD|NODE_ENV|NODE_OPTIONS|VITEST.*|PG[A-Z]+)$/i;

export function machineEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => MACHINE.test(name)));
}

/** The settings a person gave, without what npm and test runners add. */
export function settingsFrom(variables) {
  return Object.fromEntries(
    Object.entries(variables).filter(([name, value]) => value && !NOT_FOR_CHILDREN.test(name)),
  );
}

export function webOrigins({ host, port, settings }) {
  const hosts = ["localhost", "127.0.0.1"];
  if (host === "0.0.0.0" || host === "::") {
    const addresses = Object.values(os.networkInterfaces()).flat();
    hosts.push(...addresses.filter(({ family }) => family === "IPv4").map(({ address }) => address));
  } else {
    hosts.push(host);
  }
  const origins = hosts.map((name) => `http://${name.includes(":") ? `[${name}]` : name}:${port}`);
  if (settings.NEXTAUTH_URL) origins.push(new URL(settings.NEXTAUTH_URL).origin);
  return [...new Set(origins)].join(",");
}
