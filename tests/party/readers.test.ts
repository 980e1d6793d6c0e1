import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { feedId } from "@/lib/protocol/feed";
import { SILENT_MAX_MS } from "@/party/audience";
import { UNREAD_MAX } from "@/party/readers";
import type { RoomOfTest, SocketOfTest } from "../support/backstage";
import { rehearsal } from "../support/rehearsal";

const TRY_AGAIN_LATER = 1013;
const body = "x".repeat(1_900);
/** So many at once as a room takes, until it is more than is kept. */
const WAVE = 400;
const WAVES = Math.ceil((1.2 * UNREAD_MAX) / (WAVE * body.length));
const send = () => JSON.stringify({ type: "message:send", id: uuid(), body });

/** A visitor's client answers when it is asked; one that does not read cannot. */
function answering(socket: SocketOfTest): SocketOfTest {
  socket.addEventListener("message", ({ data }) => {
    const { type, nonce } = JSON.parse(String(data));
    if (type === "ping") socket.send(JSON.stringify({ type: "pong", nonce }));
  });
  return socket;
}

const spoken = (socket: SocketOfTest, type: string) => socket.heard.filter((each) => each.type === type);
const lengthOf = (events: unknown[]) =>
  events.reduce<number>((sum, each) => sum + JSON.stringify(each).length, 0);

describe("[G6] a reader that does not read", () => {
  it("[R7] is closed once it was told more than is kept for it; who reads hears everything", async () => {
    const { enters, maya, sam, ines } = await rehearsal({ ROOM_FRAMES_PER_SECOND: "100000" });
    const [mayas, sams, stalled] = [await enters(maya), await enters(sam), await enters(ines)];
    answering(mayas);
    answering(sams);
    for (let n = 0; n < WAVES; n += 1) {
      for (let k = 0; k < WAVE; k += 1) mayas.send(send());
      await expect.poll(() => spoken(sams, "message:new").length).toBe((n + 1) * WAVE);
    }
    expect(stalled.closedWith).toBe(TRY_AGAIN_LATER);
    expect(lengthOf(spoken(stalled, "message:new"))).toBeLessThanOrEqual(UNREAD_MAX);
    expect(lengthOf(spoken(stalled, "message:new"))).toBeGreaterThan(UNREAD_MAX - 2 * body.length);
    expect([mayas.closedWith, sams.closedWith]).toEqual([undefined, undefined]);
    expect(spoken(stalled, "ping")).toHaveLength(1);
  });

  it("[R7] is not kept by answers to what it has not read", async () => {
    const { enters, maya, sam } = await rehearsal({ ROOM_FRAMES_PER_SECOND: "100000" });
    const [mayas, liar] = [answering(await enters(maya)), await enters(sam)];
    for (let n = 0; n < WAVES; n += 1) {
      for (let nonce = 0; nonce < 100; nonce += 1) liar.send(JSON.stringify({ type: "pong", nonce }));
      for (let k = 0; k < WAVE; k += 1) mayas.send(send());
      await expect.poll(() => spoken(mayas, "message:new").length).toBe((n + 1) * WAVE);
    }
    await expect.poll(() => liar.closedWith).toBe(TRY_AGAIN_LATER);
  });

  it("[R7] [F4] is not kept by a feed either", async () => {
    const { backstage, businessId, sam, ines } = await rehearsal();
    const room = feedId.inbox(businessId);
    const open = (as: typeof sam) => backstage.connect({ party: "feed", room, ...as });
    const [sams, stalled] = [answering(await open(sam)), await open(ines)];
    for (const feed of [sams, stalled]) await expect.poll(() => spoken(feed, "welcome")).toHaveLength(1);
    const news = JSON.stringify({ type: "news", body });
    const told = Math.ceil((2 * UNREAD_MAX) / news.length);
    await tellBy(backstage.room("main", "0"), news, told);
    await expect.poll(() => spoken(sams, "news").length).toBe(told);
    expect(stalled.closedWith).toBe(TRY_AGAIN_LATER);
    expect(sams.closedWith).toBeUndefined();
  });
});

/** As rooms that have news for the feeds that follow it; a little at a time, as news comes. */
async function tellBy(ledger: RoomOfTest, news: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    for (const line of ledger.getConnections()) if (line.uri.includes("follow")) line.send(news);
    await Promise.resolve();
    if (n % 10 === 0) await new Promise(setImmediate);
  }
}

describe("[G8] who is on a line that died without a word", () => {
  it("[P6] has left as soon as anybody else gives a sign, and whoever gives signs stays", async () => {
    const { enters, maya, sam, ines } = await rehearsal();
    const [mayas, sams, dead] = [await enters(maya), await enters(sam), await enters(ines)];
    for (const socket of [mayas, sams, dead])
      await expect.poll(() => spoken(socket, "welcome")).toHaveLength(1);
    vi.useFakeTimers({ toFake: ["Date"] });
    const begin = Date.now();
    const giveSigns = async (ms: number) => {
      vi.setSystemTime(begin + ms);
      for (const socket of [sams, mayas]) socket.send('{"type":"ping"}');
      const before = spoken(mayas, "pong").length;
      await expect.poll(() => spoken(mayas, "pong").length).toBe(before + 1);
    };
    await giveSigns(SILENT_MAX_MS - 1_000);
    expect(spoken(mayas, "user:left")).toEqual([]);
    await giveSigns(SILENT_MAX_MS + 20_000);
    vi.useRealTimers();
    expect(spoken(mayas, "user:left").map(({ userId }) => userId)).toEqual([ines.userId]);
    expect([sams.closedWith, dead.closedWith]).toEqual([undefined, TRY_AGAIN_LATER]);
  });
});
