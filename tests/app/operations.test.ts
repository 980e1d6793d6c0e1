import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { confirmAddress } from "@/app/account/email";
import { askForPassword, setForgotten } from "@/app/account/forgotten";
import { rememberLanguage } from "@/app/account/language";
import { registerAccount } from "@/app/account/register";
import { registerPlainly } from "@/app/account/register-plainly";
import { signInPlainly } from "@/app/account/sign-in-plainly";
import { openFile } from "@/app/attachments/read";
import { addressOfPostFile } from "@/app/broadcasts/file";
import { followPlainly } from "@/app/broadcasts/follow-plainly";
import { wishPostMails } from "@/app/broadcasts/mails";
import { readPosts } from "@/app/broadcasts/reading";
import { readBroadcast, readBroadcasts } from "@/app/businesses/broadcasts";
import { readBusiness, readBusinesses } from "@/app/businesses/directory";
import { openLogo } from "@/app/businesses/logo";
import { readHead } from "@/app/conversation/history";
import { joinAsMember } from "@/app/conversation/post";
import { start } from "@/app/conversation/start";
import { giveRelayTicket, giveTicket } from "@/app/conversation/tickets";
import { enterAsGuest, identify, leaveFrame } from "@/app/embed/enter";
import { acceptPlainly } from "@/app/groups/accept-plainly";
import { readCustomer } from "@/app/inbox/customer";
import { readInbox } from "@/app/inbox/list";
import { wishMails } from "@/app/notifications/stop";
import { beginPlainly } from "@/app/plain/begin";
import { search } from "@/app/search/search";
import { append } from "@/db/append";
import { businessById } from "@/db/businesses";
import { attachments } from "@/db/conversation-parts";
import type { Entry } from "@/lib/ledger";
import { env } from "@/lib/server/env";
import { verifyTicket } from "@/lib/server/ticket";
import { notesIdOf } from "@/lib/work";
import type { Cast } from "../support/cast";
import { operations, own, type Scene } from "../support/operations";
import { castOfSite } from "../support/viewers";
import { headOf } from "../support/wire";

process.env.ROOMS_PUBLIC_URL = "ws://rooms.example";

const open = {
  registerAccount,
  registerPlainly,
  signInPlainly,
  beginPlainly,
  followPlainly,
  acceptPlainly,
  rememberLanguage,
  confirmAddress,
  askForPassword,
  setForgotten,
  openFile,
  wishMails,
  giveRelayTicket,
  readPosts,
  addressOfPostFile,
  openLogo,
  wishPostMails,
  enterAsGuest,
  identify,
  leaveFrame,
  readBusinesses,
  readBusiness,
  readBroadcasts,
  readBroadcast,
};

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
      const [cast, elsewhere] = [await scene(), await castOfSite()];
      const nowhere = { conversationId: randomUUID(), businessId: randomUUID(), slug: "nowhere" };
      for (const stranger of [cast.asLeo, cast.asGuest, elsewhere.asSam, elsewhere.asNora]) {
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

  it.each(Object.entries({ ...operations, ...own }))(
    "[S12] gain as little as anybody else from fields that nobody asked for in %s",
    async (name, { perform, ask }) => {
      const cast = await scene();
      const forged = { role: "owner", senderRole: "agent", tenantId: cast.businessId, seq: 1 };
      const askers = [cast.asLeo, cast.asMaya, cast.asSam, cast.asNora];
      for (const [n, field] of Object.entries(forged).entries()) {
        const asker = askers[n] ?? cast.asNora;
        const asked = Object(ask(cast));
        const answer = await settled(perform(asker, { ...asked, ...Object.fromEntries([field]) }));
        // These read their own words out of an address, whatever else is in it.
        if (/^(search|readMessages)/.test(name)) expect(answer).toEqual(await settled(perform(asker, asked)));
        else expect(answer).toMatchObject({ code: "bad-command" });
      }
    },
  );
});

/** What came of it, a refusal or an answer. */
const settled = (asked: Promise<unknown>) => asked.catch((refusal: unknown) => refusal);

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
        expect(line).toMatch(
          /^export const \w+ = ((action|leadingAction)\(\w+|formAction\(\w+(, "[/\w]+")?)\);$/,
        );
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
