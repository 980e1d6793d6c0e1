import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ConversationClient, type ConversationClientOptions } from "@/lib/client/conversation-client";
import type { Outbox } from "@/lib/client/outbox";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { BoxOfTest, MISSED_MAX, ScriptedRoom } from "../support/scripted-room";
import { maya, said, sam } from "../support/wire";

let room = new ScriptedRoom(maya);
let page = Object.assign(new EventTarget(), { visibilityState: "visible" });

beforeEach(() => {
  room = new ScriptedRoom(maya);
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const later = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

async function opened(options: Partial<ConversationClientOptions> = {}): Promise<ConversationClient> {
  const client = new ConversationClient({
    ...{ self: maya, head: await room.head(), loadHead: room.head, outbox: new BoxOfTest() },
    address: async () => new URL("ws://rooms.test/"),
    WebSocket: room.WebSocket,
    ...options,
  });
  onTestFinished(client.start());
  await later(2_000);
  return client;
}

/** What the room heard of one kind, and of which only what is asked about. */
const heard = (type: string, name: string) =>
  room.heard.filter((command) => command.type === type).map((command) => command[name]);

const show = (visibilityState: "visible" | "hidden") => {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
};

describe("a tab that is out of sight", () => {
  it("says after a minute that its person is away, and at once that they are back", async () => {
    await opened();
    show("hidden");
    await later(59_999);
    expect(heard("status", "status")).toEqual([]);
    await later(1);
    expect(heard("status", "status")).toEqual(["away"]);
    show("visible");
    await later();
    expect(heard("status", "status")).toEqual(["away", "online"]);
  });

  it("says nothing where somebody only looked elsewhere for a moment", async () => {
    await opened();
    show("hidden");
    await later(30_000);
    show("visible");
    await later(60_000);
    expect(heard("status", "status")).toEqual([]);
  });

  it("tells a room of which it lost sight anew that its person is away", async () => {
    await opened();
    show("hidden");
    await later(60_000);
    room.cut();
    await later(8_000);
    await later(60_000);
    expect(heard("status", "status")).toEqual(["away", "away"]);
  });
});

describe("what is told by the way", () => {
  it("is that somebody types, every three seconds while they do, and that they stopped", async () => {
    const client = await opened();
    for (let second = 0; second < 7; second += 1) {
      client.setTyping(true);
      await later(1_000);
    }
    expect(heard("typing", "isTyping")).toEqual([true, true, true]);
    await later(5_000);
    expect(heard("typing", "isTyping")).toEqual([true, true, true, false]);
    client.setTyping(true);
    client.send("There.");
    await later();
    expect(heard("typing", "isTyping").slice(4)).toEqual([true, false]);
  });

  it("is how far somebody has heard and seen, never further than heard, and once", async () => {
    const client = await opened();
    const message = room.add(said(sam, 1));
    room.tell({ type: "message:new", rev: 1, message });
    client.see(5);
    await later(249);
    expect(heard("receipt", "read")).toEqual([]);
    await later(1);
    expect(room.heard.filter(({ type }) => type === "receipt")).toEqual([
      { type: "receipt", delivered: 1, read: 1 },
    ]);
    client.see(1);
    await later(1_000);
    expect(heard("receipt", "read")).toHaveLength(1);
  });

  it("is how much of a thread somebody has seen, and the same again over another line", async () => {
    const client = await opened();
    const threadId = said(sam, 1).id;
    client.seeThread(threadId, 2);
    client.seeThread(threadId, 1);
    await later(1_000);
    expect(room.heard.filter(({ type }) => type === "thread:read")).toEqual([
      { type: "thread:read", id: threadId, read: 2 },
    ]);
    room.cut();
    await later(8_000);
    expect(heard("thread:read", "read")).toEqual([2, 2]);
  });

  it("is heard of others for six seconds, unless it is said again", async () => {
    const client = await opened();
    room.tell({ type: "user:typing", userId: sam.userId, isTyping: true });
    await later(6_000);
    expect(client.getSnapshot().typing.map(({ userId }) => userId)).toEqual([sam.userId]);
    await later(1);
    expect(client.getSnapshot().typing).toEqual([]);
  });

  it("goes nowhere without a line, and whoever says it knows", async () => {
    const client = await opened();
    expect(client.tell({ type: "ping" })).toBe(true);
    room.isReachable = false;
    room.cut();
    expect(client.tell({ type: "ping" })).toBe(false);
    client.setTyping(true);
    await later();
    expect(heard("typing", "isTyping")).toEqual([]);
  });
});

describe("a room that owes an answer", () => {
  it("is dialled again after ten seconds, and asked for the same", async () => {
    const client = await opened();
    const id = client.send("Anyone?");
    await later(9_999);
    expect(heard("message:send", "id")).toEqual([id]);
    await later(5_000);
    expect(heard("message:send", "id")).toEqual([id, id]);
  });
});

describe("what somebody wants changed", () => {
  it("is asked for under a name of its own, shown until it is given up, and not kept after that", async () => {
    const box = new BoxOfTest();
    const message = room.add(said(maya, 1, "Is it inn?"));
    const client = await opened({ outbox: box });
    client.change({ type: "message:edit", id: message.id, body: "Is it in?" });
    await later();
    const [asked] = client.getSnapshot().changes;
    expect(room.heard.at(-1)).toEqual({
      ...{ type: "message:edit", id: message.id, body: "Is it in?" },
      ref: asked?.id,
    });
    const refused = { code: "forbidden", message: "No.", retryable: false } as const;
    room.tell({ type: "refused", ref: asked?.id, ...refused });
    await later();
    expect(client.getSnapshot().changes[0]?.refused?.code).toBe("forbidden");
    client.discard(asked?.id ?? "");
    await later();
    expect([client.getSnapshot().changes, box.texts.size]).toEqual([[], 0]);
  });
});

describe("a conversation that has to be loaded anew", () => {
  const missing = async () => {
    for (let n = 0; n <= MISSED_MAX; n += 1) room.add(said(sam, room.history.length + 1));
    room.cut();
    await later(8_000);
  };

  it.each<[RefusalCode]>([["not-found"], ["forbidden"]])("is over where the site says: %s", async (code) => {
    const client = await opened({ loadHead: () => Promise.reject(new Refusal(code)) });
    await missing();
    expect(client.getSnapshot()).toMatchObject({ connection: "refused", refusal: { code } });
    expect(client.tell({ type: "ping" })).toBe(false);
  });

  it("is asked for until the site can be reached", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    let attempts = 0;
    const client = await opened({
      loadHead: async () => {
        attempts += 1;
        if (attempts < 3) throw new Refusal("unavailable");
        return room.head();
      },
    });
    await missing();
    await later(8_000);
    expect(warned).toHaveBeenCalledTimes(2);
    expect(client.getSnapshot()).toMatchObject({ connection: "online", rev: MISSED_MAX + 1 });
  });
});

describe("a room that may not be opened", () => {
  it("is not dialled again where nobody is signed in", async () => {
    const address = vi.fn(() => Promise.reject(new Refusal("unauthorized")));
    const client = await opened({ address });
    await later(24 * 60 * 60_000);
    expect(client.getSnapshot()).toMatchObject({
      connection: "refused",
      refusal: { code: "unauthorized" },
    });
    expect(address).toHaveBeenCalledTimes(1);
  });

  it.each<[RefusalCode]>([["closed"], ["not-found"]])("as %s is asked for again, seldom", async (code) => {
    const address = vi.fn(() => Promise.reject(new Refusal(code)));
    const client = await opened({ address });
    for (let minute = 1; minute <= 10; minute += 1) {
      await later(60_000);
      expect(client.getSnapshot()).toMatchObject({ connection: "refused", refusal: { code } });
    }
    expect(address.mock.calls.length).toBeGreaterThan(10);
    expect(address.mock.calls.length).toBeLessThanOrEqual(31);
  });

  it("goes on by itself once it may be, with what was missed and what was written meanwhile", async () => {
    let isClosed = false;
    const client = await opened({
      address: async () => {
        if (isClosed) throw new Refusal("closed");
        return new URL("ws://rooms.test/");
      },
    });
    isClosed = true;
    room.cut();
    await later(8_000);
    expect(client.getSnapshot().connection).toBe("refused");
    client.send("Are you open again?");
    room.add(said(sam, 1, "We are"));
    isClosed = false;
    await later(61_000);
    expect(client.getSnapshot()).toMatchObject({ connection: "online", messages: [{ body: "We are" }] });
    expect(new Set(heard("message:send", "body"))).toEqual(new Set(["Are you open again?"]));
  });

  it("is not asked for once the tab is closed", async () => {
    const address = vi.fn(() => Promise.reject(new Refusal("closed")));
    const client = new ConversationClient({
      ...{ self: maya, head: await room.head(), loadHead: room.head, outbox: new BoxOfTest() },
      ...{ address, WebSocket: room.WebSocket },
    });
    const stop = client.start();
    await later(2_000);
    stop();
    await later(10 * 60_000);
    expect(address).toHaveBeenCalledTimes(1);
  });
});

describe("a tab whose outbox is broken", () => {
  it("sends all the same, and says so to nobody but its log", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const broken = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    const outbox: Outbox = { load: broken, put: broken, remove: broken };
    const client = await opened({ outbox });
    client.send("Is it in?");
    await later();
    const message = room.store();
    room.tell({ type: "message:new", rev: 1, message });
    await later();
    expect(client.getSnapshot()).toMatchObject({ unsent: [], messages: [{ body: "Is it in?" }] });
    const told = new Set(warned.mock.calls.map(([text]) => text));
    expect([...told].toSorted()).toEqual(["not cleared:", "not kept:", "not read:"]);
  });

  it("takes up what an earlier tab left: it sends what is not there, and forgets what is", async () => {
    const box = new BoxOfTest();
    const there = room.add(said(maya, 1, "There already"));
    const writtenAt = there.createdAt;
    await box.put({ id: there.id, body: there.body, writtenAt });
    const left = said(maya, 2, "Left behind");
    await box.put({ id: left.id, body: left.body, writtenAt });
    const client = await opened({ outbox: box });
    expect(client.getSnapshot().unsent.map(({ body }) => body)).toEqual(["Left behind"]);
    expect([...box.texts.keys()]).toEqual([left.id]);
    expect(heard("message:send", "id")).toEqual([left.id]);
  });
});
