import { once } from "node:events";
import http from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { callerAddress, distrustForwardedHeaders } from "@/lib/server/forwarded";

describe("callerAddress", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["1.1.1.1, 203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2:ffff::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    [null, "unknown"],
  ])("[S19] counts %s under %s", (forwardedFor, address) => {
    expect(callerAddress(forwardedFor, 0)).toBe(address);
    expect(callerAddress(forwardedFor, 1)).toBe(address);
  });

  it.each([
    ["6.6.6.6, 203.0.113.7, 10.0.0.1", 2, "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7, 10.0.0.1", 3, "6.6.6.6"],
    ["10.0.0.1", 2, "10.0.0.1"],
  ])("[S20] counts %s behind %d proxies under %s", (forwardedFor, proxies, address) => {
    expect(callerAddress(forwardedFor, proxies)).toBe(address);
  });
});

describe("distrustForwardedHeaders", () => {
  it("[S13] takes what strangers say of where they come from, before anyone reads it", async () => {
    distrustForwardedHeaders();
    const server = http.createServer((request, response) => response.end(JSON.stringify(request.headers)));
    onTestFinished(() => void server.close());
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const response = await fetch(`http://127.0.0.1:${address.port}`, {
      headers: {
        "X-Forwarded-For": "203.0.113.7",
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        Forwarded: "for=203.0.113.7",
        "x-real-ip": "203.0.113.7",
        "x-other": "stays",
      },
    });
    const seen = await response.json();
    expect(Object.keys(seen).filter((name) => /forwarded|real-ip/.test(name))).toEqual([]);
    expect(seen["x-other"]).toBe("stays");
  });
});
