import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { append } from "@/db/append";
import { messageRevisions } from "@/db/conversation-parts";
import { inboxPage } from "@/db/inbox";
import { historyHead, messageById } from "@/db/messages";
import { messages } from "@/db/schema";
import { changesSince } from "@/db/snapshot";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { type Change, type Outcome, RESTORE_WITHIN_MS } from "@/lib/ledger";
import { EMOJI_PER_MESSAGE_MAX } from "@/lib/protocol/message";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const hears = (socket: SocketOfTest, type: string, times = 1) =>
  expect
    .poll(() => heard(socket, type).length, { interval: 5, timeout: 5_000 })
    .toBeGreaterThanOrEqual(times);
const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const say = (socket: SocketOfTest, command: object) => socket.send(JSON.stringify(command));

async function outcomeOf(
  cast: Cast,
  by: Person,
  entry: Change & { id: string },
  conversationId = cast.conversationId,
): Promise<Outcome | undefined> {
  const [appended] = await append(cast.pool, [{ conversationId, entry: { ...by, ...entry } }]);
  return appended?.outcome;
}

async function said(cast: Cast, by: Person, body: string): Promise<string> {
  const id = uuid();
  await append(cast.pool, [
    { conversationId: cast.conversationId, entry: { op: "message", id, ...by, body } },
  ]);
  return id;
}

const thumbs = { op: "react", emoji: "👍", on: true } as const;

