import { describe, expect, it } from "vitest";
import { blocksOf, isEmojiOnly } from "@/components/conversation/text-blocks";

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

  it("loses no letter of what was written, whatever it is", () => {
    const odd = "a`b``c```d\n```\n<b>x</b> ** _ ~~ `";
    const shown = blocksOf(odd).flatMap((block) =>
      block.kind === "code" ? [block.text] : block.spans.map((span) => span.text),
    );
    expect(shown.join("").replaceAll("`", "")).toBe(odd.replaceAll("`", ""));
  });

  it("costs no more than its length, whatever the fences", () => {
    const began = performance.now();
    blocksOf("```a\n".repeat(3_000));
    blocksOf(`${"```a\n".repeat(2_000)}\`\`\``);
    blocksOf("`".repeat(16_000));
    expect(performance.now() - began).toBeLessThan(300);
  });
});

describe("a text of nothing but emoji", () => {
  it.each(["👍", "🎉🎉🎉", "👍🏽", "👩‍👩‍👧‍👦", "🇵🇹", "❤️", "1️⃣ 2️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])("is %s", (body) =>
    expect(isEmojiOnly(body)).toBe(true),
  );
  it.each(["", " ", "12", "ok 👍", "👍".repeat(7), "🙂.", "#"])("is not %j", (body) =>
    expect(isEmojiOnly(body)).toBe(false),
  );
});
