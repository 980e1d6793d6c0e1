import { describe, expect, it } from "vitest";
import { linksIn } from "@/lib/links";

function found(text: string): [shown: string, href: string][] {
  return linksIn(text).map(({ start, end, href }) => [text.slice(start, end), href]);
}

describe("links in what people write", () => {
  it.each([
    ["https://harbor.example/tasting?day=5#seats", "https://harbor.example/tasting?day=5#seats"],
    ["HTTP://Harbor.example", "HTTP://Harbor.example"],
    ["www.harbor.test", "https://www.harbor.test"],
    ["harbor.com", "https://harbor.com"],
    ["harbor.co.uk/menu", "https://harbor.co.uk/menu"],
    ["sam@harbor.example", "mailto:sam@harbor.example"],
    ["https://de.wikipedia.org/wiki/Kaffee_(Getränk)", "https://de.wikipedia.org/wiki/Kaffee_(Getränk)"],
    ["http://localhost:3000/b/harbor", "http://localhost:3000/b/harbor"],
    ["https://موقع.example/قهوة", "https://موقع.example/قهوة"],
  ])("makes %s a link", (address, href) => expect(found(address)).toEqual([[address, href]]));

  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)//www",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://harbor.example",
    "tel:112",
    "https://",
    "www.",
    "e.g. this",
    "open README.md or main.rs",
    "1.5 or 2.50",
    "Yes.No",
    "3:30pm@home",
    "xhttps://harbor.example",
    `https://harbor.example/${"a".repeat(3_000)}`,
  ])("leaves %s plain text", (text) => expect(found(text)).toEqual([]));

  it("leaves what belongs to the sentence outside", () => {
    expect(found("See https://harbor.example/menu.")).toEqual([
      ["https://harbor.example/menu", "https://harbor.example/menu"],
    ]);
    expect(found("(see https://harbor.example/menu), please!")).toEqual([
      ["https://harbor.example/menu", "https://harbor.example/menu"],
    ]);
    expect(found("“harbor.com”، هنا")).toEqual([["harbor.com", "https://harbor.com"]]);
    expect(found("(https://en.example/a_(b))")).toEqual([
      ["https://en.example/a_(b)", "https://en.example/a_(b)"],
    ]);
  });

  it("[S27] ends before what would show an address as another", () => {
    expect(found("https://evil.example/\u202emoc.rebrah")).toEqual([
      ["https://evil.example/", "https://evil.example/"],
    ]);
    expect(found("https://harbor.example\u200b.evil.example")[0]).toEqual([
      "https://harbor.example",
      "https://harbor.example",
    ]);
  });

  it("never takes markup into an address", () => {
    expect(found('<a href="https://harbor.example/x">y</a>')).toEqual([
      ["https://harbor.example/x", "https://harbor.example/x"],
    ]);
  });

  it.each([
    ["one long word", "a".repeat(16_000)],
    ["dots", "a.".repeat(8_000)],
    ["brackets", `www.a.example/${")".repeat(16_000)}`],
    ["half addresses", "a@".repeat(8_000)],
    ["words of brackets", `www.a/${")".repeat(2_000)} `.repeat(8)],
  ])("costs no more than its length for %s", (_, text) => {
    const began = performance.now();
    linksIn(text);
    expect(performance.now() - began).toBeLessThan(200);
  });
});
