import { describe, expect, it } from "vitest";
import { abovesOf, dividedAt, rowsOf } from "@/components/conversation/rows";
import type { Unsent } from "@/lib/conversation-state";
import type { Message } from "@/lib/protocol/message";

const maya = { id: "0190a000-0000-7000-8000-00000000000a", name: "Maya" };
const sam = { id: "0190a000-0000-7000-8000-00000000000b", name: "Sam" };

const uuidOf = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, "0")}`;

function wrote(seq: number, who: typeof maya, createdAt: string, kind: Message["kind"] = "text"): Message {
  return {
    id: uuidOf(seq),
    conversationId: "0190a000-0000-7000-8000-0000000000cc",
    seq,
    rev: seq,
    threadSeq: null,
    kind,
    senderId: who.id,
    senderRole: who === maya ? "customer" : "agent",
    senderName: who.name,
    body: `text ${seq}`,
    hasMore: false,
    threadId: null,
    replyTo: null,
    attachments: [],
    reactions: [],
    metadata: {},
    createdAt,
    editedAt: null,
    deletedAt: null,
  };
}

function rows(given: { messages: Message[]; unsent?: Unsent[]; above?: Message; firstUnreadSeq?: number }) {
  return rowsOf({
    messages: given.messages,
    unsent: given.unsent ?? [],
    threadId: null,
    quoted: [],
    above: given.above,
    selfId: maya.id,
    firstUnreadSeq: given.firstUnreadSeq ?? null,
    dayOf: (at) => at.slice(0, 10),
  });
}

function groups(given: Parameters<typeof rows>[0]) {
  return rows(given).map((row) => ("startsGroup" in row ? [row.startsGroup, row.endsGroup] : row.kind));
}

describe("the rows of a timeline", () => {
  it("puts what Sam wrote within one minute into one group", () => {
    const messages = [
      wrote(1, sam, "2026-11-21T09:00:05.000Z"),
      wrote(2, sam, "2026-11-21T09:00:40.000Z"),
      wrote(3, sam, "2026-11-21T09:01:10.000Z"),
    ];
    expect(groups({ messages })).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it("begins a group when Maya answers Sam, and after a notice", () => {
    const messages = [
      wrote(1, sam, "2026-11-21T09:00:05.000Z"),
      wrote(2, maya, "2026-11-21T09:00:10.000Z"),
      wrote(3, sam, "2026-11-21T09:00:15.000Z", "system"),
      wrote(4, sam, "2026-11-21T09:00:20.000Z"),
    ];
    expect(groups({ messages })).toEqual([[true, true], [true, true], "notice", [true, true]]);
  });

  it("names a day where it changes, and leaves that of the first row to what stands above", () => {
    const messages = [wrote(1, sam, "2026-11-20T23:59:59.000Z"), wrote(2, sam, "2026-11-21T00:00:01.000Z")];
    expect(rows({ messages }).map(({ kind }) => kind)).toEqual(["message", "day", "message"]);
  });

  it("divides at the first message that was unread when the conversation was opened, and nowhere else", () => {
    const messages = [
      wrote(1, sam, "2026-11-21T09:00:05.000Z"),
      wrote(2, sam, "2026-11-21T09:00:10.000Z"),
      wrote(3, sam, "2026-11-21T09:00:15.000Z"),
    ];
    expect(rows({ messages, firstUnreadSeq: 2 }).map(({ kind }) => kind)).toEqual([
      "message",
      "unread",
      "message",
      "message",
    ]);
    expect(groups({ messages, firstUnreadSeq: 2 })).toEqual([
      [true, true],
      "unread",
      [true, false],
      [false, true],
    ]);
  });

  it("changes none of the rows that are shown when an older page arrives above them", () => {
    const older = [wrote(1, sam, "2026-11-20T09:00:00.000Z"), wrote(2, sam, "2026-11-21T09:00:00.000Z")];
    const shown = [wrote(3, sam, "2026-11-21T09:00:10.000Z"), wrote(4, sam, "2026-11-21T09:00:20.000Z")];
    const before = rows({ messages: shown });
    const after = [...rows({ messages: older }), ...rows({ messages: shown, above: older[1] })];
    expect(after.slice(-before.length)).toEqual(before);
  });

  it("keeps the key of Maya's text when it turns from unsent into a message", () => {
    const stored = wrote(1, maya, "2026-11-21T09:00:05.000Z");
    const unsent = { id: stored.id, body: stored.body, writtenAt: stored.createdAt };
    expect(rows({ messages: [], unsent: [unsent] })[0]?.key).toBe(rows({ messages: [stored] })[0]?.key);
  });

  it("adds what Maya has not sent yet to her group at the end", () => {
    const messages = [wrote(1, maya, "2026-11-21T09:00:05.000Z")];
    const unsent = [
      { id: "0190a000-0000-7000-8000-0000000000ff", body: "more", writtenAt: "2026-11-21T09:00:30.000Z" },
    ];
    expect(groups({ messages, unsent })).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it("names a day where it changes between one page and the next", () => {
    const older = [wrote(1, sam, "2026-11-20T23:00:00.000Z"), wrote(2, sam, "2026-11-20T23:59:30.000Z")];
    const tail = [wrote(3, sam, "2026-11-21T00:00:01.000Z"), wrote(4, sam, "2026-11-21T00:00:02.000Z")];
    expect(rows({ messages: tail, above: older[1] }).map(({ kind }) => kind)).toEqual([
      "day",
      "message",
      "message",
    ]);
    expect(rows({ messages: tail, above: tail[0] }).map(({ kind }) => kind)).toEqual(["message", "message"]);
  });

  it("leaves out what stands in threads, and begins no day or group for it", () => {
    const threadId = wrote(1, sam, "2026-11-20T09:00:00.000Z").id;
    const inThread = (message: Message, threadSeq: number) => ({ ...message, threadId, threadSeq });
    const messages = [
      wrote(1, sam, "2026-11-20T09:00:05.000Z"),
      inThread(wrote(2, maya, "2026-11-20T09:00:10.000Z"), 1),
      wrote(3, sam, "2026-11-20T09:00:15.000Z"),
      inThread(wrote(4, maya, "2026-11-21T09:00:00.000Z"), 2),
    ];
    expect(groups({ messages })).toEqual([
      [true, false],
      [false, true],
    ]);
    const aside = { id: uuidOf(9), body: "Aside", threadId, writtenAt: "2026-11-20T09:01:00.000Z" };
    expect(groups({ messages, unsent: [aside] })).toHaveLength(2);
    const tail = [wrote(5, sam, "2026-11-21T09:00:01.000Z")];
    expect(abovesOf([messages, tail], null)).toEqual([undefined, messages[2]]);
    expect(abovesOf([messages.slice(3), tail], null)).toEqual([undefined, undefined]);
    expect(abovesOf([messages, tail], threadId)).toEqual([undefined, messages[3]]);
  });

  it("puts the divider above the first unread message that is shown, on whatever page that is", () => {
    const threadId = uuidOf(1);
    const aside = (seq: number) => ({
      ...wrote(seq, sam, "2026-11-21T09:00:00.000Z"),
      ...{ threadId, threadSeq: seq },
    });
    const main = (seq: number) => wrote(seq, sam, "2026-11-21T09:00:00.000Z");
    const stretches = [
      [main(1), main(2), aside(3)],
      [aside(4), main(5)],
    ];
    expect(dividedAt(stretches, null, 3)).toBe(5);
    expect(dividedAt(stretches, null, 2)).toBe(2);
    expect(dividedAt(stretches, null, 6)).toBeNull();
    expect(dividedAt(stretches, null, null)).toBeNull();
    expect(dividedAt(stretches, threadId, 4)).toBe(4);
    expect(dividedAt(stretches.slice(1), null, 1), "all that is loaded is unread").toBe(5);
  });

  it("asks the calendar only where the day may have changed", () => {
    const minutes = Array.from(
      { length: 300 },
      (_, index) => new Date(Date.UTC(2026, 10, 21, 9, 0, index * 4)),
    );
    let asked = 0;
    rowsOf({
      messages: minutes.map((at, index) => wrote(index + 1, sam, at.toISOString())),
      unsent: [],
      threadId: null,
      quoted: [],
      above: undefined,
      selfId: maya.id,
      firstUnreadSeq: null,
      dayOf: (at) => {
        asked += 1;
        return at.slice(0, 10);
      },
    });
    expect(asked).toBe(2);
  });
});
