import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { ConversationClient } from "@/lib/client/conversation-client";
import { seqSeen, triedAgain } from "@/lib/stale";
import { BoxOfTest, ScriptedRoom } from "../support/scripted-room";
import { maya, said, sam } from "../support/wire";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());
const later = (ms = 2_000) => vi.advanceTimersByTimeAsync(ms);

async function opened(room: ScriptedRoom, readSeq?: number) {
  const outbox = new BoxOfTest();
  const client = new ConversationClient({
    ...{ self: room.self, head: await room.head(), loadHead: room.head, outbox, readSeq },
    address: async () => new URL("ws://rooms.test/"),
    WebSocket: room.WebSocket,
  });
  onTestFinished(client.start());
  await later();
  return { client, outbox };
}
const basesIn = (room: ScriptedRoom) =>
  room.heard.filter(({ type }) => type === "message:send").map(({ basedOnSeq }) => basedOnSeq);

describe("what is judged by what was seen", () => {
  it("says how far its writer had read and seen, and not what only arrived", async () => {
    const room = new ScriptedRoom(sam);
    for (const n of [1, 2, 3]) room.add(said(maya, n, `question ${n}`));
    const { client } = await opened(room, 1);
    client.send("One");
    await later();
    expect(basesIn(room)).toEqual([1]);
    room.tell({ type: "message:new", rev: 4, message: room.store() });
    client.see(3);
    client.send("Two");
    await later();
    expect(basesIn(room)).toEqual([1, 3]);
  });

  it("is not said of customers", async () => {
    const room = new ScriptedRoom(maya);
    const { client } = await opened(room);
    client.send("Hello");
    await later();
    expect(basesIn(room)).toEqual([undefined]);
  });

  it("keeps the words with what was unseen, past the tab, and goes on from what is seen then", async () => {
    const room = new ScriptedRoom(sam);
    const { client, outbox } = await opened(room, 0);
    const id = client.send("For when?");
    await later();
    const unseen = [said(maya, 1, "Is it ready?")];
    room.tell({ type: "refused", id, code: "stale", message: "", retryable: false, unseen });
    await later();
    const refused = { code: "stale", message: "", unseen };
    expect(client.getSnapshot().unsent).toMatchObject([{ id, body: "For when?", refused }]);
    expect(await outbox.load()).toMatchObject([{ id, basedOnSeq: 0, refused }]);
    client.retry(id);
    await later();
    expect(basesIn(room)).toEqual([0, 1]);
  });

  it("goes on from the further of what is shown with it and above it", () => {
    const unsent = { id: "1", body: "Hi", writtenAt: "", basedOnSeq: 1 };
    const refused = { code: "stale", message: "", unseen: [said(maya, 4, "Hello?")] };
    expect(triedAgain({ ...unsent, refused }, () => 3)).toEqual({ ...unsent, basedOnSeq: 4 });
    expect(triedAgain({ ...unsent, refused }, () => 6)).toEqual({ ...unsent, basedOnSeq: 6 });
    // Of another refusal it stays what it was.
    expect(triedAgain({ ...unsent, refused: { code: "too-many", message: "" } }, () => 6)).toEqual(unsent);
  });

  it("is in a thread what was seen of the thread", () => {
    const inThread = (seq: number, threadSeq: number) => ({
      ...said(maya, seq, "text"),
      ...{ threadId: "t", threadSeq },
    });
    const messages = [said(maya, 4, "text"), inThread(5, 2), said(maya, 6, "text"), inThread(7, 3)];
    expect([0, 1, 2, 3].map((read) => seqSeen({ messages }, "t", read))).toEqual([3, 3, 5, 7]);
    expect(seqSeen({ messages: [] }, "t", 0)).toBe(0);
  });
});
