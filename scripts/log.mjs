const LEVELS = ["debug", "info", "warn", "error"];
const LENGTH_MAX = 2_000;

/** Lines of JSON as the site and the rooms write them (lib/server/log.ts), of a part of one machine. */
export function logOf(part, { least = process.env.LOG_LEVEL ?? "info", write = toStdout } = {}) {
  const line = (level) => (msg, fields) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
    write(`${JSON.stringify({ level, time: new Date().toISOString(), part, ...fields, msg })}\n`);
  };
  return Object.fromEntries(LEVELS.map((level) => [level, line(level)]));
}

/** What may be said of an error: addresses of servers may hold their passwords. */
export function errorOf({ name, code, message }) {
  const said = String(message).slice(0, LENGTH_MAX);
  return { name, ...(code && { code }), message: said.replace(/(\w+:\/\/)[^\s/@]+@/g, "$1[redacted]@") };
}

function toStdout(line) {
  process.stdout.write(line);
}
