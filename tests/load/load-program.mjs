import { setTimeout as wait } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { Crowd } from "./crowd.mjs";
import { machineMs } from "./machine-clock.mjs";
import { ClosedLoop, lastHeard, openLoop, sendOne } from "./measurements.mjs";

/** A part of the load, in a process of its own: it does what its parent orders, with crowds that have names. */
const crowds = new Map();
const loops = new Map();
const probes = new Map();
const expected = new Map();

/** As many lines as a system may have waiting to be accepted. */
const DIALLING_AT_ONCE_MAX = 250;

const orders = {
  open({ name, driver, rooms }) {
    if (!crowds.has(name)) crowds.set(name, new Crowd({ driver, newId: uuid }));
    return crowds.get(name).open(rooms);
  },
  /** Resolves to what the crowd has sent and heard. */
  async leave({ name }) {
    const crowd = crowds.get(name);
    crowds.delete(name);
    const tally = await crowd.tally();
    crowd.cut();
    return tally;
  },
  beginClosed({ name, rooms }) {
    const crowd = crowds.get(name);
    loops.set(name, new ClosedLoop(crowd, crowd.rooms.slice(0, rooms)));
  },
  count: ({ name }) => loops.get(name).count(),
  endCount: ({ name }) => loops.get(name).endCount(),
  closed: ({ name }) => loops.get(name).result(),
  opened({ name, rooms, ...how }) {
    const crowd = crowds.get(name);
    return openLoop(crowd, { rooms: crowd.rooms.slice(0, rooms), ...how });
  },
  expect({ name, number }) {
    expected.set(name, lastHeard(crowds.get(name), number));
  },
  say({ name, number }) {
    const crowd = crowds.get(name);
    const atMs = machineMs();
    crowd.send(crowd.rooms[0], number);
    return atMs;
  },
  heardAt: ({ name }) => expected.get(name),
  /** Cuts every line at once at a given moment, and dials all of them again with new seats. */
  async storm({ name, rooms, beginsAtMs }) {
    await wait(Math.max(0, beginsAtMs - machineMs()));
    const crowd = crowds.get(name);
    crowd.cut();
    const dialledAgain = await crowd.open(rooms, { atOnceMax: DIALLING_AT_ONCE_MAX });
    return { atMs: machineMs(), dialledAgain };
  },
  /** Sends one message; `isHeard` tells later whether it came, and `hear` waits for it. */
  probe({ name }) {
    const crowd = crowds.get(name);
    const probe = { isHeard: false };
    probe.heard = sendOne(crowd, crowd.rooms[0]).then(() => {
      probe.isHeard = true;
    });
    probes.set(name, probe);
  },
  isHeard: ({ name }) => probes.get(name).isHeard,
  hear: ({ name }) => probes.get(name).heard,
};

process.on("message", async ({ ask, order, how }) => {
  try {
    process.send({ ask, answer: await orders[order](how) });
  } catch (error) {
    process.send({ ask, error: error.stack });
  }
});
process.on("disconnect", () => process.exit());
