import { describe, expect, it } from "vitest";
import { iceServersFor, TURN_TTL_SECONDS } from "@/lib/server/ice-servers";

const maya = "00000000-0000-4000-8000-000000000001";
const turnUrls = ["turn:turn.example:3478?transport=udp"];
const turnSecret = "north";
const nowMs = Date.parse("2026-11-21T12:00:00Z");

describe("the servers for a call", () => {
  it("are those that were set, and none by themselves", () => {
    const servers = [{ urls: "stun:stun.example:3478" }];
    expect(iceServersFor(maya, { servers, turnUrls: [], turnSecret: undefined }, nowMs)).toEqual(servers);
    expect(iceServersFor(maya, { servers: [], turnUrls: [], turnSecret: undefined }, nowMs)).toEqual([]);
  });

  it("are opened by a name of one person that ends, and that only who knows the secret can mark", () => {
    const [server] = iceServersFor(maya, { servers: [], turnUrls, turnSecret }, nowMs);
    expect(server).toEqual({
      urls: turnUrls,
      username: `${nowMs / 1000 + TURN_TTL_SECONDS}:${maya}`,
      // printf '%s' "1795276800:00000000-0000-4000-8000-000000000001" | openssl dgst -sha1 -hmac north -binary | base64
      credential: "SG0xIdKkrI81ud29t35DnGSge60=",
    });
    const [other] = iceServersFor(maya, { servers: [], turnUrls, turnSecret: "south" }, nowMs);
    expect(other?.credential).not.toBe(server?.credential);
  });
});
