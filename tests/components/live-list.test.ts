import { describe, expect, it } from "vitest";
import {
  type Heard,
  hear,
  isSilent,
  isToLoad,
  isWaiting,
  mergeList as merge,
  settle,
  unreadTotal,
} from "@/components/inbox/live-list";
import { EVERYTHING_OPEN, unreadIn } from "@/lib/inbox-view";
import type { Summary } from "@/lib/protocol/feed";
import type { ConversationList, ListedConversation } from "@/lib/protocol/list";
import { UNTOUCHED } from "@/lib/work";

const sam = "0190a000-0000-7000-8000-00000000000b";
const ines = "0190a000-0000-7000-8000-00000000000c";
const maya = "0190a000-0000-7000-8000-00000000000a";
const withMaya = "0190a000-0000-7000-8000-0000000000c1";
const withLeo = "0190a000-0000-7000-8000-0000000000c2";

function summary(id: string, rev: number, preview: string, minute: number, senderId = maya): Summary {
  return {
    id,
    businessId: "0190a000-0000-7000-8000-0000000000b1",
    ...{ kind: "direct" as const, title: "" },
    businessName: "Harbor Coffee",
    businessSlug: "harbor-coffee",
    customerId: maya,
    customerName: id === withMaya ? "Maya" : "Leo",
    rev,
    lastSeq: rev,
    lastMessage: {
      senderId,
      senderRole: "customer",
      senderName: "Maya",
      preview,
      sort: "text",
      createdAt: `2026-11-21T09:${String(minute).padStart(2, "0")}:00.000Z`,
    },
  };
}

const mergeList = (pages: ConversationList[], heard: Heard) =>
  merge(pages, heard, { readerId: sam, view: undefined });
const unreadView = { ...EVERYTHING_OPEN, isUnread: true };

function page(...conversations: ListedConversation[]) {
  return { conversations, nextCursor: null };
}

const mayaLoaded = { ...summary(withMaya, 3, "one", 10), readSeq: 3 };
const leoLoaded = { ...summary(withLeo, 5, "two", 20), readSeq: 5 };

function changed(conversation: Summary) {
  return { type: "conversation:changed" as const, conversation };
}

function read(userId: string, seq: number) {
  return { type: "receipt" as const, conversationId: withMaya, userId, delivered: seq, read: seq };
}

