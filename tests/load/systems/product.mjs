import { setTimeout as wait } from "node:timers/promises";
import { insertCast } from "../cast.mjs";
import { openBroadcast } from "./broadcast.mjs";

/** One person may have so many sockets in a room; readers beyond that are more people. */
const SOCKETS_PER_PERSON = 20;
const POLL_MS = 50;

/** The product as it is, with everything it does on the way of a message. */
export async function startProduct({
  name,
  stack,
  database,
  product,
  conversations,
  crowdedRooms,
  readers,
  relayReaders,
}) {
  const cast = await insertCast(database, {
    agents: Math.max(1, Math.ceil(readers / SOCKETS_PER_PERSON)),
    conversations: conversations + crowdedRooms,
  });
  const [agent] = cast.agents;
  const crowded = cast.conversations.slice(0, crowdedRooms);
  const quiet = cast.conversations.slice(crowdedRooms);

  const seat = async ({ userId, name, role }, { id: room, rev }) => {
    const ticket = { party: "main", room, userId, name, role };
    const url = new URL(product.roomPath(ticket, 1), stack.roomsUrl.replace(/^http/, "ws"));
    url.searchParams.set("token", await product.signTicket(ticket, stack.env.TICKET_SECRET));
    if (rev !== undefined) url.searchParams.set("after", String(rev));
    return { url: url.href, isResuming: rev !== undefined };
  };
  const roomsOf = (some) =>
    Promise.all(
      some.map(async (conversation) => ({
        writer: await seat(conversation.customer, conversation),
        readers: [await seat(agent, conversation)],
      })),
    );
  const { rooms, postgres, "database-bridge": bridge } = stack.parts;
  const processes = () => ({
    server: rooms.pid(),
    ...(bridge && { bridge: bridge.pid() }),
    postgres: postgres.pid(),
  });
  const author = { businessId: cast.businessId, userId: agent.userId, name: agent.name };
  const how = { name: `${name}, broadcast`, product, database, stack, author, relayReaders, processes };
  return {
    name,
    driver: "product",
    broadcast: await openBroadcast(how),
    rooms: (count, from = 0) => roomsOf(quiet.slice(from, from + count)),
    /** The same, of people who come back and know what they have seen. */
    async roomsAgain(count) {
      const { rows } = await database.query("select id, rev from conversations");
      const revs = new Map(rows.map(({ id, rev }) => [id, rev]));
      return roomsOf(quiet.slice(0, count).map((each) => ({ ...each, rev: revs.get(each.id) })));
    },
    writer: (round) => seat(crowded[round].customer, crowded[round]),
    readers: (count, round, from) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          seat(cast.agents[Math.floor((from + n) / SOCKETS_PER_PERSON)], crowded[round]),
        ),
      ),
    processes,
    lockable: "messages",
    stored: () => storedRows(database, "messages", { isNumbered: true }),
    async restart() {
      const before = rooms.pid();
      rooms.kill();
      while (rooms.pid() === before || !(await isHealthy(stack.roomsUrl))) await wait(POLL_MS);
    },
    stop: async () => {},
  };
}

/** What is stored, and how many conversations are not numbered 1..n. */
export async function storedRows(database, table, { isNumbered }) {
  if (!isNumbered) {
    const { rows } = await database.query(`select count(*)::int as total from ${table}`);
    return { total: rows[0].total };
  }
  const { rows } = await database.query(`
    select coalesce(sum(count), 0)::int as total,
      count(*) filter (where lowest <> 1 or highest <> count or places <> count)::int as sparse
    from (select count(*)::int, min(seq) as lowest, max(seq) as highest, count(distinct seq)::int as places
        from ${table} group by conversation_id) as conversation`);
  return rows[0];
}

async function isHealthy(url) {
  return await fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}
