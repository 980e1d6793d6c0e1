import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { inboxCounts, inboxPage } from "@/db/inbox";
import { conversations, memberships } from "@/db/schema";
import { changesSince } from "@/db/snapshot";
import { mentions } from "@/db/work-parts";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import type { Entry } from "@/lib/ledger";
import { command } from "@/lib/protocol/command";
import { feedId } from "@/lib/protocol/feed";
import { MENTIONS_MAX, notesIdOf } from "@/lib/work";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, messagesOf, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { outcomesOf, saidBy } from "../support/stored";

const notesOf = (cast: Cast): Cast => ({ ...cast, conversationId: notesIdOf(cast.conversationId) });
const note = (by: Person, body: string, named: Person[] = [], id = uuid()): Entry => ({
  ...{ op: "message", id, ...by, body },
  ...(named.length > 0 && { mentionIds: named.map(({ userId }) => userId) }),
});
const say = (socket: SocketOfTest, body: string) =>
  socket.send(JSON.stringify({ type: "message:send", id: uuid(), body }));
const type = (socket: SocketOfTest, wanted: string) => socket.heard.filter((event) => event.type === wanted);
const refused = { is: "refused", code: "not-found" };

describe("notes", () => {
  it("[S15] [N1] are told in no room or feed that is open to a customer, live or to whoever comes back", async () => {
    const { backstage, enters, maya, leo, sam, ines, conversationId, ...cast } = await rehearsal();
    const marker = "zz-unsaid";
    const sockets = [
      await enters(maya),
      await enters(maya, { after: 0 }),
      await backstage.connect({ party: "feed", room: feedId.me(maya.userId), ...maya }),
      await backstage.connect({ party: "feed", room: feedId.me(leo.userId), ...leo }),
    ];
    const notes = await enters(sam, { conversationId: notesIdOf(conversationId) });
    const sams = await enters(sam);
    const asks = (socket: SocketOfTest, asked: object) => socket.send(JSON.stringify(asked));
    const id = uuid();
    asks(notes, { type: "message:send", id, body: marker, mentionIds: [ines.userId] });
    await expect.poll(() => type(notes, "message:new").length).toBe(1);
    asks(notes, { type: "typing", isTyping: true });
    asks(notes, { type: "message:react", id, emoji: "👀", on: true });
    asks(notes, { type: "thread:create", id: uuid(), messageId: id, title: marker });
    asks(notes, { type: "message:edit", id, body: `${marker} twice` });
    asks(notes, { type: "work:set", id: uuid(), wish: { status: "archived" } });
    asks(notes, { type: "receipt", read: 2 });
    asks(notes, { type: "message:delete", id });
    await expect.poll(() => type(notes, "message:deleted").length).toBe(1);
    say(sams, "Your order is on its way");
    await expect.poll(() => type(sockets[0] as SocketOfTest, "message:new").length).toBe(2);
    sockets.push(await enters(maya, { after: 0 }), await enters(maya));
    await expect.poll(() => type(sockets.at(-1) as SocketOfTest, "welcome").length).toBe(1);
    // Sam joined and wrote: nothing else has a number.
    expect(type(sockets.at(-1) as SocketOfTest, "welcome")).toMatchObject([{ rev: 2, seq: 2 }]);
    const told = JSON.stringify(sockets.map(({ heard }) => heard));
    for (const secret of [marker, notesIdOf(conversationId), id, "archived", "mention", ines.userId])
      expect(told).not.toContain(secret);
    expect((await changesSince(cast.db, { conversationId, after: 0 }))?.messages).toHaveLength(2);
    const strangers = await enters(leo, { conversationId: notesIdOf(conversationId), after: 0 });
    await expect.poll(() => type(strangers, "refused")).toMatchObject([{ code: "not-found" }]);
    expect(strangers.heard).toHaveLength(1);
  });

  it("[N2] are stored once, and take no number of the conversation they are about", async () => {
    const cast = await castForTest();
    const { sam, maya, db, conversationId } = cast;
    await saidBy(cast, maya, "Is the oat milk back?");
    const told = note(sam, "She asks every week", [cast.ines]);
    expect(await outcomesOf(notesOf(cast), [told, told])).toMatchObject([{ is: "stored" }, { is: "repeat" }]);
    expect(await outcomesOf(notesOf(cast), [told])).toMatchObject([{ is: "repeat" }]);
    expect(await messagesOf(notesOf(cast))).toMatchObject([{ seq: 1, body: "She asks every week" }]);
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(row).toMatchObject({ rev: 1, lastSeq: 1, lastPreview: "Is the oat milk back?" });
  });

  it("[N3] [S12] name members of their business alone, and nobody is named anywhere else", async () => {
    const [cast, other] = [await castForTest(), await castForTest()];
    const { sam, ines, maya, leo, db } = cast;
    expect(
      await outcomesOf(notesOf(cast), [
        note(sam, "@Maya", [maya]),
        note(sam, "@Leo", [ines, leo]),
        note(sam, "@Sam", [other.sam]),
        note(sam, "@Ines", [ines, sam]),
      ]),
    ).toMatchObject([
      refused,
      refused,
      refused,
      {
        message: {
          metadata: {
            mentions: [
              { userId: ines.userId, name: "Ines" },
              { userId: sam.userId, name: "Sam" },
            ],
          },
        },
      },
    ]);
    expect(await outcomesOf(cast, [note(sam, "@Ines", [ines]), note(maya, "@Ines", [ines])])).toMatchObject([
      refused,
      refused,
    ]);
    expect(await messagesOf(cast)).toEqual([]);
    await db.delete(memberships).where(eq(memberships.userId, ines.userId));
    expect(await outcomesOf(notesOf(cast), [note(sam, "@Ines", [ines])])).toMatchObject([refused]);
    const named = await db.select().from(mentions).where(eq(mentions.conversationId, cast.conversationId));
    expect(named.map(({ userId }) => userId).toSorted()).toEqual([ines.userId, sam.userId].toSorted());
  });

  it("[N3] name as many as MENTIONS_MAX, each once", () => {
    const asks = (mentionIds: string[]) =>
      command.safeParse({ type: "message:send", id: uuid(), body: "@all", mentionIds }).success;
    const ids = Array.from({ length: MENTIONS_MAX }, () => uuid());
    expect(asks(ids)).toBe(true);
    expect(asks([...ids, uuid()])).toBe(false);
    expect(asks([...ids.slice(0, 2), ids[0] ?? ""])).toBe(false);
    expect(asks([])).toBe(false);
  });

  it("[N4] tell the inbox once whom they name, with the conversation they are about, and no customer", async () => {
    const { backstage, enters, maya, sam, ines, businessId, conversationId, db } = await rehearsal();
    const mayas = await enters(maya);
    const me = await backstage.connect({ party: "feed", room: feedId.me(maya.userId), ...maya });
    const inbox = await backstage.connect({ party: "feed", room: feedId.inbox(businessId), ...ines });
    const notes = await enters(sam, { conversationId: notesIdOf(conversationId) });
    mayas.send(JSON.stringify({ type: "message:send", id: uuid(), body: "Hello?" }));
    await expect.poll(() => type(me, "conversation:changed").length).toBe(1);
    const [id, another] = [uuid(), uuid()];
    const frame = { type: "message:send", id, body: "@Ines can you?", mentionIds: [ines.userId] };
    notes.send(JSON.stringify(frame));
    notes.send(JSON.stringify(frame));
    notes.send(JSON.stringify({ ...frame, id: another }));
    await expect.poll(() => type(notes, "message:new").length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => type(inbox, "mentioned").length).toBe(2);
    expect(type(inbox, "mentioned")[0]).toMatchObject({
      ...{ conversationId, messageId: id, userId: ines.userId, by: "Sam" },
    });
    const view = { ...EVERYTHING_OPEN, isMentioned: true };
    const seenBy = async ({ userId: readerId }: Person) =>
      (await inboxPage(db, { businessId, readerId, view })).conversations.map((each) => each.id);
    expect([await seenBy(ines), await seenBy(sam)]).toEqual([[conversationId], []]);
    // Both notes deleted, nobody is named any more; one brought back, Ines is again.
    for (const each of [id, another]) notes.send(JSON.stringify({ type: "message:delete", id: each }));
    await expect.poll(() => type(inbox, "mentions:changed").length).toBe(2);
    expect(type(inbox, "mentions:changed")[0]).toMatchObject({ conversationId, userId: ines.userId });
    const counted = async () =>
      (await inboxCounts(db, { businessId, readerId: ines.userId, views: [view] }))[0];
    const shown = async () =>
      (await inboxPage(db, { businessId, readerId: ines.userId, view: EVERYTHING_OPEN })).conversations.map(
        ({ mentionedAt }) => mentionedAt,
      );
    expect([await seenBy(ines), await counted(), await shown()]).toEqual([[], 0, [null]]);
    notes.send(JSON.stringify({ type: "message:restore", id }));
    await expect.poll(() => type(inbox, "mentions:changed").length).toBe(3);
    expect([await seenBy(ines), await counted(), await shown()]).toEqual([
      [conversationId],
      1,
      [expect.any(String)],
    ]);
    expect(type(inbox, "mentioned")).toHaveLength(2);
    expect(type(me, "conversation:changed")).toHaveLength(1);
    // That Ines is there is no secret.
    const heard = [...mayas.heard, ...me.heard].filter((event) => event.type !== "around");
    expect(JSON.stringify(heard)).not.toMatch(/mention|Ines|can you/);
  });
});
