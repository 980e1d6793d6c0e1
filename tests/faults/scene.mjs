import { setTimeout as wait } from "node:timers/promises";
import { isProcessorTimeKnown, processTree } from "../load/processor-time.mjs";
import { until } from "./until.mjs";

const AT_ONCE_MAX = 5;
const COMMITTED_WITHIN_MS = 1_500;
/** Who sends a message each minute, as in lib/canary.ts; no journal knows of them. */
const CANARY = "00000000-0000-4000-8000-0000000000cb";

/** A few of those who have a page open. */
export function someOf({ seats, random }) {
  return random
    .shuffled(seats)
    .filter(({ tab }) => tab)
    .slice(0, Math.ceil(random.between(0, AT_ONCE_MAX)));
}

/** Whether something was committed soon of which its sender has not been told. */
export async function untoldCommit({ database, journal }) {
  const isUntold = ({ id }) => journal.operations.get(id)?.acknowledgedSeq === undefined;
  return until(async () => {
    const { rows } = await database.query(
      `select id from messages where kind = 'text' and sender_id <> '${CANARY}' order by created_at desc limit 20`,
    );
    return rows.some(isUntold);
  }, COMMITTED_WITHIN_MS);
}

/** Resolves when so much more has been said and heard. */
export async function talkGoesOn({ journal, until: untilTrue }, count) {
  const heard = journal.acknowledged + count;
  await untilTrue(() => journal.acknowledged >= heard);
}

/** Stops a part and all it started in their tracks, for so long. */
export async function freeze(part, forMs) {
  const root = part.pid();
  if (root === undefined) return;
  const tree = isProcessorTimeKnown ? processTree(root) : [root];
  try {
    for (const pid of tree) signalIfThere(pid, "SIGSTOP");
    await wait(forMs);
  } finally {
    for (const pid of tree) signalIfThere(pid, "SIGCONT");
  }
}

export function share(list, part) {
  return list.toSorted((one, other) => one - other)[Math.floor(list.length * part)] ?? 0;
}

function signalIfThere(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