describe("changes of a message", () => {
  it("[M1] is edited by its sender alone", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, "Is the oat milk bak?");
    const edit = { op: "edit", id, body: "Is the oat milk back?" } as const;
    for (const other of [cast.sam, cast.leo])
      expect(await outcomeOf(cast, other, edit)).toEqual({ is: "refused", code: "forbidden" });
    expect(await outcomeOf(cast, cast.maya, edit)).toMatchObject({
      is: "changed",
      message: { body: "Is the oat milk back?", seq: 1, rev: 2, editedAt: expect.any(String) },
    });
  });

  it("[M1] is deleted by its sender or by the business, not by another customer", async () => {
    const cast = await castForTest();
    const [mayas, sams] = [await said(cast, cast.maya, "one"), await said(cast, cast.sam, "two")];
    expect(await outcomeOf(cast, cast.leo, { op: "delete", id: mayas })).toMatchObject({ code: "forbidden" });
    expect(await outcomeOf(cast, cast.maya, { op: "delete", id: sams })).toMatchObject({ code: "forbidden" });
    expect(await outcomeOf(cast, cast.sam, { op: "delete", id: mayas })).toMatchObject({ is: "changed" });
    expect(await outcomeOf(cast, cast.sam, { op: "delete", id: sams })).toMatchObject({ is: "changed" });
  });

  it("[M1] comes back for whoever deleted it, and only for a moment", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, "Sorry, wrong chat");
    await outcomeOf(cast, cast.sam, { op: "delete", id });
    expect(await outcomeOf(cast, cast.maya, { op: "restore", id })).toMatchObject({ code: "forbidden" });
    expect(await outcomeOf(cast, cast.sam, { op: "restore", id })).toMatchObject({
      is: "changed",
      message: { body: "Sorry, wrong chat", deletedAt: null, rev: 3 },
    });
    await outcomeOf(cast, cast.sam, { op: "delete", id });
    await cast.db
      .update(messages)
      .set({ deletedAt: new Date(Date.now() - RESTORE_WITHIN_MS - 1_000) })
      .where(eq(messages.id, id));
    expect(await outcomeOf(cast, cast.sam, { op: "restore", id })).toMatchObject({ code: "not-found" });
  });

  it("[M2] shows nobody the words of a deleted message: not in history, changes, lists, nor for a repeat", async () => {
    const cast = await castForTest();
    const { conversationId, businessId, db, pool, maya, sam } = cast;
    const id = await said(cast, maya, "My card is 4111");
    await outcomeOf(cast, sam, { ...thumbs, id });
    await outcomeOf(cast, maya, { op: "delete", id });
    const repeat = { op: "message", id, ...maya, body: "My card is 4111" } as const;
    const [repeated] = await append(pool, [{ conversationId, entry: repeat }]);
    const seen = [
      await historyHead(db, { conversationId, businessId, readerId: maya.userId }),
      await changesSince(db, { conversationId, after: 0 }),
      await messageById(db, { conversationId, businessId, messageId: id }),
      await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId }),
      repeated,
    ];
    expect(JSON.stringify(seen)).not.toContain("4111");
    expect(seen[2]).toMatchObject({ body: "", reactions: [], deletedAt: expect.any(String), seq: 1 });
    for (const change of [
      { op: "edit", id, body: "x" },
      { ...thumbs, id },
    ] as const)
      expect(await outcomeOf(cast, maya, change)).toEqual({ is: "refused", code: "not-found" });
  });

  it("[M3] keeps what an edit replaced, edit by edit", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, "one");
    const entries = ["two", "three"].map((body) => ({
      conversationId: cast.conversationId,
      entry: { op: "edit", id, ...cast.maya, body } as const,
    }));
    await append(cast.pool, entries);
    const kept = await cast.db
      .select()
      .from(messageRevisions)
      .where(eq(messageRevisions.messageId, id))
      .orderBy(messageRevisions.rev);
    expect(kept.map(({ rev, body, editedBy }) => [rev, body, editedBy])).toEqual([
      [2, "one", cast.maya.userId],
      [3, "two", cast.maya.userId],
    ]);
  });

  it("[M4] has one reaction per person and emoji, and takes no more than so many different ones", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, "We won!");
    await outcomeOf(cast, cast.sam, { ...thumbs, id });
    const { sam, maya } = cast;
    expect(await outcomeOf(cast, maya, { ...thumbs, id })).toMatchObject({
      message: {
        reactions: [
          {
            emoji: "👍",
            people: [sam, maya]
              .map(({ userId, name }) => ({ userId, name }))
              .toSorted((one, other) => (one.userId < other.userId ? -1 : 1)),
          },
        ],
      },
    });
    const emojis = Array.from({ length: EMOJI_PER_MESSAGE_MAX }, (_, n) => String.fromCodePoint(0x1f600 + n));
    const outcomes: (Outcome | undefined)[] = [];
    for (const emoji of emojis)
      outcomes.push(await outcomeOf(cast, maya, { op: "react", id, emoji, on: true }));
    expect(outcomes.filter((outcome) => outcome?.is === "changed")).toHaveLength(EMOJI_PER_MESSAGE_MAX - 1);
    expect(outcomes.at(-1)).toEqual({ is: "refused", code: "too-many" });
    await outcomeOf(cast, sam, { ...thumbs, id, on: false });
    const taken = await outcomeOf(cast, maya, { ...thumbs, id, on: false });
    expect(JSON.stringify(taken)).not.toContain("👍");
  });

  it("[M5] does nothing when it is asked for again, in one batch or later", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, "one");
    const twice = [thumbs, thumbs].map((change) => ({
      conversationId: cast.conversationId,
      entry: { ...change, id, ...cast.sam },
    }));
    const outcomes = (await append(cast.pool, twice)).map(({ outcome }) => outcome);
    expect(outcomes.map(({ is }) => is)).toEqual(["changed", "same"]);
    expect(await outcomeOf(cast, cast.sam, { ...thumbs, id })).toMatchObject({
      is: "same",
      message: { rev: 2 },
    });
    const { rev } = (await changesSince(cast.db, { conversationId: cast.conversationId, after: 0 })) ?? {};
    expect(rev).toBe(2);
  });

  it("[S10] is not found in a conversation that the message is not of, nor where it is a notice", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, "one");
    await append(cast.pool, [{ conversationId: cast.conversationId, entry: { op: "join", ...cast.sam } }]);
    const head = await historyHead(cast.db, { ...cast, readerId: cast.maya.userId });
    const notice = head?.messages.find(({ kind }) => kind === "system")?.id ?? "";
    const elsewhere = uuid();
    for (const op of ["delete", "restore"] as const)
      expect(await outcomeOf(cast, cast.sam, { op, id }, elsewhere)).toMatchObject({ code: "not-found" });
    expect(await outcomeOf(cast, cast.sam, { op: "delete", id: notice })).toMatchObject({
      code: "not-found",
    });
    expect(await outcomeOf(cast, cast.sam, { ...thumbs, id: uuid() })).toMatchObject({ code: "not-found" });
  });

  it("shows in lists what the last message says now", async () => {
    const cast = await castForTest();
    const { businessId, db, maya, sam } = cast;
    const preview = async () =>
      (await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId })).conversations[0]
        ?.lastMessage.preview;
    const first = await said(cast, maya, "one");
    const last = await said(cast, maya, "two");
    await outcomeOf(cast, maya, { op: "edit", id: first, body: "uno" });
    expect(await preview()).toBe("two");
    await outcomeOf(cast, maya, { op: "edit", id: last, body: "dos" });
    expect(await preview()).toBe("dos");
    await outcomeOf(cast, maya, { op: "delete", id: last });
    expect(await preview()).toBe("");
    await outcomeOf(cast, maya, { op: "restore", id: last });
    expect(await preview()).toBe("dos");
  });

  it("[M7] refuses a reply to what is not of the conversation", async () => {
    const cast = await castForTest();
    const first = await said(cast, cast.maya, "one");
    const reply = (replyTo: string) => ({
      conversationId: cast.conversationId,
      entry: { op: "message", id: uuid(), ...cast.sam, body: "yes", replyTo } as const,
    });
    const outcomes = (await append(cast.pool, [reply(first), reply(uuid())])).map(({ outcome }) => outcome);
    expect(outcomes).toMatchObject([
      { is: "stored", message: { replyTo: first, seq: 2 } },
      { is: "refused", code: "not-found" },
    ]);
  });
});

