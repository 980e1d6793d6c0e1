import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { append } from "@/db/append";
import { reachOf } from "@/lib/delivery";
import { CHANGES_MAX } from "@/lib/ledger";
import { type Cast, castForRooms, messagesOf, type Person } from "../support/cast";
import { roomAddress, ticketFor } from "../support/room-visitor";
import { type Device, Line, type Network, openTab as open, type Tab, type TabOptions } from "../support/tab";
import { headOf } from "../support/wire";

const online = (tab: Tab) =>
  expect.poll(() => tab.client.getSnapshot().connection, { timeout: 10_000 }).toBe("online");
const shows = (tab: Tab, stored: string[]) =>
  expect.poll(tab.shows, { timeout: 10_000 }).toEqual({ stored, waiting: [] });
const restsAt = (device: Device, count: number) =>
  expect.poll(async () => (await device.load()).length).toBe(count);

afterEach(() => void vi.unstubAllGlobals());

describe.each<[Network, number]>([
  ["sockets", 0],
  ["streams", 1],
  ["requests", 2],
])("the client on real rooms, over %s", (network, rung) => {
  const openTab = (cast: Cast, person: Person, options: TabOptions = {}) =>
    open(cast, person, { line: new Line(network), ...options });
  // As a tab that knows its network.
  beforeEach(() => {
    vi.stubGlobal("sessionStorage", { getItem: () => String(rung), setItem: () => {} });
  });

  it("[G2] shows a text at once, and the same for everyone once it is stored", async () => {
    const cast = await castForRooms();
    const [maya, sam] = await Promise.all([openTab(cast, cast.maya), openTab(cast, cast.sam)]);
    await Promise.all([online(maya), online(sam)]);
    maya.client.send("Is the oat milk back?");
    expect(maya.shows()).toEqual({ stored: [], waiting: ["Is the oat milk back?"] });
    await Promise.all([shows(maya, ["Is the oat milk back?"]), shows(sam, ["Is the oat milk back?"])]);
    await restsAt(maya.device, 0);
  });

  it("[G3] keeps the order of what one person writes quickly", async () => {
    const cast = await castForRooms();
    const maya = await openTab(cast, cast.maya);
    const bodies = Array.from({ length: 20 }, (_, n) => `message ${n}`);
    for (const body of bodies) maya.client.send(body);
    await shows(maya, bodies);
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(bodies);
  });

  it("[F11] [G4] brings Sam what Ines answered while he was cut off, in its place and once", async () => {
    const cast = await castForRooms();
    const [maya, sam, ines] = await Promise.all(
      [cast.maya, cast.sam, cast.ines].map((each) => openTab(cast, each)),
    );
    if (!maya || !sam || !ines) throw new Error("a tab is missing");
    await Promise.all([maya, sam, ines].map(online));
    maya.client.send("Anyone there?");
    await shows(sam, ["Anyone there?"]);
    sam.line.cut();
    ines.client.send("I am!");
    await shows(maya, ["Anyone there?", "Ines joined", "I am!"]);
    sam.client.send("Me too, soon.");
    expect(sam.shows()).toEqual({ stored: ["Anyone there?"], waiting: ["Me too, soon."] });
    sam.line.mend();
    const all = ["Anyone there?", "Ines joined", "I am!", "Sam joined", "Me too, soon."];
    await Promise.all([maya, sam, ines].map((tab) => shows(tab, all)));
  });

  it("[G1] sends from the next tab what a closed one left behind, once", async () => {
    const cast = await castForRooms();
    const first = await openTab(cast, cast.maya);
    await online(first);
    first.line.cut();
    first.client.send("Written in the tunnel");
    await restsAt(first.device, 1);
    first.close();
    const second = await openTab(cast, cast.maya, { device: first.device });
    await shows(second, ["Written in the tunnel"]);
    await restsAt(first.device, 0);
    expect(await messagesOf(cast)).toHaveLength(1);
  });

  it("[G2] makes one message of a text that two tabs send at once", async () => {
    const cast = await castForRooms();
    const first = await openTab(cast, cast.maya);
    await online(first);
    first.client.send("From both");
    const second = await openTab(cast, cast.maya, { device: first.device });
    await Promise.all([shows(first, ["From both"]), shows(second, ["From both"])]);
    expect(await messagesOf(cast)).toHaveLength(1);
  });

  it("[G2] sends again what it got no answer for, without doubling it", async () => {
    const cast = await castForRooms();
    const maya = await openTab(cast, cast.maya);
    await online(maya);
    // The line dies between the send and its answer.
    maya.client.send("Did you get this?");
    maya.line.cut();
    maya.line.mend();
    await shows(maya, ["Did you get this?"]);
    expect(await messagesOf(cast)).toHaveLength(1);
  });

  it("[F11] [G4] loads anew by itself when too much was missed", async () => {
    const cast = await castForRooms();
    const maya = await openTab(cast, cast.maya);
    await online(maya);
    maya.line.cut();
    for (let n = 0; n <= CHANGES_MAX; n += 250) {
      const batch = Array.from({ length: 251 }, () => ({
        conversationId: cast.conversationId,
        entry: { op: "message", id: uuid(), ...cast.leo, body: "meanwhile" } as const,
      }));
      await append(cast.pool, batch);
    }
    maya.client.send("What a lot");
    maya.line.mend();
    await expect.poll(() => maya.client.getSnapshot().unsent.length, { timeout: 10_000 }).toBe(0);
    const { messages, hasOlder } = maya.client.getSnapshot();
    expect(hasOlder).toBe(true);
    expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, n) => n + (messages[0]?.seq ?? 0)));
    expect(messages.at(-1)?.body).toBe("What a lot");
  });

  it("fails what the room will never take, sends the rest, and lets it be discarded", async () => {
    const cast = await castForRooms();
    const maya = await openTab(cast, cast.maya);
    await online(maya);
    const id = maya.client.send("x".repeat(16_001));
    maya.client.send("Shorter, then.");
    await expect.poll(maya.shows).toEqual({ stored: ["Shorter, then."], waiting: ["x".repeat(16_001)] });
    expect(maya.client.getSnapshot().unsent[0]?.refused?.code).toBe("too-long");
    expect((await maya.device.load())[0]?.refused?.code).toBe("too-long");
    maya.client.retry(id);
    await expect.poll(() => maya.client.getSnapshot().unsent[0]?.refused?.code).toBe("too-long");
    maya.client.discard(id);
    await shows(maya, ["Shorter, then."]);
    await restsAt(maya.device, 0);
  });

  it("sends what no database would take as what it meant", async () => {
    const cast = await castForRooms();
    const maya = await openTab(cast, cast.maya);
    maya.client.send("a\u0000b \ud83d c");
    await shows(maya, ["ab \ufffd c"]);
  });

  it("tells when somebody types, and when they have read", async () => {
    const cast = await castForRooms();
    const [maya, sam] = await Promise.all([openTab(cast, cast.maya), openTab(cast, cast.sam)]);
    await Promise.all([online(maya), online(sam)]);
    sam.client.setTyping(true);
    await expect
      .poll(() => maya.client.getSnapshot().typing.map(({ userId }) => userId))
      .toEqual([cast.sam.userId]);
    sam.client.setTyping(false);
    await expect.poll(() => maya.client.getSnapshot().typing).toEqual([]);
    maya.client.send("Read me");
    await shows(sam, ["Read me"]);
    const delivery = () => {
      const { messages, receipts, participants } = maya.client.getSnapshot();
      return messages[0] && reachOf(messages[0], receipts, participants).delivery;
    };
    await expect.poll(delivery).toBe("delivered");
    sam.client.see(1);
    await expect.poll(delivery).toBe("read");
  });

  it("goes on at the room's pace when it writes faster than it may", async () => {
    const cast = await castForRooms();
    const maya = await openTab(cast, cast.maya);
    await online(maya);
    const bodies = Array.from({ length: 70 }, (_, n) => `message ${n}`);
    for (const body of bodies) maya.client.send(body);
    await expect.poll(maya.shows, { timeout: 8_000 }).toEqual({ stored: bodies, waiting: [] });
  });

  it("stops and says why when the room may not be opened any more", async () => {
    const cast = await castForRooms();
    const { Refusal } = await import("@/lib/refusal");
    const maya = await openTab(cast, cast.maya);
    await online(maya);
    vi.spyOn(maya.client.options, "address").mockRejectedValue(new Refusal("forbidden"));
    maya.line.cut();
    maya.line.mend();
    await expect.poll(() => maya.client.getSnapshot().connection, { timeout: 5_000 }).toBe("refused");
    expect(maya.client.getSnapshot().refusal?.code).toBe("forbidden");
  });
});

