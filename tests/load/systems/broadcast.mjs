import { v7 as uuid } from "uuid";
import { machineMs } from "../machine-clock.mjs";

const TEXT = "hello, this is a post of quite an ordinary length";

/**
 * What a business tells everybody: published as the site does it, and read at relays that hold `relayReaders` each.
 * Who comes first to another relay has been told by the last one that it is full.
 */
export async function openBroadcast({
  name,
  product,
  database,
  stack,
  author: { businessId, ...author },
  relayReaders,
  processes,
}) {
  const { rows } = await database.query(
    "insert into conversations (business_id, kind) values ($1, 'broadcast') returning id",
    [businessId],
  );
  const [{ id: broadcastId }] = rows;
  const address = async (ticket) => {
    const url = new URL(product.roomPath(ticket, 1), stack.roomsUrl);
    return { url, token: await product.signTicket(ticket, stack.env.TICKET_SECRET) };
  };
  const seat = async (relay) => {
    const room = product.relayRoom(broadcastId, relay);
    const stranger = { userId: uuid(), name: "", role: "customer" };
    const { url, token } = await address({ party: "channel", room, ...stranger });
    url.protocol = "ws";
    url.searchParams.set("token", token);
    return { url: url.href };
  };
  const seatOf = async (n) => {
    const relay = Math.floor(n / relayReaders);
    const isFirst = n % relayReaders === 0 && n > 0;
    return isFirst ? { ...(await seat(relay - 1)), spares: [await seat(relay)] } : seat(relay);
  };
  return {
    name,
    driver: "product",
    readers: (count, _, from) => Promise.all(Array.from({ length: count }, (__, n) => seatOf(from + n))),
    /** How many more the relay takes that so many readers have come to. */
    placesAfter: (count) => relayReaders - (count % relayReaders),
    relaysFor: (count) => Math.ceil(count / relayReaders),
    /** Publishes what begins with a number; resolves to when that began. */
    async publish(number) {
      const [id, body] = [uuid(), `${number} ${TEXT}`];
      await database.query(
        `insert into posts (id, business_id, author_id, body, state, publish_at)
         values ($1, $2, $3, $4, 'published', now())`,
        [id, businessId, author.userId, body],
      );
      const beganAtMs = machineMs();
      const { url, token } = await address({ party: "main", room: broadcastId, ...author, role: "owner" });
      const { status } = await fetch(url, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ type: "message:send", id, body }),
      });
      if (status !== 201) throw new Error(`a post was answered with ${status}`);
      return beganAtMs;
    },
    processes,
  };
}
