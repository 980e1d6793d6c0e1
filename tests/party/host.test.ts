import net from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import WebSocket from "ws";
import { hostParties } from "@/party/host/host";
import { LineEnd } from "@/party/host/line";
import { Objects, type PartyClass } from "@/party/host/objects";
import type { RoomSocket } from "@/party/socket";

const heard: string[] = [];
const gate = { isOpen: Promise.resolve() };

/** Says back what it is told, and more to whoever asks for it. */
class Echo {
  static onFetch = () => new Response("at no room");
  static onBeforeConnect = async (request: Request) =>
    request.url.includes("refuse") ? Response.json({ error: "no" }, { status: 403 }) : request;
  static onBeforeRequest = Echo.onBeforeConnect;
  onClosed: () => void = () => {};

  constructor(
    readonly room: {
      id: string;
      context: {
        parties: Record<string, { get: (id: string) => { socket: (path: string) => Promise<LineEnd> } }>;
      };
      getConnections: (tag?: string) => Iterable<RoomSocket>;
    },
  ) {}

  getConnectionTags(_: RoomSocket, { request }: { request: Request }): string[] {
    if (request.url.includes("broken")) throw new Error("no tags");
    return [new URL(request.url).searchParams.get("tag") ?? "none"];
  }

  async onConnect(socket: RoomSocket, { request }: { request: Request }): Promise<void> {
    if (request.url.includes("gate")) await gate.isOpen;
    socket.setState({ greeted: true });
    socket.send(`welcome to ${this.room.id}`);
  }

  async onMessage(frame: string | ArrayBuffer, socket: RoomSocket): Promise<void> {
    if (frame === "fail") throw new Error("it failed");
    if (frame === "bye") return socket.close(1013, "bye");
    if (frame === "neighbour") {
      const line = await this.room.context.parties.main?.get("next").socket("/?tag=line");
      line?.addEventListener("message", ({ data }) => socket.send(`heard ${data}`));
      line?.send("hello");
      return;
    }
    if (typeof frame === "string" && frame.startsWith("tell "))
      for (const each of this.room.getConnections(frame.slice(5))) each.send("told");
    else socket.send(typeof frame === "string" ? `said ${frame}` : `bytes ${frame.byteLength}`);
  }

  onClose(): void {
    heard.push(`${this.room.id} closed`);
  }

  async onRequest(request: Request): Promise<Response> {
    if (request.url.includes("fail")) throw new Error("it failed");
    if (request.method === "GET") {
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("first")),
        cancel: () => void heard.push("stream ended"),
      });
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    }
    return Response.json({ said: await request.text(), by: request.headers.get("x-by") }, { status: 201 });
  }
}

const main: PartyClass = Object(Echo);

async function hosted() {
  const host = await hostParties({ parties: { main }, env: {}, hostname: "127.0.0.1", port: 0 });
  onTestFinished(() => host.stop());
  return { ...host, http: `http://127.0.0.1:${host.port}`, ws: `ws://127.0.0.1:${host.port}` };
}

function visit(address: string) {
  const socket = new WebSocket(address);
  const frames: string[] = [];
  socket.on("message", (data) => frames.push(String(data)));
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  socket.on("error", () => {});
  onTestFinished(() => socket.terminate());
  return {
    socket,
    frames,
    closed,
    hears: (frame: string) => vi.waitFor(() => expect(frames).toContain(frame)),
  };
}

