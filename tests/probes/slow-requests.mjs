import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const CONNECTIONS = 400;
const OPENED_A_SECOND = 200;
const SECONDS = 60;
/** How long others may wait meanwhile for a page, or the rooms' word. */
const ANSWERED_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 500;

/** [S08] Heads and bodies that never end, and answers that are hardly read, behind nginx as it is deployed. */
export async function probeWithSlowRequests({ product, folder, say }) {
  const { origin } = product;
  const attacks = [
    { name: "slow heads", args: ["-H", "-u", `${origin}/`] },
    { name: "slow bodies", args: ["-B", "-u", `${origin}/api/auth/login`, "-s", "8192"] },
    { name: "slow bodies for the rooms", args: ["-B", "-u", `${origin}/parties/main/0`, "-s", "8192"] },
    { name: "slow readers", args: ["-X", "-u", `${origin}/`, "-w", "10", "-y", "20", "-n", "5", "-z", "32"] },
  ];
  const found = [];
  for (const { name, args } of attacks) {
    const { seconds, unavailable, most } = await attack({ args, file: path.join(folder, "slow"), product });
    say(
      `${name}: ${seconds} s, ${unavailable} without service by slowhttptest; others waited ${most} ms at most`,
    );
    if (unavailable > 0) found.push(`${name}: no service for ${unavailable} s`);
    if (most > ANSWERED_WITHIN_MS) found.push(`${name}: others waited ${most} ms`);
  }
  return found;
}

async function attack({ args, file, product }) {
  const bounds = ["-c", CONNECTIONS, "-r", OPENED_A_SECOND, "-l", SECONDS, "-i", 5, "-x", 24, "-p", 3];
  const attacker = spawn("slowhttptest", [...args, ...bounds.map(String), "-g", "-o", file], {
    stdio: "ignore",
  });
  const ended = once(attacker, "exit");
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  let most = 0;
  while (!isOver) {
    // Others come from other addresses, so past nginx, which counts by them.
    for (const address of [`${product.stack.webUrls[0]}/sign-in`, `${product.stack.roomsUrl}/health`]) {
      const began = performance.now();
      await fetch(address, { signal: AbortSignal.timeout(4 * ANSWERED_WITHIN_MS) })
        .then((answer) => answer.arrayBuffer())
        .catch(() => {});
      most = Math.max(most, Math.round(performance.now() - began));
    }
    await wait(LOOK_EVERY_MS);
  }
  // Seconds, closed, pending, connected, and whether a look at it was answered.
  const [, ...rows] = fs.readFileSync(`${file}.csv`, "utf8").trim().split("\n");
  const unavailable = rows.filter((row) => Number(row.split(",").at(-1)) === 0).length;
  return { seconds: rows.length, unavailable, most };
}
