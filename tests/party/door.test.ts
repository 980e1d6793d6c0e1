import { v7 as uuid } from "uuid";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Ticket } from "@/lib/protocol/ticket";
import { signExpulsion } from "@/lib/server/expulsion";
import { signTicket } from "@/lib/server/ticket";
import { admit, cameThroughTheDoor, expulsionOf, ticketOf } from "@/party/doorkeeper";
import Rooms from "@/party/rooms";

const TICKET_SECRET = "t".repeat(32);
const env = {
  ...{ TICKET_SECRET, POSTGRES_URL: "postgres://nowhere", ROOM_SHARDS: "1" },
  ...{ UPSTASH_REDIS_REST_URL: "http://nowhere", UPSTASH_REDIS_REST_TOKEN: "none" },
  ALLOWED_ORIGINS: "https://chat.example, https://www.chat.example",
};
const room = uuid();
const maya: Ticket = { party: "main", room, userId: uuid(), name: "Maya قهوة", role: "customer" };

/** What the door of a shard says to a request: what the room gets to see, or an answer. */
async function knock(
  token: string | undefined,
  { headers = {}, method = "GET", query = {}, door = {} }: Knock = {},
): Promise<Request | Response> {
  const address = new URL("http://rooms.test/parties/main/0");
  for (const [name, value] of Object.entries({ ...query, ...(token && { token }) }))
    address.searchParams.set(name, value);
  const request = new Request(address, { method, headers });
  return Object(await admit(Object(request), Object({ id: "0", env, ...door }), "main"));
}

interface Knock {
  headers?: Record<string, string>;
  method?: string;
  query?: Record<string, string>;
  door?: object;
}

async function refusedWith(answer: Promise<Request | Response>) {
  const response = await answer;
  if (!(response instanceof Response)) return "let in";
  return [response.status, (await response.json()).error.code];
}

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));

describe("what a room sees of who was let in", () => {
  it("[D4] is what the ticket says, whatever the request says in its place", async () => {
    const forged = encodeURIComponent(JSON.stringify({ ...maya, role: "owner" }));
    const headers = { "x-servihub-verified": forged };
    const seen = await knock(await signTicket(maya, TICKET_SECRET), { headers });
    expect(cameThroughTheDoor(Object(seen))).toBe(true);
    expect(ticketOf(Object(seen))).toMatchObject(maya);
  });

  it("is neither the ticket itself nor a name that the platform would take for the socket's", async () => {
    const token = await signTicket(maya, TICKET_SECRET);
    const query = { after: "7", _pk: "sam" };
    const seen = await knock(token, { query });
    expect(Object(seen).url).toBe("http://rooms.test/parties/main/0?after=7");
    const headers = { authorization: `bearer ${token}` };
    const byHeader = Object(await knock(undefined, { headers }));
    expect(byHeader.headers.has("authorization")).toBe(false);
    expect(ticketOf(byHeader).userId).toBe(maya.userId);
  });

  it("is nothing of a request that did not come through the door", () => {
    const request = Object(new Request("http://rooms.test/parties/main/0"));
    expect(cameThroughTheDoor(request)).toBe(false);
    expect(() => ticketOf(request)).toThrow();
    expect(() => expulsionOf(request)).toThrow();
  });
});

describe("the door", () => {
  it("[D2] opens to our pages and to programs, and to no other page", async () => {
    const from = async (origin: string | undefined) =>
      refusedWith(knock(await signTicket(maya, TICKET_SECRET), { headers: { ...(origin && { origin }) } }));
    for (const ours of [undefined, "https://chat.example", "https://www.chat.example"])
      expect(await from(ours)).toBe("let in");
    for (const other of ["https://evil.example", "https://chat.example.evil.example", "null"])
      expect(await from(other)).toEqual([403, "forbidden"]);
  });

  it("[D1] opens to a ticket of ours for this place, and to nothing else", async () => {
    const signed = (ticket: Ticket, secret = TICKET_SECRET) => signTicket(ticket, secret);
    expect(await refusedWith(knock(undefined))).toEqual([401, "unauthorized"]);
    expect(await refusedWith(knock(await signed(maya, "x".repeat(32))))).toEqual([401, "unauthorized"]);
    expect(await refusedWith(knock(await signed({ ...maya, party: "feed" })))).toEqual([403, "forbidden"]);
    expect(await refusedWith(knock(await signed(maya), { door: { id: "1" } }))).toEqual([403, "forbidden"]);
  });

  it("shows out at the site's word alone, and lets nobody in by it", async () => {
    const expulsion = { party: "main", room, session: uuid() } as const;
    const word = await signExpulsion(expulsion, TICKET_SECRET);
    const seen = Object(await knock(word, { method: "DELETE" }));
    expect(expulsionOf(seen)).toMatchObject(expulsion);
    expect(await refusedWith(knock(word))).toEqual([401, "unauthorized"]);
    const ticket = await signTicket(maya, TICKET_SECRET);
    expect(await refusedWith(knock(ticket, { method: "DELETE" }))).toEqual([401, "unauthorized"]);
  });

  it("stays shut, and says nothing of the reason, where the rooms are not set up", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const token = await signTicket(maya, TICKET_SECRET);
    const answer = await knock(token, { door: { env: { ...env, TICKET_SECRET: undefined } } });
    expect(await refusedWith(Promise.resolve(answer))).toEqual([503, "unavailable"]);
    expect(logged).toHaveBeenCalledTimes(1);
  });
});

it("the rooms say that they are there, and that nothing else is, outside of them", async () => {
  const ask = (path: string) => Rooms.onFetch(Object(new Request(`http://rooms.test${path}`)));
  expect(await ask("/health").text()).toBe("ok");
  expect(Math.abs(Date.parse(ask("/health").headers.get("date") ?? "") - Date.now())).toBeLessThan(5_000);
  expect(await refusedWith(Promise.resolve(ask("/healthy")))).toEqual([404, "not-found"]);
});
