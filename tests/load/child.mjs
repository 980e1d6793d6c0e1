import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { root } from "../../scripts/root.mjs";

/** A program beside this file, in a process of its own, that ends with ours. */
export function startChild(file, env = {}) {
  const child = fork(path.join(root, "tests", "load", file), {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    serialization: "advanced",
  });
  const ended = once(child, "exit").then(([code, signal]) => {
    throw new Error(`${file} ended (${signal ?? code})`);
  });
  ended.catch(() => {});
  const pending = new Map();
  let asked = 0;
  child.on("message", ({ ask, answer, error }) => {
    const { resolve, reject } = pending.get(ask) ?? {};
    pending.delete(ask);
    if (error) reject?.(new Error(error));
    else resolve?.(answer);
  });
  return {
    pid: child.pid,
    /** The first thing it says by itself. */
    says: async () => (await Promise.race([once(child, "message"), ended]))[0],
    order(order, how) {
      const ask = ++asked;
      const answered = new Promise((resolve, reject) => pending.set(ask, { resolve, reject }));
      child.send({ ask, order, how });
      return Promise.race([answered, ended]);
    },
    async stop() {
      const exited = ended.catch(() => {});
      child.kill();
      await exited;
    },
  };
}
