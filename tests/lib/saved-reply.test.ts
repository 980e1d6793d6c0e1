import { describe, expect, it } from "vitest";
import {
  askedAt,
  BLANK,
  type Filling,
  filled,
  matching,
  placeholders,
  SHORTCUT_LENGTH_MAX,
  shortcutOf,
  unknownIn,
} from "@/lib/saved-reply";

const filling: Filling = { customer: "Maya Lindqvist", agent: "Sam", business: "Harbor Coffee" };

describe("a saved reply", () => {
  it("is filled in", () => {
    const body =
      "Hi {customer first name}, {customer}! {agent} of {business} here. { Customer  First Name }?";
    expect(filled(body, filling)).toBe("Hi Maya, Maya Lindqvist! Sam of Harbor Coffee here. Maya?");
  });

  it("has a blank where it names a customer and there is no one of them", () => {
    const body = "Hi {customer first name} ({customer}), {agent} here.";
    expect(filled(body, { ...filling, customer: null })).toBe(`Hi ${BLANK} (${BLANK}), Sam here.`);
  });

  it("[S28] is filled in once: a name in braces stays what it is", () => {
    const sly = { ...filling, customer: "{business} {agent}", business: "{customer}" };
    expect(filled("{customer} · {business}", sly)).toBe("{business} {agent} · {customer}");
    expect(filled("$& $1 {agent}", { ...filling, agent: "$& $` $1" })).toBe("$& $1 $& $` $1");
    expect(filled("{constructor} {__proto__}", filling)).toBe("{constructor} {__proto__}");
  });

  it.each([
    ["Maya\r\nBcc: all@example.com", "Maya Bcc: all@example.com"],
    ["Ma\u0000ya\u001b[31m", "Ma ya [31m"],
    ["\u202eayaM", "ayaM"],
    ["  Maya\u2028Lind  ", "Maya Lind"],
    ["\ud800Maya", "\ufffdMaya"],
    ["مايا", "مايا"],
    ["x".repeat(200), "x".repeat(100)],
  ])("[S28] makes the name %j harmless", (customer, shown) => {
    expect(filled("{customer}", { ...filling, customer })).toBe(shown);
  });

  it("[S28] says of any names what the text says, and nothing of it twice", () => {
    const pieces = [
      "{",
      "}",
      "{agent}",
      "{customer}",
      "{business}",
      "$&",
      "\n",
      " ",
      "é",
      "أ",
      "😀",
      "\u202e",
      "x",
    ];
    let seed = 7;
    const draw = (max: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % max;
    };
    const some = (max: number) =>
      Array.from({ length: draw(max) }, () => pieces[draw(pieces.length)]).join("");
    for (let round = 0; round < 2_000; round += 1) {
      const names = { customer: some(6), agent: some(6), business: some(6) };
      const [before, after] = [some(5).replace(/[{}]/g, ""), some(5).replace(/[{}]/g, "")];
      for (const name of placeholders) {
        const text = filled(`${before}{${name}}${after}`, names);
        expect(text.startsWith(before) && text.endsWith(after)).toBe(true);
        const put = text.slice(before.length, text.length - after.length);
        expect(put).not.toMatch(/[\p{Cc}\u202e]/u);
        const plain = (names[name === "customer first name" ? "customer" : name] ?? "")
          .replace(/[\n\u202e]/g, " ")
          .replace(/\s+/g, " ")
          .trim();
        expect(put).toBe(name === "customer first name" ? plain.split(" ")[0] : plain);
      }
    }
  });

  it("says what in it nobody knows, and leaves it", () => {
    const body = "{order} for {customer}: {order}, {total}, {}, {two\nlines}";
    expect(unknownIn(body)).toEqual(["{order}", "{total}"]);
    expect(filled(body, filling)).toBe("{order} for Maya Lindqvist: {order}, {total}, {}, {two\nlines}");
  });
});

describe("a shortcut", () => {
  it.each([
    ["Hours", "hours"],
    ["/refund-2", "refund-2"],
    ["  Envío ", "envío"],
    ["شكرا", "شكرا"],
    ["x".repeat(SHORTCUT_LENGTH_MAX), "x".repeat(SHORTCUT_LENGTH_MAX)],
    ["x".repeat(SHORTCUT_LENGTH_MAX + 1), null],
    ["two words", null],
    ["a/b", null],
    ["", null],
    ["-", null],
    ["\u202eabc", null],
  ])("of %j is %j", (text, shortcut) => {
    expect(shortcutOf(text)).toBe(shortcut);
  });

  it.each([
    ["/", 1, ""],
    ["/ho", 3, "ho"],
    ["/hours", 3, "ho"],
    ["Hi /ho", 6, "ho"],
    ["Hi\n/ش", 5, "ش"],
    ["and/or", 6, null],
    ["https://example.com/x", 21, null],
    ["/ho rs", 6, null],
    ["//", 2, null],
    ["", 0, null],
    [`${"x".repeat(50)} /ho`, 54, "ho"],
    [`/${"x".repeat(SHORTCUT_LENGTH_MAX)}`, SHORTCUT_LENGTH_MAX + 1, "x".repeat(SHORTCUT_LENGTH_MAX)],
    [`/${"x".repeat(SHORTCUT_LENGTH_MAX + 1)}`, SHORTCUT_LENGTH_MAX + 2, null],
  ])("is asked for in %j at %i: %j", (value, caret, text) => {
    const asked = askedAt(value, caret);
    expect(asked?.text ?? null).toBe(text);
    if (asked) expect(value.slice(asked.from, asked.to)).toBe(`/${asked.text}`);
  });

  it("is found by its beginning first, then by what it or its text has within", () => {
    const replies = [
      { id: "1", shortcut: "closing", body: "We close at six. Hours are on our page." },
      { id: "2", shortcut: "our-hours", body: "…" },
      { id: "3", shortcut: "hours", body: "…" },
      { id: "4", shortcut: "envío", body: "…" },
    ];
    const found = (text: string, max = 10) => matching(replies, text, max).map(({ id }) => id);
    expect(found("HOUR")).toEqual(["3", "2", "1"]);
    expect(found("envio")).toEqual(["4"]);
    expect(found("")).toEqual(["1", "2", "3", "4"]);
    expect(found("", 2)).toEqual(["1", "2"]);
    expect(found("nothing")).toEqual([]);
  });
});
