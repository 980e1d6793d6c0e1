import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { VisitSocket } from "@/lib/client/lower-rungs";

const servers: { stop: () => void }[] = [];
afterEach(() => {
  for (const { stop } of servers.splice(0)) stop();
});

const resumed = (rev: number) => ({ type: "resumed", rev });
const welcome = { type: "welcome", rev: 0, present: [] };
const said = (rev: number) => ({ type: "message:new", rev });
const refused = { type: "refused", code: "blocked" };

/** A site that is asked what changed; the test answers each request when it likes. */
async function visiting({ after }: { after: number }) {
  const asked: { url: string; method: string; answer: (rev: number, changes: object[]) => void }[] = [];
  const server = createServer((request: IncomingMessage, reply) => {
    request.resume();
    const { url = "", method = "" } = request;
    const answer = (rev: number, changes: object[]) => {
      asked.splice(asked.indexOf(own), 1);
      reply.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ changes, rev }));
    };
    const own = { url, method, answer };
    asked.push(own);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port }: AddressInfo = Object(server.address());
  const origin = `http://127.0.0.1:${port}`;
  const socket = new VisitSocket(`${origin}/room?after=${after}`, `${origin}/changes`);
  const heard: unknown[] = [];
  socket.addEventListener("message", (event) => {
    if (event instanceof MessageEvent) heard.push(JSON.parse(event.data));
  });
  servers.push({
    stop: () => {
      socket.close();
      server.closeAllConnections();
      server.close();
    },
  });
  const next = (method: string) =>
    vi.waitFor(() => {
      const one = asked.find((each) => each.method === method);
      if (!one) throw new Error(`nobody asked by ${method}`);
      return one;
    });
  return { socket, heard, next };
}

it("[Y3] goes back with a room that does, as after a restored backup", async () => {
  const { heard, next } = await visiting({ after: 5 });
  (await next("GET")).answer(3, [welcome, { type: "reset", rev: 3 }]);
  expect((await next("GET")).url).toContain("after=3&");
  expect(heard).toEqual([welcome, { type: "reset", rev: 3 }]);
});

it("[Y3] asks after what it brought where somebody answers that at once", async () => {
  const { socket, next } = await visiting({ after: 1 });
  socket.addEventListener("message", (event) => {
    if (event instanceof MessageEvent && event.data.includes("message:new")) socket.send("{}");
  });
  (await next("GET")).answer(2, [welcome, said(2), resumed(2)]);
  expect((await next("POST")).url).toContain("after=2");
});

it("[Y3] tells nothing twice where two requests brought it, and what came of each all the same", async () => {
  const { socket, heard, next } = await visiting({ after: 1 });
  (await next("GET")).answer(1, [welcome, resumed(1)]);
  const listening = await next("GET");
  socket.send('{"type":"message:send"}');
  const saying = await next("POST");
  listening.answer(4, [welcome, said(2), said(3), resumed(3), said(4)]);
  expect((await next("GET")).url).toContain("after=4&");
  saying.answer(5, [welcome, said(2), resumed(2), said(3), refused, said(4), said(5)]);
  await vi.waitFor(() => expect(heard.at(-1)).toEqual(said(5)));
  expect(heard).toEqual([
    ...[welcome, resumed(1)],
    ...[welcome, said(2), said(3), resumed(3), said(4)],
    ...[refused, said(5)],
  ]);
  socket.send('{"type":"message:send"}');
  expect((await next("POST")).url).toContain("after=5");
});
