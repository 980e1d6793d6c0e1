import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCKS_NESTED_MAX, type Block, blocksOf, plainTextOf } from "@/lib/text-blocks";
import { type Span, STRESS_NESTED_MAX } from "@/lib/text-spans";

const text = (said: string) => ({ kind: "text", spans: [{ kind: "text", text: said }] });

describe("what a text consists of", () => {
  it("is one block of words where there is nothing else", () => {
    expect(blocksOf("Hello,\n\nis it in?")).toEqual([text("Hello,\n\nis it in?")]);
  });

  it("sets code between fences apart, as it was written", () => {
    expect(blocksOf("Try this:\n```js\n  if (a < b) {\n\n  }\n```\nand tell me.")).toEqual([
      text("Try this:"),
      { kind: "code", text: "  if (a < b) {\n\n  }" },
      text("and tell me."),
    ]);
  });

  it("takes two fenced pieces one after the other", () => {
    expect(blocksOf("```\none\n```\n```\ntwo\n```")).toEqual([
      { kind: "code", text: "one" },
      { kind: "code", text: "two" },
    ]);
  });

  it("leaves a fence that is never closed as it is", () => {
    expect(blocksOf("```js\nhalf a thought")).toEqual([text("```js\nhalf a thought")]);
  });

  it("sets short code inside a line, in which nothing is a link", () => {
    expect(blocksOf("Run `npm i www.a.com` or ```two words```!")).toEqual([
      {
        kind: "text",
        spans: [
          { kind: "text", text: "Run " },
          { kind: "code", text: "npm i www.a.com" },
          { kind: "text", text: " or " },
          { kind: "code", text: "two words" },
          { kind: "text", text: "!" },
        ],
      },
    ]);
  });

  it("leaves backticks that belong to no code", () => {
    expect(blocksOf("It`s five o`clock\nor `so\n`")).toEqual([
      {
        kind: "text",
        spans: [
          { kind: "text", text: "It" },
          { kind: "code", text: "s five o" },
          { kind: "text", text: "clock\nor `so\n`" },
        ],
      },
    ]);
    expect(blocksOf("``")).toEqual([text("``")]);
  });

  it("finds links between words", () => {
    expect(blocksOf("See https://harbor.example, yes")).toEqual([
      {
        kind: "text",
        spans: [
          { kind: "text", text: "See " },
          { kind: "link", text: "https://harbor.example", href: "https://harbor.example" },
          { kind: "text", text: ", yes" },
        ],
      },
    ]);
  });

  it.each([
    ["*so*", "<em>so</em>"],
    ["_so_", "<em>so</em>"],
    ["**so**", "<strong>so</strong>"],
    ["***so***", "<strong><em>so</em></strong>"],
    ["**very *so* indeed**", "<strong>very <em>so</em> indeed</strong>"],
    ["(**so**), *so*!", "(<strong>so</strong>), <em>so</em>!"],
    ["这是**粗体**文字", "这是<strong>粗体</strong>文字"],
    ["*قهوة*", "<em>قهوة</em>"],
    ["**see https://harbor.example/a_b_c**", "<strong>see <a>https://harbor.example/a_b_c</a></strong>"],
    ["*`x * y`*", "<em><code>x * y</code></em>"],
    ["**half *a** thought*", "<strong>half *a</strong> thought*"],
  ])("stresses what is marked: %s", (body, shown) => expect(shownOf(body)).toBe(shown));

  it.each([
    "2*3*4",
    "2**3 and 4**5",
    "2 * 3 * 4",
    "snake_case_name and __init__",
    "**",
    "****so****",
    "a * so*",
    "*one\ntwo*",
    "a*",
    "un*believ*able",
  ])("leaves %j as it is", (body) => expect(shownOf(body)).toBe(body));

  it("sets quoted lines and lists apart", () => {
    expect(blocksOf("Look:\n\n> is it\n> in?\n\nYes")).toEqual([
      text("Look:"),
      { kind: "quote", blocks: [text("is it\nin?")] },
      text("Yes"),
    ]);
    expect(blocksOf("- milk\n- **oat**\n\n3. cups\n5) more")).toEqual([
      {
        kind: "list",
        isNumbered: false,
        points: [
          { number: 0, blocks: [text("milk")] },
          {
            number: 0,
            blocks: [{ kind: "text", spans: [{ kind: "strong", spans: [{ kind: "text", text: "oat" }] }] }],
          },
        ],
      },
      {
        kind: "list",
        isNumbered: true,
        points: [
          { number: 3, blocks: [text("cups")] },
          { number: 5, blocks: [text("more")] },
        ],
      },
    ]);
  });

  it("keeps to a point what stands indented below it", () => {
    expect(blocksOf("1. cups\n   and lids\n   - small\n2. milk")).toEqual([
      {
        kind: "list",
        isNumbered: true,
        points: [
          {
            number: 1,
            blocks: [
              text("cups\nand lids"),
              { kind: "list", isNumbered: false, points: [{ number: 0, blocks: [text("small")] }] },
            ],
          },
          { number: 2, blocks: [text("milk")] },
        ],
      },
    ]);
  });

  it.each(["-5 degrees", "2026. Good year", "# 1", "a > b", "-- \nSam"])("leaves %j words", (body) =>
    expect(blocksOf(body)).toEqual([text(body)]),
  );

  it("goes so far in and no further", () => {
    const deepest = (blocks: Block[]): number =>
      Math.max(0, ...blocks.map((block) => (block.kind === "quote" ? 1 + deepest(block.blocks) : 0)));
    const quoted = (depth: number) => `${"> ".repeat(depth)}so`;
    expect(deepest(blocksOf(quoted(BLOCKS_NESTED_MAX)))).toBe(BLOCKS_NESTED_MAX);
    expect(deepest(blocksOf(quoted(BLOCKS_NESTED_MAX + 1)))).toBe(BLOCKS_NESTED_MAX);
    expect(plainTextOf(quoted(BLOCKS_NESTED_MAX + 1))).toBe("> so");

    const stressed = (depth: number): string =>
      depth === 0 ? "so" : `${depth % 2 ? "*" : "_"}a ${stressed(depth - 1)} b${depth % 2 ? "*" : "_"}`;
    expect(shownOf(stressed(STRESS_NESTED_MAX)).match(/<em>/g)).toHaveLength(STRESS_NESTED_MAX);
    expect(shownOf(stressed(STRESS_NESTED_MAX + 1)).match(/<em>/g)).toHaveLength(STRESS_NESTED_MAX);
  });

  it("says in one line what is meant, without the marks", () => {
    expect(plainTextOf("**Hi**, see `this`:\n> *no*\n- one\n2. two")).toBe(
      "Hi, see this:\nno\n• one\n2. two",
    );
  });

  it("loses no letter, whatever was written", () => {
    const written = fc
      .array(
        fc.constantFrom(
          "a",
          "b",
          " ",
          "*",
          "**",
          "_",
          "`",
          "```",
          "\n",
          "> ",
          "- ",
          "1. ",
          "<b>",
          "www.a.example",
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(written, (body) => {
        const lettersOf = (said: string) => said.replace(/[^a-z<>.]|1\.|(?<=^|\n) {0,3}>/g, "");
        const said = plainTextOf(body);
        expect(lettersOf(said).replaceAll(">", "")).toBe(lettersOf(body).replaceAll(">", ""));
      }),
    );
  });

  it("draws no more than so many marks upon one letter", () => {
    expect(plainTextOf(`Z${"\u0301".repeat(400)}o`)).toBe(`Z${"\u0301".repeat(8)}o`);
  });

  it.each<[string, (length: number) => string]>([
    ["fences", (length) => repeated("```a\n", length)],
    ["fences that are closed", (length) => repeated("```\n\n```\n", length)],
    ["one closed fence", (length) => `${repeated("```a\n", length)}\`\`\``],
    ["backticks", (length) => repeated("`", length)],
    ["backticks alone", (length) => repeated("` ", length)],
    ["stars", (length) => repeated("*", length)],
    ["stars that open", (length) => repeated(" *a", length)],
    [
      "stars that open, and others that close",
      (length) => repeated(" *a", length / 2) + repeated("a_ ", length / 2),
    ],
    ["stars that close", (length) => repeated("*a ", length / 2) + repeated("a* ", length / 2)],
    ["stress in stress", (length) => repeated("*a _a ", length / 2) + repeated("a_ a* ", length / 2)],
    ["quotes", (length) => repeated(">", length)],
    ["quoted lines", (length) => repeated("> a\n", length)],
    ["points", (length) => repeated("- a\n", length)],
    ["points in points", stairs],
    ["spaces", (length) => `-${repeated(" ", length)}`],
    ["lines", (length) => repeated("\n", length)],
    ["marks on a letter", (length) => `a${repeated("\u0301", length)}`],
    ["brackets", (length) => repeated("[](", length)],
  ])("costs no more than its length: %s", (_, ofLength) => {
    expect(growth(ofLength(4_000), ofLength(32_000))).toBeLessThan(GROWTH_MAX);
  });
});

/** What is eight times as long costs eight times as much, give or take; what is squared would cost 64 times as much. */
const GROWTH_MAX = 24;
const TURNS = 40;
/** Less is not told apart from nothing. */
const COST_MIN_US = 20;

function repeated(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length));
}

