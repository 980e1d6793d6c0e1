import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import { Broadcast } from "./broadcast.mjs";
import { FaultyLink } from "./faulty-link.mjs";
import { memoryOf } from "./process-size.mjs";
import { Reader } from "./reader.mjs";
import { share } from "./scene.mjs";
import { stampedeOf } from "./stampede.mjs";

const OPENING_AT_ONCE = 200;
const STALLED = 10;
const PUBLISHERS = 8;
/** Either takes those who do not read well past what is kept for them. */
const POSTS = {
  long: { count: 1_000, text: "All about the beans. ".repeat(90) },
  short: { count: 200, text: "All about the beans. ".repeat(400) },
};
/** What the rooms may grow by while posts pass those who do not read. */
const GROWTH_MAX_MB = 64;
const WAIT_MAX_MS = 1_500;
const OPENS_WITHIN_MS = 10_000;
const TOLD_WITHIN_MS = 60_000;
const TRY_AGAIN_LATER = 1013;

/** G6: readers stop reading while many posts fan out. They cost little, hold nobody up, and come back whole. */
export async function publishPastStalled(scene) {
  const { stack, isLong, complain, complainOfTime, say, until } = scene;
  const broadcast = await Broadcast.open(scene);
  const link = await new FaultyLink({ host: "127.0.0.1", port: scene.links.roomsPort }).listen();
  const { count, text } = isLong ? POSTS.long : POSTS.short;
  const rounds = new Rounds(broadcast, text);
  const others = await gather(scene, broadcast, { count: isLong ? 100 : 15, onTold: rounds.hear });
  const [asleep] = await gather(scene, broadcast, { count: 1, port: link.port });
  const stalled = await Promise.all(Array.from({ length: STALLED }, () => openBare(broadcast, asleep.relay)));
  try {
    const usual = await rounds.publish(count / 4, others.length);
    const before = memoryOf(stack.parts.rooms);
    for (const socket of stalled) socket._socket.pause();
    link.stopReading();
    const past = await rounds.publish(count, others.length);
    const grown = memoryOf(stack.parts.rooms) - before;
    say(
      `Other readers had a post after ${Math.round(past)} ms (${Math.round(usual)} ms before) in 95 of 100; ` +
        `the rooms grew by ${Math.round(grown)} MB.`,
    );
    if (past > usual + WAIT_MAX_MS) complainOfTime(`other readers waited ${Math.round(past)} ms`);
    if (grown > GROWTH_MAX_MB) complain(`the rooms grew by ${Math.round(grown)} MB`);
    for (const socket of stalled) socket._socket.resume();
    if (!(await until(() => stalled.every(({ closedWith }) => closedWith === TRY_AGAIN_LATER))))
      complain("a reader who did not read was kept");
    link.readAgain();
    const newest = await broadcast.newest();
    if (!(await until(() => newest.every((post) => asleep.has(post)))))
      complain("a reader who did not read did not come back whole");
  } finally {
    for (const reader of [...others, asleep]) reader.leave();
    for (const socket of stalled) socket.terminate();
    link.close();
  }
}

/** G10: all rooms are killed under many readers. They come back each at a time of its own, and miss no post. */
export async function restartUnderReaders(scene) {
  const { stack, isLong, readersPerRelay, complain, say, until } = scene;
  const broadcast = await Broadcast.open(scene);
  const publish = broadcast.publisher("The business");
  const crowd = await gather(scene, broadcast, { count: isLong ? 2_000 : 60 });
  try {
    const relays = countBy(crowd, ({ relay }) => relay);
    if (Math.max(...relays.values()) > readersPerRelay || relays.size < 2)
      complain(`${crowd.length} readers are at ${relays.size} relays of ${readersPerRelay}`);
    const loads = new Map(crowd.map((reader) => [reader, reader.loads]));
    for (const each of crowd) each.dials = [];
    const began = performance.now();
    stack.parts.rooms.kill("SIGKILL");
    const missed = await publish("While you were away");
    const isBack = (reader) => reader.loads > loads.get(reader);
    await until(() => crowd.every(isBack));
    const seconds = (performance.now() - began) / 1_000;
    const stampede = stampedeOf(crowd);
    say(
      `${crowd.length} readers of ${relays.size} relays were back after ${seconds.toFixed(1)} s; ` +
        `${stampede.shown}.`,
    );
    if (stampede.isTooMuch) complain(stampede.shown);
    if (!(await until(() => crowd.every((reader) => reader.has({ id: missed })))))
      complain("not every reader has the post that they missed");
    const next = await publish("Now that you are back");
    if (!(await until(() => crowd.every((reader) => reader.wasTold(next)))))
      complain("not every reader was told of the next post");
  } finally {
    for (const reader of crowd) reader.leave();
  }
}

/** Posts that go out some at a time, each publisher's next one when all readers were told of the last. */
class Rounds {
  #untold = new Map();
  #publishers = 0;

  constructor(broadcast, text) {
    this.broadcast = broadcast;
    this.text = text;
  }

  hear = (id) => {
    const post = this.#untold.get(id);
    if (!post) return;
    post.left -= 1;
    if (post.left === 0) post.resolve();
  };

  /** Resolves to how long the last reader waited, in 95 of 100 posts. */
  async publish(count, readers) {
    const waits = [];
    const lane = async () => {
      this.#publishers += 1;
      const publish = this.broadcast.publisher(`Publisher ${this.#publishers}`);
      for (let n = 0; n < count / PUBLISHERS; n += 1) {
        const began = performance.now();
        const id = randomUUID();
        const told = this.#toldOf(id, readers);
        await publish(this.text, id);
        await told;
        waits.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: PUBLISHERS }, lane));
    return share(waits, 0.95);
  }

  #toldOf(id, readers) {
    const told = new Promise((resolve) => this.#untold.set(id, { left: readers, resolve }));
    const late = wait(TOLD_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error("not every reader was told of a post");
    });
    return Promise.race([told, late]).finally(() => this.#untold.delete(id));
  }
}

async function gather({ links, until }, broadcast, { count, port, onTold }) {
  const { product, journal } = links;
  const readers = [];
  const lane = async () => {
    while (readers.length < count) {
      const name = `Reader ${readers.length + 1}`;
      const reader = new Reader({ name, broadcast, product, journal, port, onTold });
      readers.push(reader);
      if (!(await until(() => reader.loads > 0))) throw new Error(`${name} did not come in`);
    }
  };
  await Promise.all(Array.from({ length: OPENING_AT_ONCE }, lane));
  return readers;
}

function countBy(list, keyOf) {
  const counts = new Map();
  for (const each of list) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}

/** A reader at a bare socket, which says what it was closed with. */
async function openBare(broadcast, relay) {
  const socket = new WebSocket(await broadcast.relayAddress(relay), { perMessageDeflate: false });
  socket.on("error", () => {});
  socket.on("close", (code) => {
    socket.closedWith = code;
  });
  await once(socket, "open", { signal: AbortSignal.timeout(OPENS_WITHIN_MS) });
  return socket;
}
