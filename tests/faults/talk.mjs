import { setMaxListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "./random.mjs";

const PAUSE_MIN_MS = 40;
const PAUSE_MAX_MS = 600;
const OFFLINE_SHARE = 0.1;
/** Longer than what travels whole. */
const LONG_TEXT = "All about the beans 🌱 ".repeat(120);

/** People at their seats, and their programs, talk, each by a schedule of the seed, until the signal. */
export async function talk({ seats, programs, seed, signal }) {
  setMaxListeners(0, signal);
  const talkers = [
    ...seats.map((seat) => ({ name: seat.name, act: (random) => actAt(seat, random) })),
    ...programs.map((program) => ({ name: program.name, act: () => program.say("by the API") })),
  ];
  await Promise.all(
    talkers.map(({ name, act }) => keepActing({ act, random: seededRandom(seed, name), signal })),
  );
}

async function keepActing({ act, random, signal }) {
  while (!signal.aborted) {
    await wait(random.between(PAUSE_MIN_MS, PAUSE_MAX_MS), undefined, { signal }).catch(() => {});
    if (!signal.aborted) await act(random);
  }
}

async function actAt(seat, random) {
  // Who sees that nothing gets through writes less.
  if (!seat.tab || (seat.link.isDown && !random.isTrue(OFFLINE_SHARE))) return;
  const draw = random.between(0, 1);
  if (draw < 0.5) seat.say(random.isTrue(0.03) ? LONG_TEXT : "is the oat milk back?");
  else if (draw < 0.58) seat.sayInThread(random);
  else if (draw < 0.72) seat.change(random);
  else if (draw < 0.75) await seat.move(random);
  else if (draw < 0.8) seat.tab.type();
  else if (draw < 0.92) seat.tab.seeAll();
  else await seat.sayAgainByRequest();
}