describe("a room in which messages change", () => {
  it("[M6] tells everyone of each, under the name its client gave it, and a repeat to its asker", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const id = uuid();
    say(mayas, { type: "message:send", id, body: "Is the oat milk bak?" });
    await hears(sams, "message:new");
    const ref = uuid();
    const edit = { type: "message:edit", id, body: "Is the oat milk back?", ref };
    say(mayas, edit);
    say(sams, { type: "message:react", id, emoji: "👍", on: true });
    say(sams, { type: "message:delete", id });
    for (const socket of [mayas, sams]) {
      await hears(socket, "message:deleted");
      expect(heard(socket, "message:edited")).toMatchObject([{ rev: 2, ref, message: { seq: 1 } }]);
      expect(heard(socket, "reaction:changed")).toMatchObject([
        { rev: 3, id, seq: 1, reactions: [{ emoji: "👍", people: [{ userId: sam.userId }] }] },
      ]);
      expect(heard(socket, "message:deleted")).toMatchObject([{ rev: 4, id, seq: 1 }]);
    }
    say(sams, { type: "message:delete", id, ref });
    await hears(sams, "message:deleted", 2);
    expect(heard(sams, "message:deleted")[1]).toMatchObject({ rev: 4, ref });
    expect(heard(mayas, "message:deleted")).toHaveLength(1);
  });

  it("[M6] tells whoever was away the message as it is now, once", async () => {
    const { enters, maya, sam } = await rehearsal();
    const mayas = await enters(maya);
    const ids = [uuid(), uuid()];
    for (const id of ids) say(mayas, { type: "message:send", id, body: "x" });
    await hears(mayas, "message:new", 2);
    say(mayas, { type: "message:edit", id: ids[0], body: "y" });
    say(mayas, { type: "message:edit", id: ids[0], body: "z" });
    await hears(mayas, "message:edited", 2);
    const back = await enters(sam, { after: 1 });
    await hears(back, "resumed");
    expect(heard(back, "message:new")).toMatchObject([
      { rev: 2, message: { seq: 2 } },
      { rev: 4, message: { seq: 1, body: "z" } },
    ]);
  });

  it("[C3] refuses what somebody may not do, and says which change it was", async () => {
    const { enters, maya, sam } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const [id, ref] = [uuid(), uuid()];
    say(mayas, { type: "message:send", id, body: "Mine" });
    await hears(sams, "message:new");
    say(sams, { type: "message:edit", id, body: "Sam's", ref });
    await hears(sams, "refused");
    expect(heard(sams, "refused")[0]).toMatchObject({ code: "forbidden", id, ref, retryable: false });
  });

  it.each(["", "ok", "👍👍", "<b>", "a\u0000"])("[C1] takes no %j for an emoji", async (emoji) => {
    const { enters, maya } = await rehearsal();
    const socket = await enters(maya);
    say(socket, { type: "message:react", id: uuid(), emoji, on: true });
    await hears(socket, "refused");
    expect(heard(socket, "refused")[0]).toMatchObject({ code: "bad-command" });
  });
});

