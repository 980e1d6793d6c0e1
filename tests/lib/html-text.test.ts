import { describe, expect, it } from "vitest";
import { leadOf, titleOf } from "@/lib/post-title";
import type { Post } from "@/lib/protocol/post";
import { htmlOf } from "@/lib/server/html-text";

describe("a text as HTML", () => {
  it("has its marks, and nothing that was written as HTML", () => {
    expect(htmlOf("**So** and *so*, `a < b`\nhttps://example.com/?a=1&b=2")).toBe(
      '<p><strong>So</strong> and <em>so</em>, <code>a &lt; b</code><br><a href="https://example.com/?a=1&amp;b=2" rel="nofollow">https://example.com/?a=1&amp;b=2</a></p>',
    );
    expect(htmlOf("> <b>\n\n- one\n- two\n\n3. three\n\n```\n<i>\n```")).toBe(
      [
        "<blockquote><p>&lt;b&gt;</p></blockquote>",
        "<ul><li><p>one</p></li>\n<li><p>two</p></li></ul>",
        '<ol><li value="3"><p>three</p></li></ol>',
        "<pre><code>&lt;i&gt;</code></pre>",
      ].join("\n"),
    );
    expect(htmlOf("javascript:alert(1)")).not.toContain("href");
  });
});

describe("what a post is called", () => {
  const post = (body: string, attachments: { name: string }[] = []) =>
    ({ body, attachments }) as unknown as Post;

  it("is its first line without marks, cut between words", () => {
    expect(titleOf(post("**New pots**\nout of the kiln"))).toBe("New pots");
    expect(titleOf(post(`${"word ".repeat(30)}`))).toMatch(/^(word ){14,15}word…$/);
    expect(titleOf(post("x".repeat(200)))).toBe(`${"x".repeat(80)}…`);
  });

  it("is its pictures where it says nothing", () => {
    expect(titleOf(post("", [{ name: "kiln.jpg" }, { name: "pots.jpg" }]))).toBe("kiln.jpg, pots.jpg");
  });

  it("is told with what it says, in one line", () => {
    expect(leadOf(post("New _pots_\n\nout of the kiln"))).toBe("New pots out of the kiln");
  });
});
