import { describe, expect, it } from "vitest";
import {
  PREVIEW_DESCRIPTION_LENGTH_MAX,
  PREVIEW_SITE_LENGTH_MAX,
  PREVIEW_TITLE_LENGTH_MAX,
} from "@/lib/protocol/link-preview";
import { pageSummaryOf } from "@/lib/server/page-summary";

const url = "https://www.harbor.example/beans/colombia";
const summaryOf = (html: string | Uint8Array, charset?: string) =>
  pageSummaryOf({ url, charset, bytes: typeof html === "string" ? new TextEncoder().encode(html) : html });

describe("what a page says of itself", () => {
  it("is taken from Open Graph first", () => {
    expect(
      summaryOf(`<!doctype html><html><head><title>Old</title>
        <meta name="twitter:title" content="Older"><meta property="og:title" content="Colombia &amp; friends">
        <meta property="og:description" content="Sweet,\n  with caramel.">
        <meta property="og:site_name" content="Harbor Coffee"><meta property="og:image" content="/beans.jpg">`),
    ).toEqual({
      title: "Colombia & friends",
      description: "Sweet, with caramel.",
      site: "Harbor Coffee",
      imageUrl: "https://www.harbor.example/beans.jpg",
    });
  });

  it("is else its title and description, under the name of its site", () => {
    expect(
      summaryOf(`<TITLE> Beans </TITLE><svg><title>An arrow</title></svg>
        <META NAME="Description" CONTENT="All of them"><meta name="twitter:image" content="//cdn.example/b.png">`),
    ).toEqual({
      title: "Beans",
      description: "All of them",
      site: "harbor.example",
      imageUrl: "https://cdn.example/b.png",
    });
  });

  it("is nothing without a title", () => {
    expect(summaryOf('<meta property="og:description" content="Nameless">')).toBeNull();
    expect(summaryOf("")).toBeNull();
    expect(summaryOf("<title>\u202e\u0007 </title>")).toBeNull();
  });

  it("is read to its end however it is broken", () => {
    expect(
      summaryOf("<title>Beans</title></p><meta property=og:title content='Whole'><<<b a=\""),
    ).toMatchObject({
      title: "Whole",
    });
  });

  it.each([
    ["the header", "windows-1251", ""],
    ["the page", undefined, '<meta charset="windows-1251">'],
    ["the page, the long way", undefined, '<meta http-equiv="x" content="text/html; charset=windows-1251">'],
  ])("is read in the letters that %s names", (_, charset, meta) => {
    const coffee = [0xca, 0xee, 0xf4, 0xe5];
    const bytes = Buffer.concat([
      Buffer.from(`${meta}<title>`),
      Buffer.from(coffee),
      Buffer.from("</title>"),
    ]);
    expect(summaryOf(bytes, charset)?.title).toBe("Кофе");
  });

  it("is read as UTF-8 where it names letters that nobody knows, and by the mark at its start", () => {
    expect(summaryOf("<title>Café</title>", "klingon")?.title).toBe("Café");
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("<title>Café</title>", "utf16le")]);
    expect(summaryOf(marked, "utf-8")?.title).toBe("Café");
  });

  it("[S27] neither turns the direction of what stands beside it nor heaps marks on it", () => {
    const heap = `e${"\u0301".repeat(50)}`;
    expect(summaryOf(`<title>\u202egnp.exe\u202c \u2066a\u2069\u0000b\u200f${heap}</title>`)?.title).toBe(
      `gnp.exe a\ufffdbe${"\u0301".repeat(4)}`.replace("\ufffd", ""),
    );
    // These join letters in Persian, and people in an emoji.
    expect(summaryOf("<title>می‌خواهم 👩‍🚀</title>")?.title).toBe("می‌خواهم 👩‍🚀");
  });

  it("[S21] is text and nothing else", () => {
    expect(summaryOf("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>")?.title).toBe(
      "<script>alert(1)</script>",
    );
    expect(
      summaryOf('<title>x</title><meta property="og:image" content="javascript:alert(1)">'),
    ).toMatchObject({
      imageUrl: "javascript:alert(1)",
    });
  });

  it("is shown as long as it may be, and cut past that, never through a letter", () => {
    const page = (title: string, description: string, site: string) =>
      summaryOf(`<meta property="og:title" content="${title}"><meta property="og:description" content="${description}">
        <meta property="og:site_name" content="${site}">`);
    const limits = [
      PREVIEW_TITLE_LENGTH_MAX,
      PREVIEW_DESCRIPTION_LENGTH_MAX,
      PREVIEW_SITE_LENGTH_MAX,
    ] as const;
    const [title, description, site] = limits.map((max) => "x".repeat(max)) as [string, string, string];
    expect(page(title, description, site)).toMatchObject({ title, description, site });
    const cut = page(`${title}x`, `${description}x`, `${site}x`);
    expect([cut?.title, cut?.description, cut?.site]).toEqual(limits.map((max) => `${"x".repeat(max - 1)}…`));
    expect(page(`${"x".repeat(PREVIEW_TITLE_LENGTH_MAX - 2)}👋👋`, "", "")?.title).toBe(
      `${"x".repeat(PREVIEW_TITLE_LENGTH_MAX - 2)}…`,
    );
  });
});