/** Lines of which each is one further in than the last. */
function stairs(length: number): string {
  const lines = Math.floor(Math.sqrt(2 * length));
  return Array.from({ length: lines }, (_, n) => `${" ".repeat(n)}- a`).join("\n");
}

/**
 * How many times the cost of one text another has, each at its cheapest: a machine that does other things as well makes
 * some turns dearer, and none cheaper.
 */
function growth(short: string, long: string): number {
  const once = Math.max(COST_MIN_US, Math.min(...Array.from({ length: TURNS }, () => costOf(short))));
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < TURNS && least >= GROWTH_MAX * once; turn += 1)
    least = Math.min(least, costOf(long));
  return least / once;
}

/** In microseconds of this process. */
function costOf(body: string): number {
  const began = process.cpuUsage();
  blocksOf(body);
  const { user, system } = process.cpuUsage(began);
  return user + system;
}

/** As a page would have it, in one line. */
function shownOf(body: string): string {
  return blocksOf(body)
    .map((block) => (block.kind === "text" ? block.spans.map(shownSpan).join("") : `[${block.kind}]`))
    .join("\n");
}

function shownSpan(span: Span): string {
  switch (span.kind) {
    case "text":
      return span.text;
    case "code":
      return `<code>${span.text}</code>`;
    case "link":
      return `<a>${span.text}</a>`;
    case "name":
      return `<mark>${span.text}</mark>`;
    default:
      return `<${span.kind}>${span.spans.map(shownSpan).join("")}</${span.kind}>`;
  }
}
