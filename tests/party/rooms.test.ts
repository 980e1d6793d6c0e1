import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { feedId } from "@/lib/protocol/feed";
import { roomsInDevelopmentPart } from "../../scripts/parts/rooms.mjs";
import { Part } from "../../scripts/stack/part.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { type Cast, castForRooms, messagesOf } from "../support/cast";
import { addressOf, messagesHeard, opened, roomAddress, visit, visitFeed } from "../support/room-visitor";

const send = (body: string, id = uuid()) => ({ type: "message:send", id, body });

/** What holds on every runtime the rooms run on. */
function contract(roomsUrl: () => string) {
  const enter = ({ conversationId }: Cast, as: Cast["maya"], after = 0) =>
    visit({ as, conversationId, after, roomsUrl: roomsUrl() });

  it("[W1] tells everyone, sender too, of a message once it is committed", async () => {
    const cast = await castForRooms();
    const [maya, sam] = await Promise.all([enter(cast, cast.maya), enter(cast, cast.sam)]);
    await Promise.all([maya.hears("resumed"), sam.hears("resumed")]);
    const asked = send("Is the oat milk back?");
    maya.send(asked);
    const [heardByMaya, heardBySam] = await Promise.all([
      maya.hears("message:new"),
      sam.hears("message:new"),
    ]);
    expect(heardByMaya).toEqual(heardBySam);
    expect(heardBySam).toMatchObject({ rev: 1, message: { id: asked.id, seq: 1, body: asked.body } });
    expect((await messagesOf(cast)).map(({ id }) => id)).toEqual([asked.id]);
  });

  it("[W10] [R2] lets Sam join by answering, and replays all of it to Ines", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    maya.send(send("Hello?"));
    const sam = await enter(cast, cast.sam);
    sam.send(send("Hello Maya!"));
    await maya.hears("message:new", ({ message }) => message.body === "Hello Maya!");
    const ines = await enter(cast, cast.ines);
    expect(await ines.hears("resumed")).toEqual({ type: "resumed", rev: 3 });
    expect(messagesHeard(ines).map(({ body, seq, rev }) => [body, seq, rev])).toEqual([
      ["Hello?", 1, 1],
      ["Sam joined", 2, 2],
      ["Hello Maya!", 3, 3],
    ]);
    expect(messagesHeard(ines)).toEqual(messagesHeard(maya));
  });

  it("[W3] stores a message that is sent twice once", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    const asked = send("once");
    maya.send(asked);
    maya.send(asked);
    maya.send(send("after"));
    await maya.hears("message:new", ({ message }) => message.body === "after");
    expect((await messagesOf(cast)).map(({ body }) => body)).toEqual(["once", "after"]);
  });

  it("[P1] tells who came and who left, and ends a socket cleanly", async () => {
    const cast = await castForRooms();
    const maya = await enter(cast, cast.maya);
    await maya.hears("welcome");
    const sam = await enter(cast, cast.sam);
    await maya.hears("user:joined", ({ userId }) => userId === cast.sam.userId);
    sam.socket.close(1000);
    expect(await sam.closed).toEqual({ code: 1000 });
    await maya.hears("user:left", ({ userId }) => userId === cast.sam.userId);
  });

  it("[F1] [F2] tells the inbox how a conversation looks now", async () => {
    const cast = await castForRooms();
    const inbox = await visitFeed(cast.sam, feedId.inbox(cast.businessId), roomsUrl());
    await inbox.hears("welcome");
    const maya = await enter(cast, cast.maya);
    maya.send(send("Anyone there?"));
    const { conversation } = await inbox.hears("conversation:changed");
    expect(conversation).toMatchObject({
      id: cast.conversationId,
      lastMessage: { preview: "Anyone there?" },
    });
  });

  it("[D1] [D3] opens to nobody without a ticket, and not to one that says it is a feed either", async () => {
    await expect(opened(roomAddress("main", uuid(), undefined, roomsUrl()))).rejects.toThrow("401");
    const asFeed = addressOf(`/parties/main/0?follow=inbox-${uuid()}`, undefined, roomsUrl());
    await expect(opened(asFeed)).rejects.toThrow("401");
  });
}

describe("the rooms on Node", () => {
  contract(() => inject("env").ROOMS_URL);
});

describe("the rooms under partykit dev", () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-rooms-"));
  let part: Part | undefined;
  let url = "";

  beforeAll(async () => {
    const host = "127.0.0.1";
    const port = await freePort(host);
    url = `http://${host}:${port}`;
    part = new Part(roomsInDevelopmentPart({ dir, host, port, env: inject("env") }), {
      logDir: dir,
      tell: () => {},
    });
    await part.start();
  });

  afterAll(async () => {
    await part?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  contract(() => url);
});
