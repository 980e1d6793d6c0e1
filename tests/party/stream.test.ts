import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RoomSocket } from "@/party/socket";
import { Streams } from "@/party/stream";
import { callIn, Visitor } from "@/party/visitor";

const ADDRESS = "http://rooms.test/parties/main/0";
const maya = { party: "main", room: uuid(), userId: uuid(), name: "Maya", role: "customer" };
const verified = encodeURIComponent(JSON.stringify({ ...maya, id: uuid(), expiresAtMs: 1 }));

/** Streams of a room that only remembers what it is told. */
function opening() {
  const heard: string[] = [];
  const told: RoomSocket<string>[] = [];
  const streams = new Streams<string>({
    onConnect: (stream) => {
      heard.push("came");
      told.push(stream);
      stream.setState("is here");
      stream.send('{"type":"welcome"}');
    },
    onMessage: (frame, stream) => void heard.push(`${frame} by who ${stream.state}`),
    onClose: () => void heard.push("left"),
  });
  const ask = async (more: RequestInit & { search?: string }) => {
    const { search = "", ...init } = more;
    const headers = { "x-servihub-verified": verified, ...init.headers };
    return streams.answer(Object(new Request(`${ADDRESS}${search}`, { ...init, headers })));
  };
  const open = async (origin?: string) => {
    const headers = { accept: "text/event-stream", ...(origin && { origin }) };
    const response = await ask({ headers });
    const reader = response?.body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    const first = await next();
    return { response, reader, next, first, id: /data: (.*)/.exec(first)?.[1] ?? "" };
  };
  const say = (body: string) => ask({ method: "POST", search: "?stream=", body });
  return { streams, heard, told, ask, open, say };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the streams of a room", () => {
  it("[Y1] begin with enough to come through whatever holds back little, and with their id", async () => {
    const { open, heard } = opening();
    const { first, next, response } = await open("https://chat.example");
    expect(first.length).toBeGreaterThan(2_048);
    expect(first).toMatch(/event: open\ndata: [\w-]{36}\n\n$/);
    expect(await next()).toBe('data: {"type":"welcome"}\n\n');
    expect(response?.headers.get("access-control-allow-origin")).toBe("https://chat.example");
    expect(heard).toEqual(["came"]);
  });

  it("[Y2] hand on what their holder says in its order, until it hangs up", async () => {
    const { open, say, heard, streams } = opening();
    const { id } = await open();
    expect((await say(`${id}\none\ntwo`))?.status).toBe(204);
    expect((await say(`${uuid()}\nthree`))?.status).toBe(404);
    expect([...streams].map((each) => each.id)).toEqual([id]);
    expect((await say(id))?.status).toBe(204);
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(["came", "one by who is here", "two by who is here", "left"]);
    expect([[...streams], (await say(`${id}\nfour`))?.status]).toEqual([[], 404]);
    // Their line may be seen to go before they say so.
    expect((await say(id))?.status).toBe(204);
  });

  it("[Y1] are found by whose they are, and closed with a reason", async () => {
    const { open, streams } = opening();
    const { next } = await open();
    await next();
    const [stream] = streams.getConnections(`user:${maya.userId} ${maya.room}`);
    stream?.close(1008, "expelled");
    stream?.send("nothing more");
    expect(await next()).toBe('event: close\ndata: {"code":1008,"reason":"expelled"}\n\n');
    expect(stream?.readyState).toBe(3);
    await vi.advanceTimersByTimeAsync(0);
    expect(streams.getConnections(`user:${maya.userId} ${maya.room}`)).toEqual([]);
  });

  it("[Y1] are used every ten seconds while there are any, and not one timer longer", async () => {
    const { open, heard } = opening();
    const { next, reader } = await open();
    await next();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await next()).toBe(":\n\n");
    await reader?.cancel();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([heard, vi.getTimerCount()]).toEqual([["came", "left"], 0]);
  });

  it("leave alone what is about none of them", async () => {
    const { ask } = opening();
    expect(await ask({})).toBeUndefined();
    expect(await ask({ method: "POST", body: "{}" })).toBeUndefined();
  });
});

describe("a visitor", () => {
  const frames = ['{"type":"welcome"}', '{"type":"resumed","rev":1}', '{"type":"message:new","rev":2}'];

  it("[Y3] goes as soon as something happens, or their time is up", async () => {
    const [quick, patient] = [new Visitor(), new Visitor()];
    for (const frame of frames) quick.send(frame);
    await quick.news(25_000);
    expect(await quick.answer(2).json()).toEqual({ changes: frames.map((each) => JSON.parse(each)), rev: 2 });
    for (const frame of frames.slice(0, 2)) patient.send(frame);
    const waited = patient.news(25_000).then(() => "over");
    await vi.advanceTimersByTimeAsync(24_999);
    expect(await Promise.race([waited, "waits"])).toBe("waits");
    await vi.advanceTimersByTimeAsync(1);
    expect(await waited).toBe("over");
  });

  it("[Y4] is told nothing more once shown out", async () => {
    const visitor = new Visitor();
    for (const frame of frames.slice(0, 2)) visitor.send(frame);
    visitor.close();
    visitor.send(String(frames[2]));
    await visitor.news(25_000);
    expect((await visitor.answer(1).json()).changes).toHaveLength(2);
  });

  it("[Y3] asks for no more than it may", () => {
    const call = (search: string, method = "POST") =>
      callIn(Object({ url: `${ADDRESS}${search}`, method, body: null }));
    expect(call("?visit=&after=7&wait=25")).toMatchObject({ after: 7, wait: 25 });
    expect(call("?visit=")).toMatchObject({ wait: 0 });
    for (const none of ["?visit=&wait=26", "?visit=&after=-1", "", "?visit=1"])
      expect(call(none)).toBeUndefined();
    expect(call("?visit=", "GET")).toBeUndefined();
  });
});
