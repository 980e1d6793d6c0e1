import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  changeConversation,
  dismissConversation,
  readConversation,
  readParticipants,
} from "@/app/conversation/conversation";
import { readHead } from "@/app/conversation/history";
import { readConversations } from "@/app/conversation/list";
import { postMessage } from "@/app/conversation/post";
import { markReceipt } from "@/app/conversation/signs";
import { createTag } from "@/app/inbox/tags";
import { openConversation } from "@/db/conversations";
import { addGuest } from "@/db/users";
import { notesIdOf } from "@/lib/work";
import { groupOf } from "../support/groups";
import { castOfSite } from "../support/viewers";

type Site = Awaited<ReturnType<typeof castOfSite>>;

/** Maya has written, and her conversation is in the inbox. */
async function waiting() {
  const cast = await castOfSite();
  await postMessage(cast.asMaya, { conversationId: cast.conversationId, body: "Is the oat milk back?" });
  return cast;
}

/** Guests who have written as well, the first of them first. */
async function alsoWaiting({ db, businessId, asSam }: Site, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id: customerId } = await addGuest(db, `Guest ${n}`);
    const { id: conversationId } = await openConversation(db, { businessId, customerId });
    await postMessage(asSam, { conversationId, body: "How can we help?" });
    ids.push(conversationId);
  }
  return ids;
}

const idsOf = ({ conversations }: { conversations: { id: string }[] }) => conversations.map(({ id }) => id);

