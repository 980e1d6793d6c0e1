import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rememberLanguage } from "@/app/account/language";
import { registerAccount } from "@/app/account/register";
import { rememberTimeZone } from "@/app/account/time-zone";
import { addressOfFile, openFile } from "@/app/attachments/read";
import { upload } from "@/app/attachments/upload";
import { readChats } from "@/app/chats/list";
import { readCallServers } from "@/app/conversation/call";
import {
  readAround,
  readHead,
  readHistory,
  readMessages,
  readNewer,
  readRevisions,
  readWholeBody,
} from "@/app/conversation/history";
import { joinAsMember, postMessage, removeMessage, restoreMessage } from "@/app/conversation/post";
import { makePreview, takePreviewAway } from "@/app/conversation/preview";
import { begin, start } from "@/app/conversation/start";
import { readThread, readThreadRoots } from "@/app/conversation/threads";
import { giveTicket } from "@/app/conversation/tickets";
import { accept } from "@/app/groups/accept";
import { inviteByEmail, inviteByLink, readInvitations, revoke } from "@/app/groups/invitations";
import {
  addMember,
  leaveGroup,
  rankMember,
  readAddable,
  removeMember,
  renameGroup,
} from "@/app/groups/members";
import { startGroup } from "@/app/groups/start";
import { blockCustomer } from "@/app/inbox/blocks";
import { readCustomer, saveCustomerNote, setCustomerTag } from "@/app/inbox/customer";
import { readDesk } from "@/app/inbox/desk";
import { readDraft, saveDraft } from "@/app/inbox/drafts";
import { readFigures } from "@/app/inbox/figures/read";
import { keepFromSending, readLater, sendLater } from "@/app/inbox/later";
import { countInbox, readInbox } from "@/app/inbox/list";
import { readAroundWithNotes } from "@/app/inbox/notes";
import { readThrough } from "@/app/inbox/reading";
import { setHours, setTexts } from "@/app/inbox/reception";
import { readReplies, removeReply, saveReply } from "@/app/inbox/saved-replies";
import { dropView, keepView } from "@/app/inbox/saved-views";
import { readStanding } from "@/app/inbox/standing";
import { changeTag, createTag, deleteTag, readTags } from "@/app/inbox/tags";
import { setTurns } from "@/app/inbox/turns";
import { changeWork } from "@/app/inbox/work";
import { wishMails } from "@/app/notifications/stop";
import { search } from "@/app/search/search";
import { publishDevice, readDevices } from "@/app/secrets/devices";
import { keepSecret, openSecret } from "@/app/secrets/secrets";
import type { Viewer } from "@/app/viewer";
import { append } from "@/db/append";
import { businessById } from "@/db/businesses";

import { attachments } from "@/db/conversation-parts";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import type { Entry } from "@/lib/ledger";

import { env } from "@/lib/server/env";
import { verifyTicket } from "@/lib/server/ticket";
import { notesIdOf } from "@/lib/work";
import type { Cast } from "../support/cast";
import { publicKey, sealedForNobody } from "../support/secrets";
import { castOfSite } from "../support/viewers";
import { headOf } from "../support/wire";

process.env.ROOMS_PUBLIC_URL = "ws://rooms.example";

type Perform = (viewer: Viewer | null, asked: unknown) => Promise<unknown>;
type Scene = { conversationId: string; businessId: string; slug: string };

const aboutGroup = ({ conversationId }: Scene) => ({ conversationId, id: randomUUID() });

