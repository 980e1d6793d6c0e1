import path from "node:path";
import pg from "pg";
import { roomsPart } from "../../scripts/parts/rooms.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { insertCast } from "../load/cast.mjs";
import { loadProduct } from "../load/product.mjs";
import { startPrivateStack } from "../support/private-stack.mjs";
import { FaultyLink } from "./faulty-link.mjs";
import { Journal } from "./journal.mjs";
import { Mailbox } from "./mailbox.mjs";
import { Program } from "./program.mjs";
import { Seat } from "./seat.mjs";
import { Site } from "./site.mjs";
import { smallDisk } from "./small-disk.mjs";

const HOST = "127.0.0.1";
const CONVERSATIONS = 4;
const AGENTS_EACH = 2;
/** The last conversation is a group, and the other customers come and go there. */
const GROUP = CONVERSATIONS - 1;
/** Far more than anybody types: what is refused for haste is another test's. */
const FRAMES_PER_SECOND = 1_000;
/** Few enough for a crowd of readers to fill some relays. */
const READERS_PER_RELAY = 500;

/**
 * The product with people at it: in each conversation a customer at two tabs of one browser and two agents, and
 * with `web` the site too, in one or more processes, at which everybody gets their tickets and the customer's program writes. The rooms reach
 * the database over a line of ours.
 * With `diskBytes` all that it stores is on a disk of that size.
 * Resolves to `{ stack, disk, product, database, db, site, journal, businessId, agents, conversations, seats, programs,
 * databaseLine, readersPerRelay, openRooms(name), stop() }`.
 */
export async function setStage({
  web = false,
  webProcesses = 1,
  framesPerSecond = FRAMES_PER_SECOND,
  readersPerRelay = READERS_PER_RELAY,
  diskBytes = undefined,
  fsync,
  say,
  signal,
  onGivenUp,
}) {
  const ending = [];
  const stop = async () => {
    for (const end of ending.splice(0).toReversed()) await end();
  };
  try {
    const roomsPort = await freePort(HOST);
    const disk = diskBytes && smallDisk(diskBytes);
    if (disk) ending.push(async () => disk.remove());
    const stack = await startPrivateStack({
      ...(disk && { dataDir: disk.dir }),
      ...{ web, demo: false, fsync, say, signal, onGivenUp, partyPort: roomsPort },
      env: {
        ROOMS_URL: `http://${HOST}:${roomsPort}`,
        WEB_PROCESSES: String(webProcesses),
        ROOM_FRAMES_PER_SECOND: String(framesPerSecond),
        ROOM_READERS_MAX: String(readersPerRelay),
      },
    });
    ending.push(stack.stop);
    const databaseLine = await lineToDatabase(stack.env);
    ending.push(() => databaseLine.close());
    const openRooms = (name, port) => runRooms({ stack, databaseLine, name, port });
    await openRooms("rooms", roomsPort);
    const people = await seatEverybody({ stack, roomsPort, ending });
    return { ...people, stack, disk, databaseLine, readersPerRelay, openRooms, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function lineToDatabase({ POSTGRES_TCP }) {
  const [host, port] = POSTGRES_TCP.split(":");
  return new FaultyLink({ host, port: Number(port) }).listen();
}

/** Rooms of this stage as a part by that name; resolves to their port. */
async function runRooms({ stack, databaseLine, name, port = undefined }) {
  const taken = port ?? (await freePort(HOST));
  const env = { ...stack.env, POSTGRES_TCP: `${HOST}:${databaseLine.port}` };
  const dir = path.join(stack.env.DATA_DIR, name);
  await stack.run({ ...(await roomsPart({ dir, host: HOST, port: taken, env })), name });
  return taken;
}

async function seatEverybody({ stack, roomsPort, ending }) {
  const product = await loadProduct();
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  database.on("error", () => {});
  ending.push(() => database.end());
  // As the site reaches it, so that pages do not load either while the bridge is gone.
  const { POSTGRES_URL: url, POSTGRES_WS_PROXY: proxy, TICKET_SECRET: ticketSecret } = stack.env;
  const { pool, db } = product.openDb({ url, proxy, max: 4 });
  ending.push(() => pool.end());
  const cast = await insertCast(database, { agents: CONVERSATIONS, conversations: CONVERSATIONS });
  await makeGroup(database, cast.conversations[GROUP]);
  const journal = new Journal();
  const site = stack.parts.web && new Site(stack.webUrls);
  await site?.admit(database, [...cast.agents, ...cast.conversations.map(({ customer }) => customer)]);
  const links = { product, db, journal, site, roomsPort, ticketSecret, businessId: cast.businessId };
  const seats = [];
  ending.push(async () => {
    for (const seat of seats) seat.leave();
  });
  for (const place of placesOf(cast)) seats.push(await Seat.take({ ...links, ...place }));
  const programs = site ? programsOf(cast, { site, journal }) : [];
  ending.push(async () => {
    for (const program of programs) program.stop();
  });
  return { product, database, db, site, journal, links, ...cast, seats, programs };
}

function placesOf({ agents, conversations }) {
  return conversations.flatMap(({ id: conversationId, customer }, n) => {
    const mailbox = new Mailbox();
    const guests =
      n === GROUP ? conversations.filter((_, other) => other !== n).map((each) => each.customer) : [];
    const staff = Array.from({ length: AGENTS_EACH }, (_, k) => agents[(n + k) % agents.length]);
    return [
      { name: `${customer.name} at one tab`, person: customer, conversationId, guests, mailbox },
      { name: `${customer.name} at another tab`, person: customer, conversationId, mailbox },
      ...staff.map((person) => ({
        name: `${person.name} with ${customer.name}`,
        person,
        conversationId,
        guests,
        mailbox: new Mailbox(),
      })),
    ];
  });
}

/** A conversation becomes a group with its customer as the host. */
async function makeGroup(database, { id }) {
  await database.query(
    "update conversations set kind = 'group', customer_id = null, members = 1, last_message_at = now() where id = $1",
    [id],
  );
  await database.query("update participants set rank = 'host' where conversation_id = $1", [id]);
}

function programsOf({ conversations }, links) {
  return conversations.map(
    ({ id: conversationId, customer: person }) =>
      new Program({ ...links, person, conversationId, name: `${person.name}'s program` }),
  );
}