describe("the host of the rooms", () => {
  it("has an object for each room, with sockets that can be found by their tags", async () => {
    const { ws } = await hosted();
    const [one, two, other] = [
      visit(`${ws}/parties/main/a?tag=x`),
      visit(`${ws}/party/a?tag=y`),
      visit(`${ws}/parties/main/b?tag=x`),
    ];
    await Promise.all([one.hears("welcome to a"), two.hears("welcome to a"), other.hears("welcome to b")]);
    two.socket.send("tell x");
    await one.hears("told");
    two.socket.send(Buffer.from([1, 2, 3]));
    await two.hears("bytes 3");
    expect(two.frames).toEqual(["welcome to a", "bytes 3"]);
    expect(other.frames).toEqual(["welcome to b"]);
    one.socket.close();
    await one.closed;
    await vi.waitFor(() => expect(heard).toContain("a closed"));
  });

  it("hears what somebody says before they are let in once they are", async () => {
    const { ws } = await hosted();
    let open = () => {};
    gate.isOpen = new Promise((resolve) => {
      open = resolve;
    });
    const early = visit(`${ws}/parties/main/a?gate`);
    await new Promise<void>((sent) =>
      early.socket.on("open", () => early.socket.send("already", () => sent())),
    );
    await visit(`${ws}/parties/main/a`).hears("welcome to a");
    expect(early.frames).toEqual([]);
    open();
    await early.hears("said already");
    expect(early.frames).toEqual(["welcome to a", "said already"]);
  });

  it("goes on where a room fails, and says how it closes", async () => {
    const { ws, http } = await hosted();
    const visitor = visit(`${ws}/parties/main/a`);
    await visitor.hears("welcome to a");
    visitor.socket.send("fail");
    visitor.socket.send("again");
    await visitor.hears("said again");
    visitor.socket.send("bye");
    expect(await visitor.closed).toBe(1013);
    expect(await visit(`${ws}/parties/main/a?broken`).closed).toBe(1011);
    const failed = await fetch(`${http}/parties/main/a?fail`, { method: "POST", body: "x" });
    expect(failed.status).toBe(500);
  });

  it("leads from object to object, and holds what is said until somebody listens", async () => {
    const { ws } = await hosted();
    const visitor = visit(`${ws}/parties/main/a`);
    await visitor.hears("welcome to a");
    visitor.socket.send("neighbour");
    await visitor.hears("heard said hello");
    expect(visitor.frames).toEqual(["welcome to a", "heard welcome to next", "heard said hello"]);
  });

  it("answers requests, and ends a stream that nobody hears any more", async () => {
    const { http } = await hosted();
    const said = await fetch(`${http}/parties/main/a`, {
      method: "POST",
      body: "hi",
      headers: { "x-by": "me" },
    });
    expect([said.status, await said.json()]).toEqual([201, { said: "hi", by: "me" }]);
    const hanging = new AbortController();
    const stream = await fetch(`${http}/parties/main/a`, { signal: hanging.signal });
    const { value } = (await stream.body?.getReader().read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe("first");
    hanging.abort();
    await vi.waitFor(() => expect(heard).toContain("stream ended"));
    expect(await (await fetch(`${http}/health`)).text()).toBe("at no room");
  });

  it("turns away whom the door turns away, and who asks for what there is not", async () => {
    const { ws, http } = await hosted();
    const statusOf = (address: string) =>
      new Promise((resolve) => {
        new WebSocket(address)
          .on("error", () => {})
          .on("unexpected-response", (request, { statusCode }) => {
            request.destroy();
            resolve(statusCode);
          });
      });
    expect(await statusOf(`${ws}/parties/main/a?refuse`)).toBe(403);
    for (const path of ["/parties/nobody/a", "/parties/constructor/a", "/elsewhere"])
      expect([path, await statusOf(ws + path)]).toEqual([path, 404]);
    expect((await fetch(`${http}/parties/main/a?refuse`)).status).toBe(403);
  });

  it("says texts of any length and script", async () => {
    const { ws } = await hosted();
    const visitor = visit(`${ws}/parties/main/a`);
    await visitor.hears("welcome to a");
    const said = "said ".length;
    const texts = [0, 125, 126, 65_535, 65_536, 1024 * 1024].map((bytes) =>
      "x".repeat(bytes && bytes - said),
    );
    for (const text of [...texts, "até já 👋🏽 مرحبا"]) {
      visitor.socket.send(text);
      await visitor.hears(`said ${text}`);
    }
  });

  it("closes for a frame that is too large for any room", async () => {
    const { ws } = await hosted();
    const visitor = visit(`${ws}/parties/main/a`);
    await visitor.hears("welcome to a");
    visitor.socket.send("x".repeat(1024 * 1024 + 1));
    expect(await visitor.closed).toBe(1009);
  });

  it("[S08] hangs up on half a head", async () => {
    const { port } = await hosted();
    const line = net.connect(port, "127.0.0.1");
    line.write("GET /health HTTP/1.1\r\nhost: rooms\r\nx-slow: ");
    const answer = await new Promise((resolve) => {
      let text = "";
      line.on("data", (data) => {
        text += data;
      });
      line.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 408/);
  }, 30_000);

  it("forgets an object that nobody called on for long, and none that has somebody", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const objects = new Objects({ main }, {});
    onTestFinished(() => objects.stop());
    const [left, stays] = [
      objects.at({ party: "main", id: "left" }),
      objects.at({ party: "main", id: "stays" }),
    ];
    const [wire] = LineEnd.pair();
    await stays.enter(wire, new Request("http://rooms/"));
    await vi.advanceTimersByTimeAsync(17 * 60_000);
    expect(objects.at({ party: "main", id: "left" })).not.toBe(left);
    expect(objects.at({ party: "main", id: "stays" })).toBe(stays);
  });
});