describe("the preview of a message's link", () => {
  const preview = (url: string) => ({ url, title: "Beans", description: "", site: "Harbor", image: null });
  const menu = "https://harbor.example/menu";
  const setting = (id: string, url: string | null) =>
    ({ op: "preview", id, preview: url === null ? null : preview(url) }) as const;

  it("[M8] is set for the first link it has now, once, and by nobody's repeat", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, `Is this the menu? ${menu} or https://harbor.example/old`);
    expect(await outcomeOf(cast, cast.maya, setting(id, "https://harbor.example/old"))).toMatchObject({
      is: "same",
    });
    expect(await outcomeOf(cast, cast.maya, setting(id, menu))).toMatchObject({
      is: "changed",
      message: { seq: 1, rev: 2, editedAt: null, metadata: { preview: { url: menu, title: "Beans" } } },
    });
    expect(await outcomeOf(cast, cast.maya, setting(id, menu))).toMatchObject({
      is: "same",
      message: { rev: 2 },
    });
    const missed = await changesSince(cast.db, { conversationId: cast.conversationId, after: 1 });
    expect(missed).toMatchObject({ messages: [{ rev: 2, metadata: { preview: { url: menu } } }] });
  });

  it("[M8] goes with the link when an edit changes it, and stays when only words change", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, menu);
    await outcomeOf(cast, cast.maya, setting(id, menu));
    expect(await outcomeOf(cast, cast.maya, { op: "edit", id, body: `This: ${menu}` })).toMatchObject({
      message: { metadata: { preview: { url: menu } } },
    });
    const other = "https://harbor.example/other";
    expect(await outcomeOf(cast, cast.maya, { op: "edit", id, body: other })).toMatchObject({
      message: { metadata: {} },
    });
    // What was read of the old one comes too late.
    expect(await outcomeOf(cast, cast.maya, setting(id, menu))).toMatchObject({ is: "same" });
    expect(await outcomeOf(cast, cast.maya, setting(id, other))).toMatchObject({ is: "changed" });
    expect(await outcomeOf(cast, cast.maya, { op: "edit", id, body: "no link" })).toMatchObject({
      message: { metadata: {} },
    });
  });

  it("[M8] does not come back once it was taken away, and is not of a deleted message", async () => {
    const cast = await castForTest();
    const id = await said(cast, cast.maya, menu);
    expect(await outcomeOf(cast, cast.sam, setting(id, null))).toMatchObject({ is: "same" });
    await outcomeOf(cast, cast.maya, setting(id, menu));
    expect(await outcomeOf(cast, cast.sam, setting(id, null))).toMatchObject({
      is: "changed",
      message: { metadata: { preview: null } },
    });
    expect(await outcomeOf(cast, cast.maya, setting(id, menu))).toMatchObject({ is: "same" });
    await outcomeOf(cast, cast.maya, { op: "delete", id });
    expect(await outcomeOf(cast, cast.maya, setting(id, menu))).toMatchObject({ code: "not-found" });
  });

  it("[M8] is the site's word alone: not a socket's, and not by a ticket that somebody was given", async () => {
    const { enters, backstage, maya, sam, conversationId } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const id = uuid();
    say(mayas, { type: "message:send", id, body: menu });
    await hears(sams, "message:new");
    const command = { type: "message:preview", id, preview: preview(menu) };
    say(mayas, command);
    await hears(mayas, "refused");
    expect(heard(mayas, "refused")[0]).toMatchObject({ id, code: "forbidden" });
    const ticket = { party: "main", room: conversationId, ...maya } as const;
    const asPerson = await backstage.post({ ...ticket, session: uuid() }, command);
    expect(asPerson.status).toBe(403);
    expect((await backstage.post(ticket, command)).status).toBe(201);
    await hears(sams, "message:edited");
    expect(heard(sams, "message:edited")[0]).toMatchObject({
      message: { metadata: { preview: { url: menu } } },
    });
    expect((await backstage.post(ticket, command)).status).toBe(200);
    expect(heard(sams, "message:edited")).toHaveLength(1);
    const forged = { ...command, preview: { ...preview(menu), url: "javascript:alert(1)" } };
    expect((await backstage.post(ticket, forged)).status).toBe(400);
  });

  it("[B6] says which post it asks about by the site's word alone, and keeps that when it is edited", async () => {
    const { enters, backstage, maya, sam, conversationId } = await rehearsal();
    const [mayas, sams] = [await enters(maya), await enters(sam)];
    const post = { id: uuid(), path: "/b/harbor/news/1", title: "Beans", lead: "", businessName: "Harbor" };
    const command = { type: "message:send", id: uuid(), body: "Which?", post };
    say(mayas, command);
    await hears(mayas, "refused");
    expect(heard(mayas, "refused")[0]).toMatchObject({ id: command.id, code: "forbidden" });
    const ticket = { party: "main", room: conversationId, ...maya } as const;
    expect((await backstage.post({ ...ticket, session: uuid() }, command)).status).toBe(403);
    expect((await backstage.post(ticket, command)).status).toBe(201);
    await hears(sams, "message:new");
    expect(heard(sams, "message:new")[0]).toMatchObject({ message: { body: "Which?", metadata: { post } } });
    say(mayas, { type: "message:edit", id: command.id, body: "Which of https://example.com/ is it?" });
    await hears(sams, "message:edited");
    expect(heard(sams, "message:edited")[0]).toMatchObject({ message: { metadata: { post } } });
  });
});