describe("Sam's live list", () => {
  it("moves Maya's conversation to the top when she writes, with one unread", () => {
    const heard = hear({}, changed(summary(withMaya, 4, "three", 30)), sam);
    const list = mergeList([page(leoLoaded, mayaLoaded)], heard);
    expect(list.map(({ customerName }) => customerName)).toEqual(["Maya", "Leo"]);
    expect(list.map((each) => unreadIn(each, sam))).toEqual([1, 0]);
    expect(unreadTotal(list, sam)).toBe(1);
  });

  it("has Maya waiting from when she wrote until somebody of the business answers", () => {
    const answered = summary(withMaya, 5, "four", 40, ines);
    const answer = { ...answered, lastMessage: { ...answered.lastMessage, senderRole: "agent" as const } };
    expect(isWaiting(mayaLoaded)).toBe(true);
    expect(mergeList([page(mayaLoaded)], hear({}, changed(answer), sam)).map(isWaiting)).toEqual([false]);
  });

  it("has nobody waiting for a person while a bot goes on", () => {
    const withBot = { ...mayaLoaded, work: { isWithBot: true } } as typeof mayaLoaded;
    const handedOver = { ...mayaLoaded, work: { isHandedOver: true } } as typeof mayaLoaded;
    expect([withBot, handedOver].map(isWaiting)).toEqual([false, true]);
  });

  it("does not let a late event bring an older state back", () => {
    const heard = hear(
      hear({}, changed(summary(withMaya, 4, "new", 30)), sam),
      changed(summary(withMaya, 3, "old", 10)),
      sam,
    );
    expect(mergeList([page(mayaLoaded)], heard)[0]?.lastMessage.preview).toBe("new");
  });

  it("does not let a late answer of the server bring an older state back", () => {
    const heard = hear({}, changed(summary(withMaya, 4, "new", 30)), sam);
    expect(mergeList([page(mayaLoaded)], heard)[0]?.lastMessage.preview).toBe("new");
  });

  it("takes what was loaded anew over what was heard before", () => {
    const heard = hear({}, changed(summary(withMaya, 4, "heard", 30)), sam);
    const loaded = { ...summary(withMaya, 6, "loaded", 40), readSeq: 6 };
    expect(mergeList([page(loaded)], heard)[0]?.lastMessage.preview).toBe("loaded");
  });

  it("counts as read what Sam read on another device, and not what Ines read", () => {
    const unread = { ...mayaLoaded, readSeq: 0 };
    expect(unreadTotal(mergeList([page(unread)], hear({}, read(ines, 3), sam)), sam)).toBe(3);
    expect(unreadTotal(mergeList([page(unread)], hear({}, read(sam, 3), sam)), sam)).toBe(0);
  });

  it("never takes a read mark back", () => {
    const heard = hear(hear({}, read(sam, 3), sam), read(sam, 1), sam);
    expect(unreadTotal(mergeList([page({ ...mayaLoaded, readSeq: 2 })], heard), sam)).toBe(0);
  });

  it("shows a conversation that begins just now, as one unread", () => {
    const heard = hear({}, changed(summary(withMaya, 1, "hello", 30)), sam);
    const list = mergeList([page(leoLoaded)], heard);
    expect(list.map(({ id }) => id)).toEqual([withMaya, withLeo]);
    expect(unreadTotal(list, sam)).toBe(1);
  });

  it("has nothing unread where Sam wrote last", () => {
    const heard = hear({}, changed(summary(withMaya, 4, "mine", 30, sam)), sam);
    expect(unreadTotal(mergeList([page(mayaLoaded)], heard), sam)).toBe(0);
  });

  it("shows what is marked ahead as read as far as it was marked, and what is new as unread", () => {
    const work = { ...UNTOUCHED, rev: 0, channel: "chat" as const, dueAt: null };
    const pages = [page({ ...mayaLoaded, work, readSeq: 1 })];
    const shown = (heard: Heard, ahead = {}) =>
      merge(pages, heard, { readerId: sam, view: unreadView }, ahead).map((each) => unreadIn(each, sam));
    expect(shown({})).toEqual([2]);
    expect(shown({}, { [withMaya]: 3, [withLeo]: 5 })).toEqual([]);
    expect(shown({}, { [withMaya]: 0 })).toEqual([2]);
    const heard = hear({}, changed({ ...summary(withMaya, 4, "three", 30), work }), sam);
    expect(shown(heard, { [withMaya]: 3 })).toEqual([1]);
  });

  it("shows a conversation once that moved between two pages while they were loaded", () => {
    const later = { ...summary(withMaya, 4, "newer", 30), readSeq: 3 };
    const list = mergeList([page(later, leoLoaded), page(mayaLoaded)], {});
    expect(list.map(({ lastMessage }) => lastMessage.preview)).toEqual(["newer", "two"]);
  });

  it("shows a group that was just made, and that nobody waits in it", () => {
    const made = summary(withMaya, 1, "", 30);
    const silent = { ...made.lastMessage, senderId: null, senderName: "" };
    const [group] = mergeList(
      [page()],
      hear({}, changed({ ...made, kind: "group", lastMessage: silent }), sam),
    );
    expect(group && [isWaiting(group), isSilent(group.lastMessage)]).toEqual([false, true]);
    expect(isSilent(mayaLoaded.lastMessage)).toBe(false);
  });

  it("[N4] knows at once that a note named Sam, and not that one named Ines", () => {
    const names = (userId: string) => ({
      ...{ type: "mentioned" as const, conversationId: withMaya, messageId: withLeo, userId },
      ...{ by: "Ines", at: "2026-11-21T10:00:00.000Z" },
    });
    expect(hear({}, names(ines), sam)).toEqual({});
    const list = mergeList([page(mayaLoaded, leoLoaded)], hear({}, names(sam), sam));
    expect(list.map(({ id, mentionedAt }) => [id, mentionedAt])).toEqual([
      [withLeo, undefined],
      [withMaya, "2026-11-21T10:00:00.000Z"],
    ]);
  });

  it("[N4] asks anew when a note that named Sam is deleted, wherever it was heard of", () => {
    const names = { conversationId: withMaya, messageId: withLeo, userId: sam, by: "Ines" };
    const named = hear({}, { type: "mentioned", ...names, at: "2026-11-21T10:00:00.000Z" }, sam);
    const gone = (userId: string) => ({
      ...{ type: "mentions:changed" as const, conversationId: withMaya, userId },
    });
    expect(hear(named, gone(ines), sam)).toBe(named);
    const looking = { readerId: sam, view: undefined };
    const doubted = hear(named, gone(sam), sam);
    expect([
      isToLoad([page(mayaLoaded)], named, looking),
      isToLoad([page(mayaLoaded)], doubted, looking),
    ]).toEqual([false, true]);
    const answered = settle(doubted, doubted);
    expect(isToLoad([page(mayaLoaded)], answered, looking)).toBe(false);
    expect(mergeList([page({ ...mayaLoaded, mentionedAt: null })], answered)).toMatchObject([
      { mentionedAt: null },
    ]);
  });

  it("forgets what it heard of a conversation that a later answer does not show, until it is told anew", () => {
    const before = hear({}, changed(summary(withMaya, 1, "hello", 30)), sam);
    const settled = settle(before, before);
    expect(mergeList([page(leoLoaded)], before)).toHaveLength(2);
    expect(mergeList([page(leoLoaded)], settled)).toHaveLength(1);
    const late = hear(settled, changed(summary(withMaya, 1, "hello", 30)), sam);
    expect(mergeList([page(leoLoaded)], late)).toHaveLength(1);
    const again = hear(settled, changed(summary(withMaya, 2, "again", 31)), sam);
    expect(mergeList([page(leoLoaded)], again)).toHaveLength(2);
    // What was heard while the answer was on its way is not known to it.
    expect(mergeList([page(leoLoaded)], settle(again, before))).toHaveLength(2);
  });

  it("says that nothing changed by giving back the same object", () => {
    const heard = hear({}, changed(summary(withMaya, 4, "new", 30)), sam);
    expect(hear(heard, changed(summary(withMaya, 4, "new", 30)), sam)).toBe(heard);
    expect(hear(heard, { type: "pong" }, sam)).toBe(heard);
  });
});