describe("the client on real rooms, over sockets", () => {
  it("[F13] finds a line that died without a word, and dials anew", async () => {
    const cast = await castForRooms();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
    const maya = await open(cast, cast.maya);
    await online(maya);
    const [socket] = maya.line.sockets;
    // Half open: what is sent goes nowhere and nothing comes.
    if (socket) socket.send = () => {};
    await vi.advanceTimersByTimeAsync(28_000);
    vi.useRealTimers();
    await expect.poll(() => maya.line.sockets.size, { timeout: 5_000 }).toBe(2);
    await online(maya);
  });

  it("opens nothing any more when it is stopped while it loads anew", async () => {
    const cast = await castForRooms();
    const maya = await open(cast, cast.maya);
    await online(maya);
    maya.line.cut();
    let loaded = () => {};
    const loading = vi.spyOn(maya.client.options, "loadHead").mockImplementation(
      () =>
        new Promise((resolve) => {
          loaded = () => resolve(headOf([]));
        }),
    );
    // Nobody but a restored backup knows less than Maya does.
    vi.spyOn(maya.client.options, "address").mockImplementation(async () => {
      const ticket = await ticketFor({ party: "main", room: cast.conversationId, ...cast.maya });
      return roomAddress("main", cast.conversationId, ticket);
    });
    Reflect.set(maya.client.getSnapshot(), "rev", 99);
    maya.line.mend();
    await expect.poll(() => loading.mock.calls.length, { timeout: 5_000 }).toBe(1);
    maya.close();
    const { size } = maya.line.sockets;
    loaded();
    await expect.poll(() => maya.client.getSnapshot().rev).toBe(0);
    // Time enough for a socket that should not be opened.
    await online(await open(cast, cast.sam));
    expect(maya.line.sockets.size).toBe(size);
  });
});

describe("the client where the network lets no socket through", () => {
  it.each<Network>(["streams", "requests"])("comes down to %s by itself, and sends once", async (network) => {
    const cast = await castForRooms();
    const maya = await open(cast, cast.maya, { line: new Line(network) });
    maya.client.send("Anybody there?");
    await expect.poll(maya.shows, { timeout: 20_000 }).toEqual({ stored: ["Anybody there?"], waiting: [] });
    expect(await messagesOf(cast)).toHaveLength(1);
  });

  it("comes up again by itself once it does, and misses nothing", async () => {
    const cast = await castForRooms();
    const line = new Line("requests");
    const [maya, sam] = await Promise.all([open(cast, cast.maya, { line }), open(cast, cast.sam)]);
    await expect.poll(() => maya.client.getSnapshot().connection, { timeout: 20_000 }).toBe("online");
    const before = maya.line.sockets.size;
    line.network = "sockets";
    sam.client.send("While you climb");
    // The one it tried, and the one it went on with.
    await expect.poll(() => maya.line.sockets.size, { timeout: 30_000 }).toBe(before + 2);
    await online(maya);
    sam.client.send("And there");
    await shows(maya, ["Sam joined", "While you climb", "And there"]);
  }, 70_000);
});
