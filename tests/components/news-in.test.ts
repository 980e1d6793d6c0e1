import { describe, expect, it } from "vitest";
import type { Heard } from "@/components/inbox/live-list";
import { collapsed, NEWS_SHOWN_MAX, newsIn } from "@/components/news/news-in";
import type { ListedConversation } from "@/lib/protocol/list";

const NOW = Date.parse("2026-07-01T10:00:00.000Z");
const MAYA = "maya";
const SAM = "sam";

function said(at: number, { readSeq = 1, lastSeq = 2, senderId = SAM, senderName = "Sam" } = {}) {
  const createdAt = new Date(at).toISOString();
  const lastMessage = { senderId, senderRole: "agent", senderName, preview: "Hi", sort: "text", createdAt };
  return { id: "one", rev: lastSeq, lastSeq, readSeq, lastMessage } as unknown as ListedConversation;
}

function newsOf(
  now: ListedConversation,
  { before = now, told = new Map<string, string>(), isHeard = true } = {},
) {
  const followed = {
    heard: (isHeard ? { one: { summary: now } } : {}) as Heard,
    pages: [{ conversations: [before], nextCursor: null }],
    conversations: [now],
  };
  return newsIn(followed, { readerId: MAYA, told, nowMs: NOW }).map(({ id }) => id);
}

describe("what is told of in the page", () => {
  it("is what a feed said that is not read", () => {
    const before = said(NOW - 1_000_000, { lastSeq: 1 });
    expect(newsOf(said(NOW - 500_000), { before })).toEqual(["one"]);
    expect(newsOf(said(NOW - 500_000, { readSeq: 2 }), { before })).toEqual([]);
    expect(newsOf(said(NOW), { isHeard: false })).toEqual([]);
  });

  it("is nothing of one's own, and nothing where nobody has written", () => {
    expect(newsOf(said(NOW, { senderId: MAYA }))).toEqual([]);
    expect(newsOf(said(NOW, { senderName: "" }))).toEqual([]);
  });

  it("is what came with the list when it is fresh, and not when only something else changed of it", () => {
    expect(newsOf(said(NOW - 59_999))).toEqual(["one"]);
    expect(newsOf(said(NOW - 60_000))).toEqual([]);
  });

  it("is nothing while a bot goes on, and all of it once a person shall, however long that took", () => {
    const held = { ...said(NOW - 500_000), work: { isWithBot: true } } as ListedConversation;
    const handedOver = { ...held, work: { isHandedOver: true } } as ListedConversation;
    expect(newsOf(held)).toEqual([]);
    expect(newsOf(handedOver, { before: held })).toEqual(["one"]);
    expect(newsOf(handedOver)).toEqual([]);
  });

  it("is told once", () => {
    const now = said(NOW);
    expect(newsOf(now, { told: new Map([["one", now.lastMessage.createdAt]]) })).toEqual([]);
    expect(newsOf(now, { told: new Map([["one", said(NOW - 1).lastMessage.createdAt]]) })).toEqual(["one"]);
  });

  it("stands one by one as far as there is room, and of more the oldest are only counted", () => {
    const all = ["a", "b", "c", "d"];
    expect(collapsed(all.slice(0, NEWS_SHOWN_MAX))).toEqual({ shown: ["a", "b", "c"], others: 0 });
    expect(collapsed(all)).toEqual({ shown: ["c", "d"], others: 2 });
  });
});
