import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readHead } from "@/app/conversation/history";
import { readMessages } from "@/app/conversation/messages";
import { joinAsMember, postMessage, removeMessage, restoreMessage } from "@/app/conversation/post";
import { peopleOf } from "@/db/conversations";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { sendMessage } from "@/lib/server/rooms";
import { castOfSite } from "../support/viewers";

describe("a message by the site's own road", () => {
  it("[G2] is stored once, whoever repeats it, with the same place", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const asked = { conversationId, id: randomUUID(), body: "Is the tasting still on?" };
    const first = await postMessage(asMaya, asked);
    const again = await postMessage(asMaya, { ...asked, id: asked.id.toUpperCase() });
    expect(first).toMatchObject({
      isNew: true,
      message: { seq: 1, senderName: "Maya", senderRole: "customer" },
    });
    expect(again).toEqual({ isNew: false, message: first.message });
    expect((await readHead(asMaya, { conversationId })).messages).toEqual([first.message]);
  });

  it("[G2] is a conflict under an id that is somebody else's, and shows nothing of theirs", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const id = randomUUID();
    await postMessage(asMaya, { conversationId, id, body: "Mine" });
    const asked = postMessage(asSam, { conversationId, id, body: "Sam's" });
    await expect(asked).rejects.toMatchObject({ code: "conflict" });
  });

  it("has at most 16,000 characters, and what people see in it", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const longest = await postMessage(asMaya, { conversationId, body: "é".repeat(BODY_LENGTH_MAX) });
    expect(longest.message.hasMore).toBe(true);
    const post = (body: string) => postMessage(asMaya, { conversationId, body });
    await expect(post("é".repeat(BODY_LENGTH_MAX + 1))).rejects.toMatchObject({ code: "too-long" });
    for (const body of ["", " \n ", "a\u0000b", "\ud800"])
      await expect(post(body)).rejects.toMatchObject({ code: "bad-command" });
    const { messages } = await readMessages(asMaya, { conversationId, fields: "full" });
    expect(messages.map(({ body }) => body.length)).toEqual([BODY_LENGTH_MAX]);
  });

  it("[G7] is refused for now, and not stored, while the rooms are away", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const ticket = {
      party: "main",
      room: conversationId,
      userId: asMaya.id,
      name: "Maya",
      role: "customer",
    } as const;
    const away = { url: "http://127.0.0.1:9", shards: 1, ticketSecret: process.env.TICKET_SECRET ?? "" };
    const sent = sendMessage(away, ticket, { type: "message:send", id: randomUUID(), body: "Hello" });
    await expect(sent).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
    expect((await readHead(asMaya, { conversationId })).seq).toBe(0);
  });

  it("[S16] is refused by the room with a ticket that others signed", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const ticket = {
      party: "main",
      room: conversationId,
      userId: asMaya.id,
      name: "Maya",
      role: "customer",
    } as const;
    const rooms = {
      url: process.env.ROOMS_URL ?? "",
      shards: 1,
      ticketSecret: "somebody else's, and long enough to sign",
    };
    const sent = sendMessage(rooms, ticket, { type: "message:send", id: randomUUID(), body: "Hello" });
    await expect(sent).rejects.toMatchObject({ code: "unauthorized" });
  });
});

describe("joining", () => {
  it("makes Sam a participant once, told once in the timeline", async () => {
    const { db, businessId, asSam, maya, sam, conversationId } = await castOfSite();
    await joinAsMember(asSam, { conversationId });
    await joinAsMember(asSam, { conversationId });
    expect(await peopleOf(db, { conversationId, businessId })).toEqual([maya, sam]);
    const { messages } = await readHead(asSam, { conversationId });
    expect(messages.map(({ kind, body }) => [kind, body])).toEqual([["system", "Sam joined"]]);
  });
});

describe("deleting a message from a page", () => {
  it("[M1] leaves a tombstone, and can be taken back by whoever did it", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const { message } = await postMessage(asMaya, { conversationId, body: "Wrong chat" });
    const asked = { conversationId, messageId: message.id };
    const now = async () => (await readHead(asSam, { conversationId })).messages[0];
    await removeMessage(asMaya, asked);
    expect(await now()).toMatchObject({ seq: 1, body: "", deletedAt: expect.any(String) });
    await expect(restoreMessage(asSam, asked)).rejects.toMatchObject({ code: "forbidden" });
    await restoreMessage(asMaya, asked);
    expect(await now()).toMatchObject({ seq: 1, body: "Wrong chat", deletedAt: null });
  });

  it("[S04] is refused to a customer whose message it is not", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const { message } = await postMessage(asSam, { conversationId, body: "We open at seven" });
    const asked = removeMessage(asMaya, { conversationId, messageId: message.id });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });
});
