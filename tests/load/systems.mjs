import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { insertCast } from "./cast.mjs";
import { startChild } from "./child.mjs";

/** One person may have so many sockets in a room; readers beyond that are more people. */
const SOCKETS_PER_PERSON = 20;
const LOCKED_MS = 1_000;

/**
 * The two that are measured side by side, alike to the load: `{ name, table, addresses(count), fan(readers),
 * processes }`. `processes` are the roots of the process trees a message passes through.
 */
export async function productSystem({ stack, database, product, conversations }) {
  const cast = await insertCast(database, { agents: 100, conversations: conversations + 1 });
  const address = async ({ userId, name, role }, room) => {
    const ticket = { party: "main", room, userId, name, role };
    const url = new URL(`/parties/main/${room}`, stack.roomsUrl.replace(/^http/, "ws"));
    url.searchParams.set("token", await product.signTicket(ticket, stack.env.TICKET_SECRET));
    return url.href;
  };
  const [agent] = cast.agents;
  const [crowded, ...quiet] = cast.conversations;
  return {
    name: "ServiHub",
    table: "messages",
    addresses: () =>
      Promise.all(quiet.map(({ id, customer }) => Promise.all([address(customer, id), address(agent, id)]))),
    fan: (readers) =>
      Promise.all([
        address(crowded.customer, crowded.id),
        ...Array.from({ length: readers }, (_, n) =>
          address(cast.agents[Math.floor(n / SOCKETS_PER_PERSON)], crowded.id),
        ),
      ]),
    processes: {
      server: stack.parts.rooms.pid(),
      bridge: stack.parts["database-bridge"].pid(),
      postgres: stack.parts.postgres.pid(),
    },
    stop: async () => {},
  };
}

export async function referenceSystem({ stack, database, product, conversations }) {
  await database.query("create table reference_messages (like messages including all)");
  const child = startChild("reference.mjs", {
    REFERENCE: JSON.stringify({ databaseUrl: stack.databaseUrl }),
  });
  const { port } = await child.says();
  const address = (room) => `ws://127.0.0.1:${port}/${room}`;
  const rooms = Array.from({ length: conversations + 1 }, () => product.newId());
  const [crowded, ...quiet] = rooms;
  return {
    name: "ws + pg",
    table: "reference_messages",
    addresses: () => quiet.map((room) => [address(room), address(room)]),
    fan: (readers) => Array.from({ length: readers + 1 }, () => address(crowded)),
    processes: { server: child.pid, postgres: stack.parts.postgres.pid() },
    stop: child.stop,
  };
}

/** Nothing may be heard while the table is locked, and then it must be. Resolves to whether that was so. */
export async function isStoredBeforeHeard({ stack, load, system }) {
  const locker = new pg.Client(stack.databaseUrl);
  await locker.connect();
  try {
    await locker.query("begin");
    await locker.query(`lock table ${system.table} in access exclusive mode`);
    await load.order("probe", { system: system.name });
    await wait(LOCKED_MS);
    const isEarly = await load.order("isHeard", { system: system.name });
    await locker.query("commit");
    await load.order("hear", { system: system.name });
    return !isEarly;
  } finally {
    await locker.end();
  }
}

/** What is wrong with what a system has stored, as sentences; none if it is all of what was sent, densely numbered. */
export async function storedWrongly({ database, system, sent }) {
  const { rows } = await database.query(`
    select count(*)::int as rows, coalesce(sum(count), 0)::int as total,
      count(*) filter (where lowest <> 1 or highest <> count or places <> count)::int as sparse
    from (select conversation_id, count(*)::int, min(seq) as lowest, max(seq) as highest,
        count(distinct seq)::int as places from ${system.table} group by conversation_id) as conversation`);
  const [{ total, sparse }] = rows;
  return [
    ...(total === sent ? [] : [`${system.name}: ${sent} sent, ${total} stored`]),
    ...(sparse === 0 ? [] : [`${system.name}: ${sparse} conversations are not numbered 1..n`]),
  ];
}
