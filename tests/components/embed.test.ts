import { describe, expect, it } from "vitest";
import { type FromPage, lineToPage, saidIn } from "@/components/embed/page-line";
import { unreadIn } from "@/components/embed/unread-in";
import { joined, maya, said, sam } from "../support/wire";

const SHOP = "https://shop.example";

/** A frame in a page, with what is said to either. */
function framed() {
  const toPage: { what: unknown; to: string }[] = [];
  const page = { postMessage: (what: unknown, to: string) => toPage.push({ what, to }) };
  const listeners = new Set<(event: MessageEvent) => void>();
  const frame = {
    parent: page,
    addEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: MessageEvent) => void) => listeners.delete(listener),
  };
  const heard: FromPage[] = [];
  const line = Reflect.apply(lineToPage, null, [frame, [SHOP], (said: FromPage) => heard.push(said)]);
  const send = (
    data: unknown,
    { origin = SHOP, source = page }: { origin?: string; source?: unknown } = {},
  ) => {
    for (const listener of listeners) Reflect.apply(listener, null, [{ data, origin, source }]);
  };
  return { page, toPage, heard, line, send };
}

const hello = { servihub: "hello", token: "a.b.c", isOpen: true };

describe("the line to the page around a frame", () => {
  it("tells whoever put it there that it is there, and no more until an allowed page says hello", () => {
    const { toPage, line, send } = framed();
    line?.say({ servihub: "unread", count: 2 });
    expect(toPage).toEqual([{ what: { servihub: "ready" }, to: "*" }]);
    send(hello);
    line?.say({ servihub: "unread", count: 2 });
    expect(toPage.at(-1)).toEqual({ what: { servihub: "unread", count: 2 }, to: SHOP });
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["a look-alike", { origin: `${SHOP}.evil.example` }],
    ["no site", { origin: "null" }],
    ["another window of an allowed site", { source: {} }],
  ])("[S32] hears nothing of %s, and says nothing to it", (_, from) => {
    const { toPage, heard, line, send } = framed();
    send(hello, from);
    line?.say({ servihub: "close" });
    expect([heard, toPage.length]).toEqual([[], 1]);
  });

  it("hears nothing any more once it has ended", () => {
    const { heard, line, send } = framed();
    line?.end();
    send(hello);
    expect(heard).toEqual([]);
  });

  it.each([
    [null],
    ["open"],
    [{ servihub: "hello", token: 7, isOpen: true }],
    [{ servihub: "hello", token: null }],
    [{ servihub: "identify" }],
    [{ servihub: "unread", count: 1 }],
    [{ type: "hello" }],
  ])("[S32] takes %j for nothing", (sent) => {
    expect(saidIn(sent)).toBeUndefined();
  });
});

describe("what waits for its reader", () => {
  it("is what others said after the last that was seen", () => {
    const messages = [
      said(sam, 1),
      said(sam, 2),
      joined(sam, 3),
      said(maya, 4),
      { ...said(sam, 5), deletedAt: new Date(0).toISOString() },
      { ...said(sam, 6), threadId: crypto.randomUUID() },
      said(sam, 7),
    ];
    const receipts = [{ userId: maya.userId, delivered: 7, read: 1 }];
    expect(unreadIn({ messages, receipts, self: maya }, 0)).toBe(2);
    expect(unreadIn({ messages, receipts: [], self: maya }, 2)).toBe(1);
    expect(unreadIn({ messages, receipts, self: maya }, 7)).toBe(0);
  });
});
