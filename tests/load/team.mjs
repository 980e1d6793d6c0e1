import { setTimeout as wait } from "node:timers/promises";
import { startChild } from "./child.mjs";
import { percentiles } from "./latencies.mjs";
import { machineMs } from "./machine-clock.mjs";
import { machineTime, processorTime, spentBetween } from "./processor-time.mjs";

/** Time for an order to reach every process before what it orders begins. */
const LEAD_MS = 100;
const FAN_WARM_MESSAGES = 3;
/** Seats are made in portions, for a ticket holds for a minute. */
const PORTION = 500;

/**
 * The load, spread over several processes so that it is not what is measured. A conversation's members are all
 * with one process, so times need one clock only; the readers of one crowded room are spread.
 */
export class Team {
  constructor(size) {
    this.processes = Array.from({ length: size }, () => startChild("load-program.mjs"));
  }

  async stop() {
    for (const each of this.processes) await each.stop();
  }

  async open(system, count) {
    for (let from = 0; from < count; from += PORTION) {
      const rooms = await system.rooms(Math.min(PORTION, count - from), from);
      await this.#open(system, (n) => this.#shareOf(rooms, n));
    }
  }

  /**
   * The readers of one room, spread; its writer is with the first process, where it is not the site that publishes.
   * Resolves to how often one dialled again.
   */
  async openFan(system, { count, round }) {
    const writer = await system.writer?.(round);
    await this.#open(system, (n) => [{ writer: n === 0 ? writer : undefined, readers: [] }]);
    let dialledAgain = 0;
    for (let from = 0; from < count; ) {
      const portion = Math.min(PORTION, count - from, system.placesAfter?.(from) ?? PORTION);
      const readers = await system.readers(portion, round, from);
      from += portion;
      const dialled = await this.#open(system, (n) => [{ readers: this.#shareOf(readers, n) }]);
      dialledAgain += dialled.reduce((sum, each) => sum + each, 0);
    }
    return dialledAgain;
  }

  /** Everyone of a system goes. Resolves to what was sent and heard. */
  async leave({ name }) {
    const tallies = await this.#each("leave", () => ({ name }));
    const sum = (of) => tallies.reduce((all, each) => all + each[of], 0);
    return { sent: sum("sent"), missed: sum("missed"), twice: sum("twice"), disorder: sum("disorder") };
  }

  async closedLoop(system, { rooms, warmSeconds, seconds }) {
    const { name } = system;
    const busy = this.processes.filter((_, n) => this.#countOf(rooms, n) > 0);
    await this.#each("beginClosed", (n) => ({ name, rooms: this.#countOf(rooms, n) }), busy);
    await wait(warmSeconds * 1_000);
    const spent = this.#stopwatch(system);
    await this.#each("count", () => ({ name }), busy);
    await wait(seconds * 1_000);
    const used = spent();
    await this.#each("endCount", () => ({ name }), busy);
    const results = await this.#each("closed", () => ({ name }), busy);
    const times = timesOf(results);
    const perSecond = results.reduce((sum, each) => sum + each.perSecond, 0);
    return { messages: times.length, perSecond, ...used, ...percentiles(times) };
  }

  async openLoop(system, { rooms, perSecond, warmSeconds, seconds }) {
    const of = this.processes.length;
    const beginsAtMs = machineMs() + LEAD_MS;
    const ended = this.#each("opened", (from) => ({
      name: system.name,
      rooms: this.#countOf(rooms, from),
      ...{ from, of, perSecond, beginsAtMs, warmSeconds, seconds },
    }));
    ended.catch(() => {});
    await wait(LEAD_MS + warmSeconds * 1_000);
    const spent = this.#stopwatch(system);
    await wait(seconds * 1_000);
    const used = spent();
    const times = timesOf(await ended);
    return { messages: times.length, perSecond, ...used, ...percentiles(times) };
  }

  /** The time until the last of all readers has a message, for each of some messages. */
  async fanOut(system, { messages, pauseMs, readers }) {
    const { name } = system;
    const times = [];
    let spent;
    for (let number = 1; number <= FAN_WARM_MESSAGES + messages; number += 1) {
      if (number === FAN_WARM_MESSAGES + 1) spent = this.#stopwatch(system);
      await this.#each("expect", () => ({ name, number }));
      const sentAtMs = await this.#say(system, number);
      const heardAtMs = Math.max(...(await this.#each("heardAt", () => ({ name }))));
      if (number > FAN_WARM_MESSAGES) times.push(heardAtMs - sentAtMs);
      await wait(pauseMs);
    }
    return { messages, sent: FAN_WARM_MESSAGES + messages, readers, ...spent(), ...percentiles(times) };
  }

  /** Resolves to when it was said. */
  #say({ name, publish }, number) {
    return publish ? publish(number) : this.processes[0].order("say", { name, number });
  }

  /** Every line of a crowd is cut at once. Resolves to the seconds until the last has its new seat. */
  async storm(system, rooms) {
    const beginsAtMs = machineMs() + LEAD_MS;
    const spent = this.#stopwatch(system);
    const results = await this.#each("storm", (n) => ({
      name: system.name,
      rooms: this.#shareOf(rooms, n),
      beginsAtMs,
    }));
    return {
      messages: rooms.reduce((sum, { readers, writer }) => sum + readers.length + (writer ? 1 : 0), 0),
      ...spent(),
      seconds: (Math.max(...results.map(({ atMs }) => atMs)) - beginsAtMs) / 1_000,
      dialledAgain: results.reduce((sum, { dialledAgain }) => sum + dialledAgain, 0),
    };
  }

  probe({ name }) {
    return this.processes[0].order("probe", { name });
  }

  isHeard({ name }) {
    return this.processes[0].order("isHeard", { name });
  }

  hear({ name }) {
    return this.processes[0].order("hear", { name });
  }

  #open({ name, driver }, roomsOf) {
    return this.#each("open", (n) => ({ name, driver, rooms: roomsOf(n) }));
  }

  #each(order, howOf, processes = this.processes) {
    return Promise.all(processes.map((each, n) => each.order(order, howOf(n))));
  }

  #shareOf(list, n) {
    return list.filter((_, index) => index % this.processes.length === n);
  }

  #countOf(count, n) {
    return Math.ceil((count - n) / this.processes.length);
  }

  /** What the parts of a system, the load and this machine as a whole use of its processors. */
  #stopwatch(system) {
    const generators = Object.fromEntries(this.processes.map(({ pid }, n) => [`generator${n}`, pid]));
    const take = () => ({
      parts: processorTime({ ...system.processes(), ...generators }),
      all: machineTime(),
    });
    const before = take();
    return () => {
      const after = take();
      return {
        processorTime: inOne(spentBetween(before.parts, after.parts)),
        machine: spentBetween(before.all, after.all),
      };
    };
  }
}

function inOne(spent) {
  const parts = { generator: 0 };
  for (const [name, microseconds] of Object.entries(spent)) {
    if (name.startsWith("generator")) parts.generator += microseconds;
    else parts[name] = microseconds;
  }
  return parts;
}

function timesOf(results) {
  return Float64Array.from(results.flatMap(({ times }) => [...times]));
}
