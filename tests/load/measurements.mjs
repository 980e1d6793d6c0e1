import { setTimeout as wait } from "node:timers/promises";
import { percentiles } from "./latencies.mjs";
import { processorTime, spentBetween } from "./processor-time.mjs";

const DELIVERED_WITHIN_MS = 20_000;

/** One message in flight per room; the next goes out when another member has the last one. */
export async function closedLoop(crowd, { rooms: count, warmSeconds, seconds, processes }) {
  const times = [];
  let isMeasuring = false;
  let isOver = false;
  const drained = crowd.rooms.slice(0, count).map(
    (room) =>
      new Promise((resolve) => {
        let inFlight;
        let sentAt;
        const next = () => {
          sentAt = performance.now();
          inFlight = crowd.send(room);
        };
        room.heard = (number) => {
          if (number !== inFlight) return;
          if (isMeasuring) times.push(performance.now() - sentAt);
          if (isOver) resolve();
          else next();
        };
        next();
      }),
  );
  await wait(warmSeconds * 1_000);
  isMeasuring = true;
  const spent = stopwatch(processes);
  await wait(seconds * 1_000);
  isMeasuring = false;
  const { elapsedSeconds, processorTime: used } = spent();
  isOver = true;
  await within(Promise.all(drained), "a closed loop");
  return {
    messages: times.length,
    perSecond: times.length / elapsedSeconds,
    processorTime: used,
    ...percentiles(times),
  };
}

/** A fixed rate over all rooms, whatever the server makes of it: times count from when a message was due. */
export async function openLoop(crowd, { rooms: count, perSecond, warmSeconds, seconds, processes }) {
  const times = [];
  const due = new Map();
  const rooms = crowd.rooms.slice(0, count);
  for (const room of rooms) {
    room.heard = (number) => {
      const { atMs, isCounted } = due.get(number) ?? {};
      if (isCounted) times.push(performance.now() - atMs);
      due.delete(number);
    };
  }
  const all = Math.round(perSecond * (warmSeconds + seconds));
  const warm = Math.round(perSecond * warmSeconds);
  const began = performance.now();
  let spent;
  for (let n = 0; n < all; ) {
    for (; n < all; n += 1) {
      const atMs = began + (n * 1_000) / perSecond;
      if (atMs > performance.now()) break;
      if (n === warm) spent = stopwatch(processes);
      due.set(crowd.send(rooms[n % rooms.length]), { atMs, isCounted: n >= warm });
    }
    await wait(1);
  }
  await until(() => due.size === 0, "an open loop");
  return {
    messages: times.length,
    perSecond,
    processorTime: spent().processorTime,
    ...percentiles(times),
  };
}

/** One writer, many readers: the time until the last of them has a message. */
export async function fanOut(crowd, { room, messages, pauseMs, processes }) {
  const times = [];
  const spent = stopwatch(processes);
  for (let n = 0; n < messages; n += 1) {
    await wait(pauseMs);
    const sentAt = performance.now();
    await within(everyReaderHears(crowd, room), "a fan-out");
    times.push(performance.now() - sentAt);
  }
  return {
    messages,
    readers: room.readers.length,
    processorTime: spent().processorTime,
    ...percentiles(times),
  };
}

function everyReaderHears(crowd, room) {
  return new Promise((resolve) => {
    let left = room.readers.length;
    const number = crowd.send(room);
    room.heard = (heard) => {
      if (heard === number && --left === 0) resolve();
    };
  });
}

/** Sends one message; the promise in `heard` resolves when another member has it. */
export function sendOne(crowd, room) {
  return new Promise((resolve) => {
    const number = crowd.send(room);
    room.heard = (heard) => {
      if (heard === number) resolve();
    };
  });
}

function stopwatch(processes) {
  const began = performance.now();
  const before = processorTime(processes);
  return () => ({
    elapsedSeconds: (performance.now() - began) / 1_000,
    processorTime: spentBetween(before, processorTime(processes)),
  });
}

async function within(promise, what) {
  const late = AbortSignal.timeout(DELIVERED_WITHIN_MS);
  await Promise.race([
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
    await wait(5);
  }
}
