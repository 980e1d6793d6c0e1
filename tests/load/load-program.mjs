import { v7 as uuid } from "uuid";
import { Crowd } from "./crowd.mjs";
import { closedLoop, fanOut, openLoop, sendOne } from "./measurements.mjs";

/** The load, in a process of its own: it does what its parent orders, one crowd for each system measured. */
const crowds = new Map();
const fans = new Map();
const probes = new Map();

const orders = {
  async open({ system, addresses }) {
    if (!crowds.has(system)) crowds.set(system, new Crowd(uuid));
    await crowds.get(system).open(addresses);
  },
  async openFan({ system, addresses }) {
    const crowd = new Crowd(uuid);
    const [room] = await crowd.open([addresses]);
    fans.set(system, { crowd, room });
  },
  closed: ({ system, ...how }) => closedLoop(crowds.get(system), how),
  opened: ({ system, ...how }) => openLoop(crowds.get(system), how),
  async fan({ system, ...how }) {
    const { crowd, room } = fans.get(system);
    const measured = await fanOut(crowd, { room, ...how });
    crowd.close();
    return measured;
  },
  /** Sends one message; `isHeard` tells later whether it came, and `hear` waits for it. */
  probe({ system }) {
    const crowd = crowds.get(system);
    const probe = { isHeard: false };
    probe.heard = sendOne(crowd, crowd.rooms[0]).then(() => {
      probe.isHeard = true;
    });
    probes.set(system, probe);
  },
  isHeard: ({ system }) => probes.get(system).isHeard,
  hear: ({ system }) => probes.get(system).heard,
  sent: ({ system }) => crowds.get(system).sent + fans.get(system).crowd.sent,
};

process.on("message", async ({ ask, order, how }) => {
  try {
    process.send({ ask, answer: await orders[order](how) });
  } catch (error) {
    process.send({ ask, error: error.stack });
  }
});
process.on("disconnect", () => process.exit());
