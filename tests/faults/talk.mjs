import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "./random.mjs";

const PAUSE_MIN_MS = 40;
const PAUSE_MAX_MS = 600;
/** Longer than what travels whole. */
const LONG_TEXT = "All about the beans 🌱 ".repeat(120);

/** People at their seats talk, each by a schedule of the seed, until the signal. */
export async function talk({ seats, seed, signal }) {
  setMaxListeners(0, signal);
  await Promise.all(seats.map((seat) => talkAt(seat, seededRandom(seed, seat.name), signal)));
}

async function talkAt(seat, random, signal) {
  while (!signal.aborted) {
    await wait(random.between(PAUSE_MIN_MS, PAUSE_MAX_MS), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    if (!seat.tab) continue;
    const draw = random.between(0, 1);
    if (draw < 0.72) seat.say(random.isTrue(0.03) ? LONG_TEXT : "is the oat milk back?");
    else if (draw < 0.8) seat.tab.type();
    else if (draw < 0.92) seat.tab.seeAll();
    else await seat.sayAgainByRequest();
  }
}
