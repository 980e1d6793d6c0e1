import { setTimeout as wait } from "node:timers/promises";
import { machineMs } from "./machine-clock.mjs";

const DELIVERED_WITHIN_MS = 30_000;
const POLL_MS = 5;

/** One message in flight per room; the next goes out when the other member has the last one. */
export class ClosedLoop {
  #times = [];
  #isCounting = false;
  #isOver = false;
  #countedFromMs = 0;
  #seconds = 0;
  #drained;

  constructor(crowd, rooms) {
    this.#drained = Promise.all(rooms.map((room) => this.#talk(crowd, room)));
  }

  count() {
    this.#isCounting = true;
    this.#countedFromMs = performance.now();
  }

  endCount() {
    this.#isCounting = false;
    this.#isOver = true;
    this.#seconds = (performance.now() - this.#countedFromMs) / 1_000;
  }

  async result() {
    await within(this.#drained, "a closed loop");
    return { times: Float64Array.from(this.#times), perSecond: this.#times.length / this.#seconds };
  }

  #talk(crowd, room) {
    return new Promise((resolve) => {
      let inFlight;
      let sentAtMs;
      const next = () => {
        sentAtMs = performance.now();
        inFlight = crowd.send(room);
      };
      room.heard = (number) => {
        if (number !== inFlight) return;
        if (this.#isCounting) this.#times.push(performance.now() - sentAtMs);
        if (this.#isOver) resolve();
        else next();
      };
      next();
    });
  }
}

/**
 * A fixed rate over all rooms, whatever the server makes of it: times count from when a message was due. Of the
 * messages of all processes this one sends every `of`th, beginning with number `from`.
 */
export async function openLoop(crowd, { rooms, from, of, perSecond, beginsAtMs, warmSeconds, seconds }) {
  const times = [];
  const due = new Map();
  for (const room of rooms) {
    room.heard = (number) => {
      const { atMs, isCounted } = due.get(number) ?? {};
      if (isCounted) times.push(machineMs() - atMs);
      due.delete(number);
    };
  }
  const warm = Math.round(perSecond * warmSeconds);
  const all = Math.round(perSecond * (warmSeconds + seconds));
  await wait(Math.max(0, beginsAtMs - machineMs()));
  for (let n = from; n < all; await wait(1)) {
    for (; n < all; n += of) {
      const atMs = beginsAtMs + (n * 1_000) / perSecond;
      if (atMs > machineMs()) break;
      due.set(crowd.send(rooms[Math.floor(n / of) % rooms.length]), { atMs, isCounted: n >= warm });
    }
  }
  await until(() => due.size === 0, "an open loop");
  return { times: Float64Array.from(times) };
}

/** Resolves to when the last reader of this process has the message with a number. */
export function lastHeard(crowd, number) {
  const readers = crowd.rooms.flatMap(({ members, writer }) => members.filter((each) => each !== writer));
  return within(
    new Promise((resolve) => {
      let left = readers.length;
      if (left === 0) resolve(0);
      for (const room of crowd.rooms) {
        room.heard = (heard) => {
          if (heard === number && --left === 0) resolve(machineMs());
        };
      }
    }),
    "a fan-out",
  );
}

/** Sends one message; resolves when another member has it. */
export function sendOne(crowd, room) {
  return new Promise((resolve) => {
    const number = crowd.send(room);
    room.heard = (heard) => {
      if (heard === number) resolve();
    };
  });
}

async function within(promise, what) {
  const late = AbortSignal.timeout(DELIVERED_WITHIN_MS);
  return await Promise.race([
    promise,
    new Promise((_, reject) =>
      late.addEventListener("abort", () => reject(new Error(`${what} did not get all its messages back`))),
    ),
  ]);
}

async function until(isTrue, what) {
  const deadline = performance.now() + DELIVERED_WITHIN_MS;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`${what} did not get all its messages back`);
    await wait(POLL_MS);
  }
}
