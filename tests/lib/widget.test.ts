import { describe, expect, it } from "vitest";
import { originOf } from "@/lib/widget";

describe("the address of a site", () => {
  it.each([
    ["https://www.example.com", "https://www.example.com"],
    ["  shop.example.com/cart?a=1 ", "https://shop.example.com"],
    ["HTTPS://Shop.Example.com:443/", "https://shop.example.com"],
    ["https://shop.example.com:8443", "https://shop.example.com:8443"],
    ["https://caffè.example", "https://xn--caff-8oa.example"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ])("%j is %s", (written, origin) => {
    expect(originOf(written)).toBe(origin);
  });

  it.each([
    ["http://www.example.com"],
    ["https://user:pass@example.com"],
    ["https://*.example.com"],
    ["javascript:alert(1)"],
    ["data:text/html,hi"],
    ["https://a.example; script-src *"],
    ["*"],
    [""],
    [`https://${"a".repeat(300)}.example`],
  ])("[S32] %j is none", (written) => {
    expect(originOf(written)).toBeNull();
  });
});
