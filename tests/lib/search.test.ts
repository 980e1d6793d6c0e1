import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hitsIn, isSearchable, keysOf, snippetOf, termsOf, tsqueryOf, wordCountOf } from "@/lib/search";

const marked = (text: string, query: string) =>
  hitsIn(text, termsOf(query)).map(({ start, end }) => text.slice(start, end));

describe("what somebody searches for", () => {
  it.each([
    ["oat milk", "('oat') & ('milk':*)"],
    ['"oat milk" back', "('oat' <-> 'milk') & ('back':*)"],
    ['"oat milk', "('oat' <-> 'milk')"],
    ["milk -oat", "('milk') & !('oat')"],
    ["Café", "('cafe':*)"],
    ["كِتـــاب", "('كتاب':*)"],
    ["e-mail", "('e' <-> 'mail':*)"],
  ])("%s is asked of the texts as words, phrases and the beginning of a word", (query, expected) => {
    expect(tsqueryOf(termsOf(query))).toBe(expected);
  });

  it("[S24] is nothing but letters, digits and marks of our own to the database, whatever it is", () => {
    const letters = fc.constantFrom(...`'"\\&|!():*<->%_ \u0000aZé茶بﬁ½👍1`);
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 40 }).map((all) => all.join("")),
        (query) => {
          const words = tsqueryOf(termsOf(query)).replace(/'[\p{L}\p{N}\p{M}]+'/gu, "w");
          expect(words).toMatch(/^(!?\(w(:\*)?( <-> w(:\*)?)*\)( & |$))*$/);
          for (const key of keysOf(termsOf(query))) expect(key).toMatch(/^[\p{L}\p{N}\p{M}]+$/u);
        },
      ),
    );
  });

  it("is found by beginnings of its words; what may still become one is no key beside others", () => {
    expect(keysOf(termsOf("is the window"))).toEqual(["the", "wind"]);
    expect(keysOf(termsOf("window tab"))).toEqual(["wind"]);
    expect(keysOf(termsOf("tab"))).toEqual(["tab"]);
    expect(keysOf(termsOf("-window"))).toEqual([]);
    expect([isSearchable(termsOf("ok")), isSearchable(termsOf("okay")), isSearchable(termsOf("茶"))]).toEqual(
      [...[false, true, true]],
    );
  });

  it("counts by words, those of phrases too", () => {
    expect(wordCountOf(termsOf('one "two three" -four'))).toBe(4);
  });
});

describe("hits in a text", () => {
  it.each([
    ["Is the Café open?", "cafe", ["Café"]],
    ["Tables and a table.", "table", ["Tables", "table"]],
    ["Tables and a table.", "table a", ["table", "and", "a"].toSorted()],
    ["Good morning, morning person", '"good morning"', ["Good", "morning"]],
    ["مَرْحَبًا بالعالم", "مرحبا", ["مَرْحَبًا"]],
    ["a cat", "-cat", []],
  ])("%s: %s", (text, query, expected) => {
    expect(marked(text, query).toSorted()).toEqual(expected.toSorted());
  });
});

describe("a snippet", () => {
  it("is the part around the first hit, on one line, and says where it was cut", () => {
    const body = `${"before ".repeat(40)}the\n  needle ${"after ".repeat(60)}`;
    const parts = snippetOf(body, termsOf("needle"));
    const text = parts.map((part) => part.text).join("");
    expect(text).toMatch(/^… (before )+the needle (after )+/);
    expect(text.endsWith(" …")).toBe(true);
    expect(text.length).toBeLessThan(160);
    expect(parts.filter(({ isHit }) => isHit)).toEqual([{ text: "needle", isHit: true }]);
  });

  it("is the whole of a short text", () => {
    expect(snippetOf("Is the oat milk back?", termsOf("milk"))).toEqual([
      { text: "Is the oat ", isHit: false },
      { text: "milk", isHit: true },
      { text: " back?", isHit: false },
    ]);
  });
});