describe("the list of conversations", () => {
  it("is one's own as a customer, with the groups, by pages as long as asked for", async () => {
    const cast = await groupOf("Maya");
    const { asMaya, asSam, db, maya, businessId } = cast;
    const direct = await openConversation(db, { businessId, customerId: maya.userId });
    await postMessage(asMaya, { conversationId: direct.id, body: "Hello" });
    const first = await readConversations(asMaya, { limit: "1" });
    expect(idsOf(first)).toEqual([direct.id]);
    expect(first.conversations[0]).not.toHaveProperty("work");
    const second = await readConversations(asMaya, { limit: "1", cursor: first.nextCursor });
    expect([idsOf(second), second.nextCursor]).toEqual([[cast.conversationId], null]);
    expect(idsOf(await readConversations(asSam, {}))).toEqual([]);
  });

  it("is the inbox of a business for its members, filtered and in the order asked for, each once", async () => {
    const cast = await waiting();
    const { asSam, sam, businessId, conversationId } = cast;
    const others = await alsoWaiting(cast, 2);
    await changeConversation(asSam, { conversationId, assigneeId: sam.userId, priority: 3 });
    const list = (asked: object) => readConversations(asSam, { businessId, ...asked });
    for (const sort of ["newest", "oldest", "priority"]) {
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await list({ sort, limit: "1", ...(cursor && { cursor }) });
        seen.push(...idsOf(page));
        cursor = page.nextCursor;
      }
      const newest = [...others.toReversed(), conversationId];
      const byPriority = [conversationId, ...others.toReversed()];
      expect([sort, seen]).toEqual([
        sort,
        { newest, oldest: newest.toReversed(), priority: byPriority }[sort],
      ]);
    }
    expect(idsOf(await list({ assignee: "me" }))).toEqual([conversationId]);
    expect(idsOf(await list({ assignee: "nobody" }))).toHaveLength(2);
    expect(idsOf(await list({ status: "archived" }))).toEqual([]);
    expect(idsOf(await list({ unread: "1" }))).toEqual([conversationId]);
    expect(idsOf(await list({ mentioned: "1" }))).toEqual([]);
    expect((await list({})).conversations[2]).toMatchObject({
      work: { status: "open", assigneeId: sam.userId, priority: 3 },
    });
  });

  it("[S10] [S37] is refused for what it is, and nobody else's inbox is there", async () => {
    const { asSam, asMaya, businessId } = await waiting();
    const elsewhere = await castOfSite();
    for (const who of [asMaya, elsewhere.asSam])
      await expect(readConversations(who, { businessId })).rejects.toMatchObject({ code: "not-found" });
    for (const asked of [
      ...[
        { businessId, status: "done" },
        { businessId, limit: "101" },
        { businessId, limit: "0" },
      ],
      ...[{ businessId, cursor: "nonsense" }, { cursor: "nonsense" }, { status: "open" }],
      ...[{ businessId, unread: "yes" }, { businessId, assignee: "Sam" }, { offset: "30" }],
    ])
      await expect(readConversations(asSam, asked)).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("a conversation", () => {
  it("is read before and after somebody wrote in it, by each with what they may know", async () => {
    const { asMaya, asSam, maya, conversationId, businessId } = await castOfSite();
    const mayas = { ...maya, rank: null };
    expect(await readConversation(asMaya, { conversationId })).toMatchObject({
      ...{ id: conversationId, kind: "direct", businessId, customerName: "Maya", role: "customer" },
      ...{ lastSeq: 0, readSeq: 0, lastMessage: null, participants: [mayas] },
    });
    await postMessage(asMaya, { conversationId, body: "Is the oat milk back?" });
    await markReceipt(asSam, { conversationId, read: 1 });
    const toMaya = await readConversation(asMaya, { conversationId });
    expect(toMaya).not.toHaveProperty("work");
    expect(toMaya).toMatchObject({ lastSeq: 1, lastMessage: { preview: "Is the oat milk back?" } });
    expect(await readConversation(asSam, { conversationId })).toMatchObject({
      ...{ role: "agent", readSeq: 1, work: { status: "open", tags: [] } },
    });
    expect(await readParticipants(asSam, { conversationId })).toEqual({ participants: [mayas] });
  });

  it("[N1] is none that tells of another: notes are asked about by what they are about", async () => {
    const { asSam, conversationId } = await waiting();
    await changeConversation(asSam, { conversationId, priority: 3 });
    const notes = { conversationId: notesIdOf(conversationId) };
    for (const ask of [readConversation, readParticipants, dismissConversation])
      await expect(ask(asSam, notes)).rejects.toMatchObject({ code: "not-found" });
    await expect(changeConversation(asSam, { ...notes, priority: 0 })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("[J1] [J2] stands as its business says, told once, and takes the tags it is given, all of them", async () => {
    const { asSam, asNora, sam, businessId, conversationId } = await waiting();
    const tag = async (name: string) => (await createTag(asNora, { businessId, name, color: "moss" })).id;
    const [refund, urgent, later] = [await tag("Refund"), await tag("Urgent"), await tag("Later")];
    const snoozedUntil = new Date(Date.now() + 3_600_000).toISOString();
    const asked = {
      ...{ conversationId, status: "snoozed", snoozedUntil, assigneeId: sam.userId, priority: 3 },
      tags: [refund, urgent],
    };
    const changed = await changeConversation(asSam, asked);
    expect(changed.work).toMatchObject({
      ...{ status: "snoozed", snoozedUntil, assigneeId: sam.userId, priority: 3, tags: [refund, urgent] },
    });
    expect(await changeConversation(asSam, asked)).toEqual(changed);
    const { work } = await changeConversation(asSam, { conversationId, tags: [urgent, later] });
    expect(work).toMatchObject({ status: "snoozed", tags: [urgent, later] });
    const notices = (await readHead(asSam, { conversationId: notesIdOf(conversationId) })).messages;
    expect(notices.map(({ metadata }) => Object.keys(Object(metadata.now)).toSorted())).toEqual([
      ["assigneeId", "priority", "snoozedUntil", "status"],
      ...[["tag"], ["tag"], ["tag"], ["tag"]],
    ]);
  });

  it("[J2] [J6] is left as it stands where somebody was faster, or its customer wrote more", async () => {
    const { asSam, asNora, asMaya, conversationId } = await waiting();
    await changeConversation(asNora, { conversationId, priority: 0 });
    const late = changeConversation(asSam, { conversationId, priority: 3, expected: { priority: 1 } });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
    await postMessage(asMaya, { conversationId, body: "And croissants?" });
    const unseen = changeConversation(asSam, { conversationId, status: "completed", basedOnSeq: 1 });
    await expect(unseen).rejects.toMatchObject({ code: "stale" });
    const seen = { conversationId, status: "completed", basedOnSeq: 2 };
    expect((await changeConversation(asSam, seen)).work).toMatchObject({ status: "completed", priority: 0 });
  });

  it("[S04] stands as its customer finds it, who changes nothing of it", async () => {
    const { asMaya, asSam, conversationId } = await waiting();
    for (const wish of [{ status: "completed" }, { tags: [] }, { title: "Mine" }])
      await expect(changeConversation(asMaya, { conversationId, ...wish })).rejects.toMatchObject({
        code: "forbidden",
      });
    await expect(dismissConversation(asMaya, { conversationId })).rejects.toMatchObject({
      code: "forbidden",
    });
    const refused = (wish: object) =>
      changeConversation(asSam, { conversationId, ...wish }).catch(({ code }) => code);
    expect(await refused({})).toBe("bad-command");
    expect(await refused({ status: "snoozed" })).toBe("bad-command");
    expect(await refused({ priority: 4 })).toBe("bad-command");
    expect(await refused({ title: "Ours" })).toBe("forbidden");
    expect(await refused({ tags: [randomUUID()] })).toBe("not-found");
    expect((await readConversation(asSam, { conversationId })).work).toMatchObject({ rev: 0 });
  });

  it("is put into the archive by its business, however often, and nothing of it is erased", async () => {
    const { asSam, asMaya, conversationId } = await waiting();
    for (let time = 0; time < 2; time += 1)
      expect(await dismissConversation(asSam, { conversationId })).toEqual({});
    expect((await readConversation(asSam, { conversationId })).work?.status).toBe("archived");
    expect((await readHead(asMaya, { conversationId })).messages).toHaveLength(1);
  });

  it("[U1] [U4] that is a group is called what its hosts say, and left by who does not want it", async () => {
    const { asMaya, asSam, leoIn, conversationId } = await groupOf("Maya");
    const leo = await leoIn();
    for (const who of [asMaya, asMaya])
      expect((await changeConversation(who, { conversationId, title: "Cupping" })).title).toBe("Cupping");
    await expect(changeConversation(leo, { conversationId, title: "Leo's" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await dismissConversation(leo, { conversationId })).toEqual({});
    await expect(readConversation(leo, { conversationId })).rejects.toMatchObject({ code: "not-found" });
    const { messages } = await readHead(asSam, { conversationId });
    expect(messages.map(({ metadata }) => metadata.event)).toEqual(["created", "added", "renamed", "left"]);
  });
});
