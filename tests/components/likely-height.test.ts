import { describe, expect, it } from "vitest";
import {
  heightOf,
  LIKELY_VIEWPORT_PX,
  likelyHeight,
  openingRowOf,
} from "@/components/conversation/likely-height";
import { LINK_CARD_PX } from "@/components/conversation/preview-of";
import type { Row } from "@/components/conversation/rows";
import type { Attachment, Message } from "@/lib/protocol/message";
import { joined, maya, said } from "../support/wire";

const shown = (changed: Partial<Message> = {}, startsGroup = false): Row => {
  const message = { ...said(maya, 1, "Hello"), ...changed };
  return { kind: "message", key: message.id, message, quote: undefined, startsGroup, endsGroup: true };
};
const unsent = (more: object = {}): Row => {
  const text = { id: "u", body: "Hello", writtenAt: "2026-11-21T12:00:00.000Z", ...more };
  return { kind: "unsent", key: "u", text, quote: undefined, startsGroup: false, endsGroup: true };
};
const unread: Row = { kind: "unread", key: "unread" };
const picture = (width: number, height: number): Attachment => ({
  ...{ id: "p", name: "p.jpg", mediaType: "image/jpeg", bytes: 1, width, height },
  ...{ durationMs: null, peaks: null, hasThumbnail: true },
});

/** By how much one row is likely to be higher than a short text of one line. */
const higher = (row: Row) => likelyHeight(row) - likelyHeight(shown());

describe("the likely height of a row", () => {
  it("grows with its lines, those that were broken and those that will be", () => {
    const line = higher(shown({ body: "a\nb" }));
    expect(line).toBeGreaterThan(0);
    expect(higher(shown({ body: "x".repeat(55) }))).toBe(0);
    expect(higher(shown({ body: "x".repeat(56) }))).toBe(line);
    expect(higher(shown({ body: `${"x".repeat(111)}\n\nb` }))).toBe(4 * line);
    expect(higher(unsent({ body: "a\nb" }))).toBe(line);
  });

  it("has a place for who wrote, for the card of a link and for what becomes of a secret", () => {
    expect(likelyHeight(shown({}, true))).toBeGreaterThan(likelyHeight(shown()));
    const preview = {
      url: "https://harbor.example",
      title: "Harbor",
      description: "",
      site: "",
      image: null,
    };
    expect(higher(shown({ metadata: { preview } }))).toBe(LINK_CARD_PX);
    expect(higher(shown({ metadata: { preview: null } }))).toBe(0);
    const secret = { side: "customer", expiresAt: "2026-11-22T12:00:00.000Z" };
    const fate = higher(shown({ metadata: { secret } }));
    expect(fate).toBeGreaterThan(0);
    expect(higher(unsent({ secret }))).toBe(fate);
  });

  it("knows the proportions of pictures", () => {
    const wide = higher(shown({ attachments: [picture(200, 100)] }));
    const square = higher(shown({ attachments: [picture(100, 100)] }));
    expect(square - wide).toBe(128);
    expect(higher(unsent({ attachments: [picture(100, 100)] }))).toBe(square);
    expect(higher(unsent({ attachments: [] }))).toBe(0);
  });

  it("is one for whatever only divides, and for what is not there", () => {
    const message = joined(maya, 1);
    const dividers: Row[] = [
      unread,
      { kind: "day", key: "d", at: message.createdAt },
      { kind: "notice", key: "n", message },
    ];
    expect(new Set([...dividers, undefined].map(likelyHeight)).size).toBe(1);
    expect(heightOf([...dividers, shown()])).toBe(3 * likelyHeight(unread) + likelyHeight(shown()));
    expect(heightOf([])).toBe(0);
  });
});

describe("a conversation is opened", () => {
  const screenful = Array.from({ length: 40 }, () => shown());

  it("where nothing is sought and all is read, at its end", () => {
    expect(openingRowOf(screenful)).toBeNull();
  });

  it("at what is unread where that is more than a window shows", () => {
    expect(openingRowOf([shown(), unread, ...screenful])).toBe(1);
    expect(openingRowOf([...screenful, unread, shown()])).toBeNull();
  });

  it("at what is unread from the first row on that a window has no room for", () => {
    const places = screenful.map((_, n) => openingRowOf([unread, ...screenful.slice(0, n)]));
    const fits = places.indexOf(0) - 1;
    expect(heightOf([unread, ...screenful.slice(0, fits)])).toBeLessThanOrEqual(LIKELY_VIEWPORT_PX);
    expect(heightOf([unread, ...screenful.slice(0, fits + 1)])).toBeGreaterThan(LIKELY_VIEWPORT_PX);
    expect(places).toEqual(places.map((_, n) => (n > fits ? 0 : null)));
  });

  it("at what is sought, wherever the divider is, if it is there", () => {
    const rows = [unread, ...screenful];
    expect(openingRowOf(rows, { id: rows[7]?.key ?? "" })).toBe(7);
    expect(openingRowOf(rows, { id: "elsewhere" })).toBe(0);
  });
});
