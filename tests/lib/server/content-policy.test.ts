import { describe, expect, it } from "vitest";
import { type PagePolicy, pagePolicy } from "@/lib/server/content-policy";

const asked: PagePolicy = {
  ...{ nonce: "bm9uY2U=", rooms: "wss://rooms.example", storage: undefined, ancestors: [] },
  ...{ isSecure: true, isBuilt: true },
};

function directives(changed: Partial<PagePolicy> = {}): Map<string, string> {
  const parts = pagePolicy({ ...asked, ...changed }).split("; ");
  return new Map(parts.map((part) => [part.split(" ")[0] ?? "", part.split(" ").slice(1).join(" ")]));
}

describe("[S32] what a page may do", () => {
  it("is nothing but what is named, and no script that stands in it", () => {
    const policy = directives();
    expect(policy.get("default-src")).toBe("'none'");
    expect(policy.get("script-src")).toBe("'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
    expect(policy.get("style-src")).toBe("'self' 'nonce-bm9uY2U='");
    for (const closed of ["object-src", "base-uri"]) expect(policy.get(closed)).toBe("'none'");
    expect(policy.get("form-action")).toBe("'self'");
    expect(policy.get("frame-ancestors")).toBe("'self'");
    expect(policy.has("upgrade-insecure-requests")).toBe(true);
    expect([...policy].filter(([, sources]) => /unsafe|\*|data:/.test(sources))).toEqual([
      ["style-src-attr", "'unsafe-inline'"],
    ]);
  });

  it("is to speak to the site and its rooms, by a socket and without", () => {
    expect(directives().get("connect-src")).toBe("'self' wss://rooms.example https://rooms.example");
    const here = directives({ rooms: "ws://localhost:1999", isSecure: false });
    expect(here.get("connect-src")).toBe("'self' ws://localhost:1999 http://localhost:1999");
    expect(here.has("upgrade-insecure-requests")).toBe(false);
  });

  it("is to show files from where they lie, and nothing else from there", () => {
    const policy = directives({ storage: "https://s3.example/with/a/path" });
    for (const shown of ["img-src", "media-src"])
      expect(policy.get(shown)).toBe("'self' blob: https://s3.example");
    expect([...policy].filter(([, sources]) => sources.includes("s3.example"))).toHaveLength(2);
  });

  it("is to be shown by the sites that an owner named", () => {
    const ancestors = ["https://shop.example", "https://other.example"];
    expect(directives({ ancestors }).get("frame-ancestors")).toBe(
      "'self' https://shop.example https://other.example",
    );
  });
});
