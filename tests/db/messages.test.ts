import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { openConversation } from "@/db/conversations";
import {
  historyAt,
  historyHead,
  historyPage,
  messageById,
  messagesAfter,
  messagesBefore,
  SEQ_MAX,
} from "@/db/messages";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import { WHOLE_BODY_LENGTH_MAX } from "@/lib/protocol/message";
import { type Cast, castForTest } from "../support/cast";
import { headOf } from "../support/wire";

async function mayaWrites({ pool, conversationId, maya }: Cast, count: number, body = "Hello") {
  const entries = Array.from({ length: count }, () => ({
    conversationId,
    entry: { op: "message" as const, id: randomUUID(), ...maya, body },
  }));
  await append(pool, entries);
  return entries.map(({ entry }) => entry.id);
}

const seqs = (page: { messages: { seq: number }[] } | null) => page?.messages.map(({ seq }) => seq);
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe("historyHead", () => {
  it("is empty at the start, with the counters at nought", async () => {
    const cast = await castForTest();
    expect(await historyHead(cast.db, { ...cast, readerId: cast.maya.userId })).toEqual(headOf([]));
  });

  it("is the whole of one page, and has more with one message more", async () => {
    const cast = await castForTest();
    await mayaWrites(cast, HISTORY_PAGE_SIZE);
    const whole = await historyHead(cast.db, { ...cast, readerId: cast.maya.userId });
    expect(seqs(whole)).toEqual(from(1, HISTORY_PAGE_SIZE));
    expect(whole?.hasMore).toBe(false);
    await mayaWrites(cast, 1);
    const head = await historyHead(cast.db, { ...cast, readerId: cast.maya.userId });
    expect(seqs(head)).toEqual(from(2, HISTORY_PAGE_SIZE + 1));
    expect(head).toMatchObject({ hasMore: true, seq: HISTORY_PAGE_SIZE + 1, rev: HISTORY_PAGE_SIZE + 1 });
  });
});

describe("historyAt", () => {
  it("is half a page on either side of a moment, wherever that lies", async () => {
    const cast = await castForTest();
    await mayaWrites(cast, 2 * HISTORY_PAGE_SIZE);
    const half = HISTORY_PAGE_SIZE / 2;
    const minute = (seq: number) => new Date(Date.UTC(2026, 0, 1, 0, seq)).toISOString();
    await cast.pool.query(
      "update messages set created_at = $2::timestamptz + make_interval(mins => seq) where conversation_id = $1",
      [cast.conversationId, minute(0)],
    );
    for (const [at, first, last, hasMore, hasNewer] of [
      [minute(-5), 1, half, false, true],
      [minute(1), 1, half, false, true],
      [minute(40), 40 - half, 40 + half - 1, true, true],
      ["2026-01-01T00:39:30.000Z", 40 - half, 40 + half - 1, true, true],
      [minute(500), 2 * HISTORY_PAGE_SIZE + 1 - half, 2 * HISTORY_PAGE_SIZE, true, false],
    ] as const) {
      const window = await historyAt(cast.db, { ...cast, at });
      expect({ ...window, messages: seqs(window) }).toEqual({
        messages: from(first, last),
        hasMore,
        hasNewer,
      });
    }
  });

  it("is empty where nothing was said, and [S10] nothing under another tenant", async () => {
    const cast = await castForTest();
    const at = new Date().toISOString();
    expect(await historyAt(cast.db, { ...cast, at })).toEqual({
      ...{ messages: [], hasMore: false, hasNewer: false },
    });
    await mayaWrites(cast, 1);
    expect(await historyAt(cast.db, { ...cast, businessId: randomUUID(), at })).toBeNull();
  });
});

describe("historyPage", () => {
  it("goes back to the first message without a gap or a repeat", async () => {
    const cast = await castForTest();
    await mayaWrites(cast, HISTORY_PAGE_SIZE + 3);
    const page = await historyPage(cast.db, { ...cast, beforeSeq: 4 });
    expect(page).toMatchObject({ hasMore: false });
    expect(seqs(page)).toEqual([1, 2, 3]);
    expect(await historyPage(cast.db, { ...cast, beforeSeq: 1 })).toEqual({ messages: [], hasMore: false });
    expect(await historyPage(cast.db, { ...cast, beforeSeq: 0 })).toEqual({ messages: [], hasMore: false });
  });

  it("[S10] finds nothing under another tenant", async () => {
    const cast = await castForTest();
    const [id = ""] = await mayaWrites(cast, 1);
    const elsewhere = { conversationId: cast.conversationId, businessId: randomUUID() };
    expect(await historyHead(cast.db, { ...elsewhere, readerId: cast.maya.userId })).toBeNull();
    expect(await historyPage(cast.db, { ...elsewhere, beforeSeq: 2 })).toBeNull();
    expect(await messageById(cast.db, { ...elsewhere, messageId: id })).toBeNull();
  });
});

describe("messagesAfter", () => {
  it("goes forward in steps, up to a bound, and says whether there is more", async () => {
    const cast = await castForTest();
    await mayaWrites(cast, 7);
    const read = (afterSeq: number, limit: number, beforeSeq = SEQ_MAX) =>
      messagesAfter(cast.db, { ...cast, afterSeq, beforeSeq, limit });
    expect(seqs(await read(0, 3))).toEqual([1, 2, 3]);
    expect((await read(0, 3))?.hasMore).toBe(true);
    expect(seqs(await read(4, 3))).toEqual([5, 6, 7]);
    expect((await read(4, 3))?.hasMore).toBe(false);
    expect(await read(2, 3, 5)).toMatchObject({ hasMore: false });
    expect(seqs(await read(2, 3, 5))).toEqual([3, 4]);
    expect(await read(SEQ_MAX, 200)).toMatchObject({ messages: [], hasMore: false });
  });
});

describe("messagesBefore", () => {
  it("takes the last ones, however far past the end it is asked", async () => {
    const cast = await castForTest();
    await mayaWrites(cast, 7);
    expect(seqs(await messagesBefore(cast.db, { ...cast, beforeSeq: SEQ_MAX, limit: 2 }))).toEqual([6, 7]);
    expect(seqs(await messagesBefore(cast.db, { ...cast, beforeSeq: 6, limit: 2 }))).toEqual([4, 5]);
  });
});

describe("a long body", () => {
  it("travels as a preview past the limit, and is whole when asked for", async () => {
    const cast = await castForTest();
    await mayaWrites(cast, 1, "a".repeat(WHOLE_BODY_LENGTH_MAX));
    const [id = ""] = await mayaWrites(cast, 1, "b".repeat(WHOLE_BODY_LENGTH_MAX + 1));
    const head = await historyHead(cast.db, { ...cast, readerId: cast.maya.userId });
    expect(head?.messages.map(({ hasMore }) => hasMore)).toEqual([false, true]);
    const whole = await messageById(cast.db, { ...cast, messageId: id });
    expect(whole?.body).toHaveLength(WHOLE_BODY_LENGTH_MAX + 1);
  });

  it("[S11] of another conversation is not found by its id", async () => {
    const cast = await castForTest();
    const [id = ""] = await mayaWrites(cast, 1);
    const { id: leos } = await openConversation(cast.db, { ...cast, customerId: cast.leo.userId });
    const { businessId } = cast;
    expect(await messageById(cast.db, { conversationId: leos, businessId, messageId: id })).toBeNull();
  });
});
