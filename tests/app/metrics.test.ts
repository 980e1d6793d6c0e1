import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { visit } from "../support/room-visitor";
import { castOfSite } from "../support/viewers";

const SECRET = "a-secret-of-prometheus-0123456789-xyz";

vi.mock("next/headers", () => ({ cookies: async () => new Map(), headers: async () => new Headers() }));

/** The settings are read once per process: each test begins with a process that has read none. */
async function metrics(authorization?: string) {
  const { GET } = await import("@/app/api/metrics/route");
  const headers = new Headers(authorization === undefined ? [] : [["authorization", authorization]]);
  const request = new NextRequest("http://site.test/api/metrics", { headers });
  const response = await GET(request, { params: Promise.resolve({}) });
  return { response, text: await response.text() };
}

/** The value of one line. */
function valueIn(text: string, line: string): number {
  const [, value] =
    text
      .split("\n")
      .find((each) => each.startsWith(`${line} `))
      ?.split(" ") ?? [];
  return Number(value);
}

describe("metrics", () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubEnv("METRICS_SECRET", SECRET);
  });

  it("[S10] are for whoever knows their secret, and for nobody where there is none", async () => {
    for (const given of [undefined, "", "Bearer", "Bearer wrong", `Basic ${SECRET}`]) {
      const { response, text } = await metrics(given);
      expect([response.status, JSON.parse(text).error.code]).toEqual([401, "unauthorized"]);
    }
    vi.stubEnv("METRICS_SECRET", "");
    vi.resetModules();
    expect((await metrics("Bearer ")).response.status).toBe(401);
    expect((await metrics("Bearer undefined")).response.status).toBe(401);
  });

  it("say how the rooms stand, and how long storing takes", async () => {
    const { asMaya, conversationId, maya } = await castOfSite();
    const read = async () => (await metrics(`Bearer ${SECRET}`)).text;
    const before = await read();
    const visitor = await visit({ as: maya, conversationId });
    await visitor.hears("welcome");
    const { postMessage } = await import("@/app/conversation/post");
    await postMessage(asMaya, { conversationId, body: "Counted" });
    const after = await read();
    const grew = (line: string) => valueIn(after, line) - valueIn(before, line);
    expect(valueIn(after, 'servihub_rooms_up{shard="0"}')).toBe(1);
    expect(grew('servihub_messages_total{shard="0"}')).toBeGreaterThanOrEqual(1);
    expect(valueIn(after, 'servihub_sockets{shard="0"}')).toBeGreaterThanOrEqual(1);
    expect(valueIn(after, 'servihub_rooms{shard="0"}')).toBeGreaterThanOrEqual(1);
    const storing = "servihub_storing_duration_seconds";
    expect(grew(`${storing}_count{shard="0"}`)).toBeGreaterThanOrEqual(1);
    expect(valueIn(after, `${storing}_bucket{shard="0",le="+Inf"}`)).toBe(
      valueIn(after, `${storing}_count{shard="0"}`),
    );
    expect(after).toContain("nodejs_eventloop_lag_seconds");
  });

  it("count what is asked by what came of it", async () => {
    const { endpoint } = await import("@/app/endpoint");
    const { Refusal } = await import("@/lib/refusal");
    const asked = (answer: () => Promise<Response>) =>
      endpoint(answer, { isOfPrograms: true })(new NextRequest("http://site.test/api/x"), {
        params: Promise.resolve({}),
      });
    await asked(async () => new Response("fine"));
    await asked(async () => Promise.reject(new Refusal("unavailable")));
    const { text } = await metrics(`Bearer ${SECRET}`);
    const counted = (code: string) =>
      valueIn(text, `servihub_request_duration_seconds_count{kind="api",code="${code}"}`);
    expect([counted("ok"), counted("unavailable")].every((count) => count >= 1)).toBe(true);
  });

  it("say that the rooms are away", async () => {
    vi.stubEnv("ROOMS_URL", "http://127.0.0.1:9");
    const { text } = await metrics(`Bearer ${SECRET}`);
    expect(valueIn(text, 'servihub_rooms_up{shard="0"}')).toBe(0);
    expect(text).not.toMatch(/servihub_messages_total\{/);
  });
});
