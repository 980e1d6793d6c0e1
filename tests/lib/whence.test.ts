import { describe, expect, it } from "vitest";
import { deviceOf } from "@/lib/server/device";
import { networkOf } from "@/lib/server/network";

describe("what is kept of where a sign-in began", () => {
  it.each([
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
      "Chrome · Linux",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
      "Edge · Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari · iPhone",
    ],
    ["Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0", "Firefox · Android"],
    ["curl/8.5.0", "curl"],
    ["node", "node"],
    ["Mozilla/5.0", null],
    ["<script>alert(1)</script>", null],
    ["", null],
    [null, null],
  ])("of %j is the kind of device alone", (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });

  it("is short, however much a program says of itself", () => {
    expect(deviceOf("a".repeat(100_000))).toBeNull();
    expect(deviceOf(`${" ".repeat(1_000)}Firefox/143.0`)).toBeNull();
  });

  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["127.0.0.1", "127.0.0.0/24"],
    ["2001:db8:aaaa:bbbb::/64", "2001:db8:aaaa::/48"],
    ["0:0:0:0::/64", "0:0:0::/48"],
    ["unknown", null],
    ["203.0.113.77, 10.0.0.1", null],
  ])("of %s is the network %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