/** Every operation, and how to ask it about somebody's things. */
const operations: Record<string, { perform: Perform; ask: (scene: Scene) => unknown }> = {
  readHistory: { perform: readHistory, ask: ({ conversationId }) => ({ conversationId }) },
  readNewer: { perform: readNewer, ask: ({ conversationId }) => ({ conversationId, afterSeq: 0 }) },
  readAround: {
    perform: readAround,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readAroundWithNotes: {
    perform: readAroundWithNotes,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readHead: { perform: readHead, ask: ({ conversationId }) => ({ conversationId }) },
  readMessages: { perform: readMessages, ask: ({ conversationId }) => ({ conversationId }) },
  readWholeBody: {
    perform: readWholeBody,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readThread: {
    perform: readThread,
    ask: ({ conversationId }) => ({ conversationId, threadId: randomUUID() }),
  },
  readThreadRoots: { perform: readThreadRoots, ask: ({ conversationId }) => ({ conversationId }) },
  readRevisions: {
    perform: readRevisions,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  postMessage: { perform: postMessage, ask: ({ conversationId }) => ({ conversationId, body: "Hello" }) },
  upload: {
    perform: upload,
    ask: ({ conversationId }) => ({
      ...{ conversationId, id: randomUUID(), name: "menu.txt" },
      file: new Blob(["Cake"]).stream(),
    }),
  },
  addressOfFile: { perform: addressOfFile, ask: ({ conversationId: id }) => ({ id }) },
  removeMessage: {
    perform: removeMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  restoreMessage: {
    perform: restoreMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  makePreview: {
    perform: makePreview,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  takePreviewAway: {
    perform: takePreviewAway,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readCallServers: { perform: readCallServers, ask: ({ conversationId }) => ({ conversationId }) },
  joinAsMember: { perform: joinAsMember, ask: ({ conversationId }) => ({ conversationId }) },
  giveTicket: { perform: giveTicket, ask: ({ conversationId }) => ({ conversationId }) },
  giveInboxTicket: { perform: giveTicket, ask: ({ businessId }) => ({ feed: "inbox", businessId }) },
  accept: { perform: accept, ask: ({ conversationId: token }) => ({ token }) },
  readAddable: { perform: readAddable, ask: ({ conversationId }) => ({ conversationId }) },
  readInvitations: { perform: readInvitations, ask: ({ conversationId }) => ({ conversationId }) },
  revoke: { perform: revoke, ask: aboutGroup },
  inviteByLink: { perform: inviteByLink, ask: aboutGroup },
  inviteByEmail: {
    perform: inviteByEmail,
    ask: (scene) => ({ ...aboutGroup(scene), email: "eve@example.com", locale: "en" }),
  },
  leaveGroup: { perform: leaveGroup, ask: aboutGroup },
  renameGroup: { perform: renameGroup, ask: (scene) => ({ ...aboutGroup(scene), title: "Ours" }) },
  addMember: { perform: addMember, ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID() }) },
  removeMember: { perform: removeMember, ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID() }) },
  rankMember: {
    perform: rankMember,
    ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID(), rank: "host" }),
  },
  readCustomer: { perform: readCustomer, ask: ({ conversationId }) => ({ conversationId }) },
  search: { perform: search, ask: ({ conversationId }) => ({ q: "coffee", conversationId }) },
  searchBusiness: { perform: search, ask: ({ businessId }) => ({ q: "coffee", businessId }) },
  readInbox: { perform: readInbox, ask: ({ businessId }) => ({ businessId }) },
  countInbox: { perform: countInbox, ask: ({ businessId }) => ({ businessId, views: [] }) },
  readDesk: { perform: readDesk, ask: ({ businessId }) => ({ businessId }) },
  keepView: {
    perform: keepView,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), name: "Mine", view: EVERYTHING_OPEN }),
  },
  dropView: { perform: dropView, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  readThrough: {
    perform: readThrough,
    ask: ({ conversationId }) => ({ read: [{ conversationId, seq: 1 }] }),
  },
  readFigures: { perform: readFigures, ask: ({ businessId }) => ({ businessId, days: 7 }) },
  readDevices: { perform: readDevices, ask: ({ conversationId }) => ({ conversationId }) },
  keepSecret: {
    perform: keepSecret,
    ask: ({ conversationId }) => ({ conversationId, ...sealedForNobody() }),
  },
  openSecret: {
    perform: openSecret,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID(), deviceId: randomUUID() }),
  },
  readLater: { perform: readLater, ask: ({ conversationId }) => ({ conversationId }) },
  sendLater: {
    perform: sendLater,
    ask: ({ conversationId }) => ({
      ...{ conversationId, id: randomUUID(), body: "Hello", basedOnSeq: 1 },
      sendAt: new Date(Date.now() + 60_000).toISOString(),
    }),
  },
  keepFromSending: {
    perform: keepFromSending,
    ask: ({ conversationId }) => ({ conversationId, id: randomUUID() }),
  },
  readDraft: { perform: readDraft, ask: ({ conversationId }) => ({ conversationId, mode: "reply" }) },
  saveDraft: {
    perform: saveDraft,
    ask: ({ conversationId }) => ({ conversationId, mode: "note", body: "Hi", rev: 0 }),
  },
  readStanding: { perform: readStanding, ask: ({ conversationId }) => ({ conversationId }) },
  readTags: { perform: readTags, ask: ({ businessId }) => ({ businessId }) },
  createTag: { perform: createTag, ask: ({ businessId }) => ({ businessId, name: "Refund", color: "moss" }) },
  changeTag: {
    perform: changeTag,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), name: "Refund", color: "moss" }),
  },
  deleteTag: { perform: deleteTag, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  setHours: {
    perform: setHours,
    ask: ({ businessId }) => ({ businessId, hours: null, holidays: [], timeZone: "UTC" }),
  },
  setTexts: { perform: setTexts, ask: ({ businessId }) => ({ businessId, greeting: "", awayText: "" }) },
  setTurns: { perform: setTurns, ask: ({ businessId }) => ({ businessId, isInTurn: true }) },
  blockCustomer: { perform: blockCustomer, ask: ({ conversationId }) => ({ conversationId, block: null }) },
  saveCustomerNote: {
    perform: saveCustomerNote,
    ask: ({ conversationId }) => ({ conversationId, text: "Oat milk", rev: 0 }),
  },
  readReplies: { perform: readReplies, ask: ({ conversationId }) => ({ conversationId }) },
  saveReply: {
    perform: saveReply,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), shortcut: "hours", body: "Until six" }),
  },
  removeReply: { perform: removeReply, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  setCustomerTag: {
    perform: setCustomerTag,
    ask: ({ conversationId }) => ({ conversationId, tagId: randomUUID(), on: true }),
  },
  changeWork: {
    perform: changeWork,
    ask: ({ conversationId }) => ({ conversationIds: [conversationId], wish: { priority: 2 } }),
  },
};

