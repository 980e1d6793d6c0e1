import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { leaveBusiness } from "@/app/account/leaving";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { giveTicket } from "@/app/conversation/tickets";
import { sendDue } from "@/app/due/later";
import { readDraft, saveDraft } from "@/app/inbox/drafts";
import { readLater, sendLater } from "@/app/inbox/later";
import { readStanding } from "@/app/inbox/standing";
import { changeWork } from "@/app/inbox/work";
import { inboxPage } from "@/db/inbox";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { notesIdOf } from "@/lib/work";
import { messagesOf } from "../support/cast";
import { messagesHeard, opened, visit } from "../support/room-visitor";
import { castOfSite } from "../support/viewers";

process.env.ROOMS_PUBLIC_URL = process.env.ROOMS_URL?.replace("http", "ws");

/** Maya waits, and it is Sam who has her conversation. */
async function atWork() {
  const cast = await castOfSite();
  const { asMaya, asSam, sam, conversationId } = cast;
  await postMessage(asMaya, { conversationId, body: "Any news?" });
  await changeWork(asSam, { conversationIds: [conversationId], wish: { assigneeId: sam.userId } });
  const notes = { ...cast, conversationId: notesIdOf(conversationId) };
  return { ...cast, notes, sendAt: new Date(Date.now() + 3_600_000) };
}

describe("an agent whose line is cut", () => {
  it("[F11] [G4] is told what was noted and done about it meanwhile, each once and in its order", async () => {
    const { asNora, sam, ines, conversationId, notes } = await atWork();
    const before = await visit({ as: sam, conversationId: notes.conversationId, after: 0 });
    await before.hears("resumed");
    const { rev } = await before.hears("welcome");
    before.socket.terminate();
    const ids = [randomUUID(), randomUUID()];
    const colleague = await visit({ as: ines, conversationId: notes.conversationId });
    for (const id of ids) {
      colleague.send({ type: "message:send", id, body: "She called", mentionIds: [sam.userId] });
      await colleague.hears("message:new", ({ message }) => message.id === id);
      const priority = ids.indexOf(id) + 2;
      await changeWork(asNora, { conversationIds: [conversationId], wish: { priority } });
    }
    colleague.send({ type: "message:delete", id: ids[0] });
    await colleague.hears("message:deleted");
    const back = await visit({ as: sam, conversationId: notes.conversationId, after: rev });
    await back.hears("resumed");
    const { messages } = await readHead(asNora, { conversationId: notes.conversationId });
    const missed = messagesHeard(back);
    expect(missed.toSorted((one, other) => one.seq - other.seq)).toEqual(messages.slice(-missed.length));
    expect(missed).toHaveLength(4);
    expect(missed.find(({ id }) => id === ids[0])).toMatchObject({ body: "", deletedAt: expect.any(String) });
  });
});

describe("two roads at once", () => {
  it("[F17] [G2] lead one note to one place, and one planned answer to Maya once", async () => {
    const { asSam, sam, ines, db, businessId, conversationId, notes, sendAt, ...cast } = await atWork();
    const [id, answer] = [randomUUID(), randomUUID()];
    const roads = await Promise.all([
      visit({ as: sam, conversationId: notes.conversationId }),
      visit({ as: sam, conversationId: notes.conversationId }),
    ]);
    const note = { id, body: "Ask Ines", mentionIds: [ines.userId] };
    for (const road of roads) road.send({ type: "message:send", ...note });
    await Promise.all(roads.map((road) => road.hears("message:new", ({ message }) => message.id === id)));
    for (const road of roads) expect(messagesHeard(road).filter((each) => each.id === id)).toHaveLength(1);
    const stored = await messagesOf(notes);
    expect(stored.filter((each) => each.id === id)).toHaveLength(1);
    const view = { ...EVERYTHING_OPEN, isMentioned: true };
    const named = await inboxPage(db, { businessId, readerId: ines.userId, view });
    expect(named.conversations.map((each) => each.id)).toEqual([conversationId]);

    const plan = { conversationId, id: answer, body: "They are in", basedOnSeq: 2 };
    await sendLater(asSam, { ...plan, sendAt: sendAt.toISOString() });
    // By hand in the moment in which two processes find it due.
    await Promise.all([
      sendDue(sendAt),
      postMessage(asSam, { conversationId, id: answer, body: plan.body }),
      sendDue(sendAt),
    ]);
    // What others have planned may come first.
    const planned = async () => {
      await sendDue(sendAt);
      return (await readLater(asSam, { conversationId })).messages;
    };
    await expect.poll(planned).toEqual([]);
    const said = await messagesOf({ ...cast, ...{ db, conversationId, businessId, sam, ines } });
    expect(said.filter(({ body }) => body === plan.body)).toHaveLength(1);
  });
});

describe("an agent who is shown out", () => {
  it("[F36] [G9] in the middle of a note, a draft and a planned answer has nothing of them any more", async () => {
    const { asSam, asNora, sam, businessId, conversationId, notes, sendAt } = await atWork();
    const { url, token } = await giveTicket(asSam, { conversationId: notes.conversationId });
    const address = new URL(url);
    address.searchParams.set("token", token);
    const socket = await opened(address);
    await socket.hears("welcome");
    const draft = { conversationId, mode: "note", body: "As I said", rev: 0 } as const;
    const plan = {
      conversationId,
      id: randomUUID(),
      body: "Soon",
      basedOnSeq: 1,
      sendAt: sendAt.toISOString(),
    };
    await saveDraft(asSam, draft);
    await sendLater(asSam, plan);
    await leaveBusiness({ businessId, userId: sam.userId });
    await socket.closed;
    const heard = socket.heard.length;
    await postMessage(asNora, { conversationId: notes.conversationId, body: "Now it is mine" });
    expect(socket.heard.slice(heard)).toEqual([]);
    // By a page that was let in just before.
    for (const asked of [
      () => readDraft(asSam, { conversationId, mode: "note" }),
      () => saveDraft(asSam, { ...draft, rev: 1 }),
      () => readLater(asSam, { conversationId }),
      () => sendLater(asSam, plan),
      () => readStanding(asSam, { conversationId }),
      () => readHead(asSam, { conversationId: notes.conversationId }),
      () => changeWork(asSam, { conversationIds: [conversationId], wish: { status: "completed" } }),
      () => giveTicket(asSam, { conversationId: notes.conversationId }),
    ])
      await expect(asked()).rejects.toMatchObject({ code: "not-found" });
    expect(await readStanding(asNora, { conversationId })).toMatchObject({ work: { status: "open" } });
  });
});
