import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { Crowd } from "./crowd.mjs";
import { sendOne } from "./measurements.mjs";

const atEnd = [];
afterEach(async () => {
  for (const end of atEnd.splice(0).toReversed()) await end();
});

/** A room for two on a server that tells what `told(frame)` makes of a message, in a crowd. */
async function crowdAt(told) {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.send('{"type":"welcome"}');
    socket.on("message", (frame) => {
      for (const text of told(String(frame))) for (const each of server.clients) each.send(text);
    });
  });
  atEnd.push(() => server.close());
  const crowd = new Crowd({ driver: "ws", newId: () => "id" });
  const seat = { url: `ws://127.0.0.1:${server.address().port}` };
  await crowd.open([{ writer: seat, readers: [seat] }]);
  atEnd.push(() => crowd.cut());
  return { crowd, room: crowd.rooms[0] };
}

describe("a crowd", () => {
  it("counts nothing wrong with a server that tells each message once", async () => {
    const { crowd, room } = await crowdAt((frame) => [frame]);
    for (let n = 0; n < 3; n += 1) await sendOne(crowd, room);
    expect(await crowd.tally()).toEqual({ sent: 3, missed: 0, twice: 0, disorder: 0 });
  });

  it("counts what every member hears again", async () => {
    const { crowd, room } = await crowdAt((frame) => [frame, frame]);
    await sendOne(crowd, room);
    await expect.poll(async () => (await crowd.tally()).twice).toBe(2);
    expect((await crowd.tally()).missed).toBe(0);
  });

  it("counts what every member hears after a later message", async () => {
    let kept;
    const { crowd, room } = await crowdAt((frame) => {
      const told = kept ? [frame, kept] : [];
      kept ??= frame;
      return told;
    });
    crowd.send(room);
    await sendOne(crowd, room);
    await expect.poll(async () => (await crowd.tally()).disorder).toBe(2);
  });

  it("counts what a member never hears", async () => {
    const { crowd, room } = await crowdAt((frame) => (frame.includes('"body":"1 ') ? [] : [frame]));
    crowd.send(room);
    await sendOne(crowd, room);
    expect(await crowd.tally({ withinMs: 50 })).toEqual({ sent: 2, missed: 2, twice: 0, disorder: 0 });
  });
});