/** Those that look at nobody else's things: strangers may, the signed-out may not. */
const own: Record<string, { perform: Perform; ask: (scene: Scene) => unknown }> = {
  searchOwn: { perform: search, ask: () => ({ q: "coffee" }) },
  readChats: { perform: readChats, ask: () => ({}) },
  giveOwnTicket: { perform: giveTicket, ask: () => ({ feed: "me" }) },
  startGroup: {
    perform: startGroup,
    ask: ({ slug }) => ({ business: slug, id: randomUUID(), title: "Tasting", locale: "en" }),
  },
  start: { perform: start, ask: ({ slug }) => ({ business: slug }) },
  begin: { perform: begin, ask: ({ slug }) => ({ business: slug }) },
  rememberTimeZone: { perform: rememberTimeZone, ask: () => ({ timeZone: "Europe/Lisbon", locale: "en" }) },
  publishDevice: { perform: publishDevice, ask: () => ({ id: randomUUID(), publicKey: publicKey() }) },
};

const open = { registerAccount, rememberLanguage, openFile, wishMails };

const NOTHING: Scene = { conversationId: randomUUID(), businessId: randomUUID(), slug: "nowhere" };

/** Notes about a conversation, with a word in all of them that is nowhere else: in what is said, named and brought. */
async function notedIn({ pool, db, conversationId, sam, nora }: Cast) {
  const id = notesIdOf(conversationId);
  const marker = `zz${randomUUID().slice(0, 8)}`;
  const [noteId, threadId, fileId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.insert(attachments).values({
    ...{ id: fileId, conversationId: id, uploaderId: sam.userId, state: "ready", name: `${marker}.pdf` },
    ...{ mediaType: "application/pdf", bytes: 1 },
  });
  const entries: Entry[] = [
    {
      ...{ op: "message", id: noteId, ...sam, body: `coffee ${marker} https://example.com/${marker}` },
      ...{ mentionIds: [nora.userId], attachmentIds: [fileId] },
    },
    { op: "react", id: noteId, ...nora, name: marker, emoji: "👍", on: true },
    { op: "thread", id: noteId, ...nora, threadId, title: marker },
    { op: "message", id: randomUUID(), ...nora, body: marker, threadId },
    { op: "message", id: randomUUID(), ...nora, name: marker, body: marker, replyTo: noteId },
    { op: "work", id: randomUUID(), ...nora, name: marker, wish: { assigneeId: sam.userId } },
  ];
  for (const entry of entries) {
    const [appended] = await append(pool, [{ conversationId: id, entry }]);
    expect(appended?.outcome.is).toMatch(/^(stored|changed)$/);
  }
  return { id, marker, noteId, threadId, fileId };
}

async function scene() {
  const cast = await castOfSite();
  const slug = (await businessById(cast.db, cast.businessId))?.slug ?? "";
  return { ...cast, slug };
}

describe("strangers", () => {
  it.each(Object.entries(operations))(
    "[S10] are told of %s what they are told of what is not there",
    async (_, { perform, ask }) => {
      const cast = await scene();
      const nowhere = { conversationId: randomUUID(), businessId: randomUUID(), slug: "nowhere" };
      for (const stranger of [cast.asLeo, cast.asGuest]) {
        const [theirs, absent] = await Promise.allSettled([
          perform(stranger, ask(cast)),
          perform(stranger, ask(nowhere)),
        ]);
        expect(theirs).toMatchObject({ status: "rejected", reason: { code: "not-found" } });
        expect(Reflect.get(absent, "reason").message).toBe(Reflect.get(theirs, "reason").message);
      }
    },
  );

  it.each(Object.entries({ ...operations, ...own }))(
    "[S10] who are signed out are refused %s",
    async (_, { perform, ask }) => {
      const cast = await scene();
      await expect(perform(null, ask(cast))).rejects.toMatchObject({ code: "unauthorized" });
    },
  );

  it.each(Object.entries(operations))(
    "[S12] gain nothing from fields nobody asked for in %s",
    async (_, { perform, ask }) => {
      const cast = await scene();
      const forged = { ...Object(ask(cast)), role: "owner", userId: cast.maya.userId, senderRole: "agent" };
      await expect(perform(cast.asLeo, forged)).rejects.toMatchObject({
        code: expect.stringMatching(/^(bad-command|not-found)$/),
      });
    },
  );
});

describe("notes", () => {
  it.each(Object.entries({ ...operations, ...own }))(
    "[S15] [N1] are told by %s to nobody but the business, nor that they are there",
    async (_, { perform, ask }) => {
      const cast = await scene();
      const notes = await notedIn(cast);
      const about = (conversationId: string) => [
        ask({ ...cast, conversationId }),
        ...[notes.noteId, notes.threadId, notes.fileId].map((id) => {
          const asked = Object(ask({ ...cast, conversationId }));
          const ids = ["id", "messageId", "threadId"].filter((key) => key in asked);
          return { ...asked, ...Object.fromEntries(ids.map((key) => [key, id])) };
        }),
        { ...Object(ask({ ...cast, conversationId })), q: notes.marker, cursor: undefined },
      ];
      for (const asker of [cast.asMaya, cast.asLeo, cast.asGuest]) {
        const here = about(cast.conversationId);
        for (const asked of [...here, ...about(notes.id)]) {
          const told = await perform(asker, asked).catch((refusal: unknown) => refusal);
          const words =
            JSON.stringify(told instanceof Error ? { ...told, message: told.message } : told) ?? "";
          expect(words).not.toContain(notes.marker);
          // Those are what was asked for, at most.
          for (const id of [notes.id, notes.noteId, notes.threadId, notes.fileId])
            if (!JSON.stringify(asked).includes(id)) expect(words).not.toContain(id);
        }
      }
    },
  );

  it.each(Object.entries(operations).filter(([, { ask }]) => "conversationId" in Object(ask(NOTHING))))(
    "[S15] [N1] are to their own customer, in %s, what is not there",
    async (_, { perform, ask }) => {
      const cast = await scene();
      const { id: conversationId } = await notedIn(cast);
      await expect(perform(cast.asMaya, ask({ ...cast, conversationId }))).rejects.toMatchObject({
        code: "not-found",
      });
    },
  );

  it("[N1] are found by the business, with the conversation they are about", async () => {
    const cast = await scene();
    const { marker, noteId } = await notedIn(cast);
    const { conversationId, businessId } = cast;
    await append(cast.pool, [
      { conversationId, entry: { op: "message", id: randomUUID(), ...cast.maya, body: "Hello" } },
    ]);
    for (const asked of [{ conversationId }, { businessId }, {}]) {
      const { hits } = await search(cast.asSam, { q: marker, ...asked });
      expect(hits.map((hit) => [hit.isNote, hit.conversation.id])).toEqual(
        hits.map(() => [true, conversationId]),
      );
      expect(hits.map(({ message }) => message.id)).toContain(noteId);
    }
    expect((await search(cast.asSam, { q: marker, as: "customer" })).hits).toEqual([]);
    expect((await search(cast.asSam, { q: "Hello", conversationId })).hits[0]).not.toHaveProperty("isNote");
  });
});

describe("members and customers", () => {
  it("[S04] of whom only members join, and only customers of others start", async () => {
    const { asMaya, asSam, conversationId, slug } = await scene();
    await expect(joinAsMember(asMaya, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(start(asSam, { business: slug })).rejects.toMatchObject({ code: "forbidden" });
    expect(await start(asMaya, { business: slug })).toEqual({ id: conversationId, isNew: false });
  });

  it("[S10] of whom only members of the business look the customer up", async () => {
    const [{ asMaya, asSam, maya, conversationId }, elsewhere] = [await scene(), await scene()];
    expect(await readCustomer(asSam, { conversationId })).toMatchObject({ id: maya.userId, isGuest: false });
    await expect(readCustomer(asMaya, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(readCustomer(elsewhere.asSam, { conversationId })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("read the same history", async () => {
    const { asMaya, asSam, conversationId } = await scene();
    const head = await readHead(asMaya, { conversationId });
    expect(head).toEqual(headOf([]));
    expect(await readHead(asSam, { conversationId })).toEqual(head);
  });

  it("[S13] lose the inbox with the membership, though the session stays", async () => {
    const { asSam, businessId } = await scene();
    const dismissed = { ...asSam, memberships: [] };
    expect((await readInbox(asSam, { businessId })).conversations).toEqual([]);
    await expect(readInbox(dismissed, { businessId })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a ticket", () => {
  it("[S03] names the room as Postgres knows it, in whatever case it was asked for", async () => {
    const { asMaya, conversationId } = await scene();
    const { url, token } = await giveTicket(asMaya, { conversationId: conversationId.toUpperCase() });
    expect(url).toBe("ws://rooms.example/parties/main/0");
    expect(await verifyTicket(token, env().TICKET_SECRET)).toMatchObject({ room: conversationId });
  });

  it.each([["%2e"], ["../"], [" "], ["\u0000"]])(
    "[S03] is not given for an id with %j in it",
    async (trick) => {
      const { asMaya, conversationId } = await scene();
      const asked = giveTicket(asMaya, { conversationId: `${conversationId}${trick}` });
      await expect(asked).rejects.toMatchObject({ code: "bad-command" });
    },
  );
});

describe("the list of operations", () => {
  it("is whole: what is exported from app is asked of strangers here", async () => {
    const known = new Set<unknown>(
      [...Object.values(operations), ...Object.values(own)]
        .map(({ perform }) => perform)
        .concat(Object.values(open)),
    );
    for (const file of sources("app").filter((name) => /\boperation\(|\bopenOperation\(/.test(read(name)))) {
      if (file.endsWith("app/operation.ts")) continue;
      const exported: Record<string, unknown> = await import(path.resolve(file));
      for (const [name, value] of Object.entries(exported))
        if (typeof value === "function" && "input" in value)
          expect({ name, isKnown: known.has(value) }).toEqual({ name, isKnown: true });
    }
  });

  it("is all that server actions are made of", () => {
    for (const file of sources("app").filter((name) => /^"use server"/.test(read(name))))
      for (const line of read(file)
        .split("\n")
        .filter((text) => text.startsWith("export")))
        expect(line).toMatch(/^export const \w+ = action\(\w+\);$/);
  });
});

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(folder, name));
}

function read(file: string): string {
  return fs.readFileSync(file, "utf8");
}
