import pg from "pg";
import { insertCast } from "../load/cast.mjs";
import { loadProduct } from "../load/product.mjs";
import { startPrivateStack } from "../support/private-stack.mjs";
import { Journal } from "./journal.mjs";
import { Mailbox } from "./mailbox.mjs";
import { Seat } from "./seat.mjs";

const CONVERSATIONS = 4;
const AGENTS_EACH = 2;
/** Far more than anybody types: what is refused for haste is another test's. */
const FRAMES_PER_SECOND = "1000";

/**
 * The product with people at it: in each conversation a customer at two tabs of one browser and two agents.
 * Resolves to `{ stack, product, database, db, businessId, conversations, seats, journal, stop() }`.
 */
export async function setStage({ fsync, say, signal, onGivenUp }) {
  const stack = await startPrivateStack({
    ...{ web: false, demo: false, fsync, say, signal, onGivenUp },
    env: { ROOM_FRAMES_PER_SECOND: FRAMES_PER_SECOND },
  });
  const seats = [];
  const pools = [];
  const stop = async () => {
    for (const seat of seats) seat.leave();
    for (const pool of pools) await pool.end();
    await stack.stop();
  };
  try {
    const product = await loadProduct();
    const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
    database.on("error", () => {});
    // As the site reaches it, so that pages do not load either while the bridge is gone.
    const { POSTGRES_URL: url, POSTGRES_WS_PROXY: proxy } = stack.env;
    const { pool, db } = product.openDb({ url, proxy, max: 4 });
    pools.push(database, pool);
    const cast = await insertCast(database, { agents: CONVERSATIONS, conversations: CONVERSATIONS });
    const journal = new Journal();
    const links = {
      ...{ product, db, journal, businessId: cast.businessId },
      roomsPort: Number(new URL(stack.roomsUrl).port),
      ticketSecret: stack.env.TICKET_SECRET,
    };
    for (const place of placesOf(cast)) seats.push(await Seat.take({ ...links, ...place }));
    return { stack, product, database, db, ...cast, seats, journal, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function placesOf({ agents, conversations }) {
  return conversations.flatMap(({ id: conversationId, customer }, n) => {
    const mailbox = new Mailbox();
    const staff = Array.from({ length: AGENTS_EACH }, (_, k) => agents[(n + k) % agents.length]);
    return [
      { name: `${customer.name} at one tab`, person: customer, conversationId, mailbox },
      { name: `${customer.name} at another tab`, person: customer, conversationId, mailbox },
      ...staff.map((person) => ({
        name: `${person.name} with ${customer.name}`,
        person,
        conversationId,
        mailbox: new Mailbox(),
      })),
    ];
  });
}
