import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { addressOfFile, openFile } from "@/app/attachments/read";
import { arrivalsFolder } from "@/app/attachments/storage";
import { sweepFiles } from "@/app/attachments/sweep";
import { upload } from "@/app/attachments/upload";
import { readHead } from "@/app/conversation/history";
import { postMessage, removeMessage, restoreMessage } from "@/app/conversation/post";
import { readInbox } from "@/app/inbox/list";
import type { Viewer } from "@/app/viewer";
import { beginUpload, UNSENT_PER_PERSON_MAX } from "@/db/attachments";
import { attachments } from "@/db/conversation-parts";
import { openConversation } from "@/db/conversations";
import { messages } from "@/db/schema";
import { ATTACHMENT_BYTES_MAX } from "@/lib/attachment-limits";
import { FolderStorage } from "@/lib/server/files/folder-storage";
import { photo, webm } from "../lib/server/files/samples";
import { castOfSite } from "../support/viewers";

const menu = Buffer.from("%PDF-1.7\nThe menu");
let cake: Buffer;
beforeAll(async () => {
  cake = await photo();
});

const filesFolder = () => path.join(process.env.DATA_DIR ?? "", "files");
const keptOf = (conversationId: string, id: string) => {
  const folder = path.join(filesFolder(), conversationId, id);
  return fs.existsSync(folder) ? fs.readdirSync(folder).toSorted() : [];
};

interface Asked {
  conversationId: string;
  id?: string;
  name?: string;
  mediaType?: string;
  bytes?: Buffer | Uint8Array;
  [field: string]: unknown;
}
const send = (
  viewer: Viewer | null,
  { id = randomUUID(), name = "menu.pdf", bytes = menu, ...asked }: Asked,
) => upload(viewer, { id, name, file: new Blob([new Uint8Array(bytes)]).stream(), ...asked });

const read = async (viewer: Viewer, id: string, asked: object = {}) => {
  const address = await addressOfFile(viewer, { id, ...asked });
  const token = address.slice("/api/files/".length);
  const { read: readPiece, bytes, ...handed } = await openFile(null, { token });
  return {
    ...handed,
    body: Buffer.from(await new Response(readPiece({ first: 0, last: bytes - 1 })).arrayBuffer()),
  };
};

describe("an upload", () => {
  it("is there whole, once, however often it is repeated", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const asked = {
      conversationId,
      id: randomUUID(),
      name: "../\u202ecake.html",
      mediaType: "text/html",
      bytes: cake,
    };
    const first = await send(asMaya, asked);
    expect(first).toMatchObject({
      isNew: true,
      attachment: {
        ...{ id: asked.id, name: "cake.jpg", mediaType: "image/jpeg", width: 600, height: 900 },
        ...{ durationMs: null, peaks: null, hasThumbnail: true },
      },
    });
    const again = await send(asMaya, { ...asked, id: asked.id.toUpperCase(), bytes: menu });
    expect(again).toEqual({ isNew: false, attachment: first.attachment });
    expect((await sharp((await read(asMaya, asked.id)).body).metadata()).format).toBe("jpeg");
  });

  it("keeps what the browser found out of a voice note", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const said = { durationMs: "4200", peaks: "0,50,100", mediaType: "audio/webm;codecs=opus" };
    const { attachment } = await send(asMaya, { conversationId, name: "Voice.webm", bytes: webm(), ...said });
    expect(attachment).toMatchObject({ mediaType: "audio/webm", durationMs: 4200, peaks: [0, 50, 100] });
    for (const wrong of [
      { peaks: "101" },
      { peaks: `${"1,".repeat(65)}1` },
      { durationMs: "-1" },
      { width: "70000" },
    ])
      await expect(send(asMaya, { conversationId, ...wrong })).rejects.toMatchObject({ code: "bad-command" });
  });

  it("[S11] is a conflict under an id that is somebody else's, or of another conversation", async () => {
    const { db, asMaya, asSam, asLeo, conversationId, businessId } = await castOfSite();
    const { id: leos } = await openConversation(db, { businessId, customerId: asLeo.id });
    const id = randomUUID();
    await send(asMaya, { conversationId, id });
    await expect(send(asSam, { conversationId, id })).rejects.toMatchObject({ code: "conflict" });
    await expect(send(asLeo, { conversationId: leos, id })).rejects.toMatchObject({ code: "conflict" });
    expect(keptOf(leos, id)).toEqual([]);
  });

  it("that another is busy with waits, and one that died is taken up again", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const none = { width: null, height: null, durationMs: null, peaks: null, hasThumbnail: false };
    const begun = { id: randomUUID(), name: "menu.pdf", mediaType: "application/pdf", bytes: 16, ...none };
    await beginUpload(db, { ...begun, conversationId, uploaderId: asMaya.id });
    await expect(send(asMaya, { conversationId, id: begun.id })).rejects.toMatchObject({ code: "busy" });
    await db
      .update(attachments)
      .set({ createdAt: new Date(Date.now() - 91_000) })
      .where(eq(attachments.id, begun.id));
    expect(await send(asMaya, { conversationId, id: begun.id })).toMatchObject({ isNew: true });
  });

  it("is taken at 25 MB and refused one byte past it, and nothing is left of that", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const [whole, over] = [randomUUID(), randomUUID()];
    await send(asMaya, { conversationId, id: whole, bytes: Buffer.alloc(ATTACHMENT_BYTES_MAX, 1) });
    expect(keptOf(conversationId, whole)).toEqual(["original"]);
    const tooLong = send(asMaya, {
      conversationId,
      id: over,
      bytes: Buffer.alloc(ATTACHMENT_BYTES_MAX + 1, 1),
    });
    await expect(tooLong).rejects.toMatchObject({ code: "too-long" });
    expect(keptOf(conversationId, over)).toEqual([]);
    expect(fs.readdirSync(arrivalsFolder())).toEqual([]);
  });

  it("[F10] leaves neither row nor file where there is no room for it", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const id = randomUUID();
    vi.spyOn(FolderStorage.prototype, "put").mockRejectedValueOnce(new Error("ENOSPC"));
    await expect(send(asMaya, { conversationId, id })).rejects.toThrow("ENOSPC");
    expect(keptOf(conversationId, id)).toEqual([]);
    expect(await db.$count(attachments, eq(attachments.id, id))).toBe(0);
    expect(await send(asMaya, { conversationId, id })).toMatchObject({ isNew: true });
  });

  it("is refused past 50 that were never sent", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const row = (n: number) => ({
      ...{ id: randomUUID(), conversationId, uploaderId: asMaya.id, state: "ready" as const },
      ...{ name: `${n}.pdf`, mediaType: "application/pdf" },
    });
    await db.insert(attachments).values(Array.from({ length: UNSENT_PER_PERSON_MAX - 1 }, (_, n) => row(n)));
    await send(asMaya, { conversationId });
    await expect(send(asMaya, { conversationId })).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("a message with files", () => {
  it("brings them in their order, for everybody in the conversation", async () => {
    const { asMaya, asSam, conversationId } = await castOfSite();
    const sent = [
      (await send(asMaya, { conversationId, name: "cake.jpg", bytes: cake })).attachment,
      (await send(asMaya, { conversationId })).attachment,
    ];
    const { message } = await postMessage(asMaya, {
      ...{ conversationId, body: "" },
      attachmentIds: sent.map(({ id }) => id),
    });
    expect(message).toMatchObject({ kind: "file", body: "", attachments: sent });
    expect((await readHead(asSam, { conversationId })).messages[0]?.attachments).toEqual(sent);
    expect((await read(asSam, sent[1]?.id ?? "")).body).toEqual(menu);
  });

  it("is told in lists by what it is, and by its name where nothing else says it", async () => {
    const { asMaya, asSam, businessId, conversationId } = await castOfSite();
    const told = async () => (await readInbox(asSam, { businessId })).conversations[0]?.lastMessage;
    const say = async (body: string, name: string, bytes: Buffer) => {
      const { id } = (await send(asMaya, { conversationId, name, bytes })).attachment;
      return (await postMessage(asMaya, { conversationId, body, attachmentIds: [id] })).message.id;
    };
    await say("", "menu.pdf", menu);
    expect(await told()).toMatchObject({ preview: "menu.pdf", sort: "file" });
    await say("Our cake", "cake.jpg", cake);
    expect(await told()).toMatchObject({ preview: "Our cake", sort: "image" });
    const messageId = await say("", "cake.jpg", cake);
    expect(await told()).toMatchObject({ preview: "", sort: "image" });
    await removeMessage(asMaya, { conversationId, messageId });
    expect(await told()).toMatchObject({ preview: "", sort: "text" });
    await restoreMessage(asMaya, { conversationId, messageId });
    expect(await told()).toMatchObject({ preview: "", sort: "image" });
  });

  it("[S11] takes no file twice, of another person, of another conversation or half received", async () => {
    const { db, asMaya, asSam, asLeo, conversationId, businessId } = await castOfSite();
    const { id: leos } = await openConversation(db, { businessId, customerId: asLeo.id });
    const taken = (await send(asMaya, { conversationId })).attachment.id;
    await postMessage(asMaya, { conversationId, body: "", attachmentIds: [taken] });
    const ofSam = (await send(asSam, { conversationId })).attachment.id;
    const ofLeo = (await send(asLeo, { conversationId: leos })).attachment.id;
    const half = (await send(asMaya, { conversationId })).attachment.id;
    await db.update(attachments).set({ state: "pending" }).where(eq(attachments.id, half));
    const free = (await send(asMaya, { conversationId })).attachment.id;
    for (const id of [taken, ofSam, ofLeo, half, randomUUID()])
      await expect(
        postMessage(asMaya, { conversationId, body: "Look", attachmentIds: [free, id] }),
      ).rejects.toMatchObject({ code: "not-found" });
    expect((await readHead(asMaya, { conversationId })).seq).toBe(1);
    expect(await postMessage(asMaya, { conversationId, body: "", attachmentIds: [free] })).toMatchObject({
      isNew: true,
    });
  });
});

describe("a file", () => {
  it("[S11] is there for those in the conversation, and before it is sent for whoever uploaded it", async () => {
    const [cast, elsewhere] = [await castOfSite(), await castOfSite()];
    const { asMaya, asSam, asNora, asLeo, asGuest, conversationId } = cast;
    const { id } = (await send(asMaya, { conversationId, bytes: cake, name: "cake.jpg" })).attachment;
    const may = async (viewer: Viewer) => (await read(viewer, id)).body.length > 0;
    const refused = { code: "not-found", message: "not-found" };
    expect(await may(asMaya)).toBe(true);
    for (const other of [asSam, asNora, asLeo, asGuest, elsewhere.asSam])
      await expect(addressOfFile(other, { id })).rejects.toMatchObject(refused);
    const { message } = await postMessage(asMaya, { conversationId, body: "", attachmentIds: [id] });
    for (const inside of [asMaya, asSam, asNora]) expect(await may(inside)).toBe(true);
    for (const stranger of [asLeo, asGuest, elsewhere.asSam, elsewhere.asMaya])
      await expect(addressOfFile(stranger, { id })).rejects.toMatchObject(refused);
    await expect(addressOfFile(asMaya, { id: randomUUID() })).rejects.toMatchObject(refused);
    await expect(addressOfFile(null, { id })).rejects.toMatchObject({ code: "unauthorized" });
    await removeMessage(asMaya, { conversationId, messageId: message.id });
    for (const anyone of [asMaya, asSam])
      await expect(addressOfFile(anyone, { id })).rejects.toMatchObject(refused);
  });

  it("[S11] is found by nothing but its own id", async () => {
    const { asMaya } = await castOfSite();
    for (const id of ["../secrets.json", "%2e%2e%2f", `${randomUUID()}/original`, ""])
      await expect(addressOfFile(asMaya, { id })).rejects.toMatchObject({ code: "bad-command" });
    await expect(openFile(null, { token: "../../secrets.json" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("[S22] is shown by a page only if it is a picture, a sound or a film", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const large = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        noise: { type: "gaussian", mean: 128, sigma: 60 },
        background: "red",
      },
    })
      .jpeg()
      .toBuffer();
    const { id } = (await send(asMaya, { conversationId, bytes: large, name: "cake.jpg" })).attachment;
    expect(await read(asMaya, id)).toMatchObject({
      isInline: true,
      mediaType: "image/jpeg",
      variant: "original",
    });
    expect(await read(asMaya, id, { save: "1" })).toMatchObject({ isInline: false, name: "cake.jpg" });
    const small = await read(asMaya, id, { size: "thumbnail" });
    expect(small).toMatchObject({ isInline: true, mediaType: "image/webp", variant: "thumbnail" });
    expect(await sharp(small.body).metadata()).toMatchObject({ width: 640, height: 640 });
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    const drawn = (
      await send(asMaya, { conversationId, bytes: svg, name: "cake.png", mediaType: "image/png" })
    ).attachment;
    expect(await read(asMaya, drawn.id, { size: "thumbnail" })).toMatchObject({ isInline: false });
  });
});

describe("the sweep", () => {
  const DAY = sql`now() - interval '25 hours'`;
  let nowMs = Date.now();
  const sweep = () => {
    nowMs += 11 * 60_000;
    return sweepFiles(nowMs);
  };

  it("removes files that nobody sent within a day, and then nobody can send them", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const [old, fresh] = [
      (await send(asMaya, { conversationId })).attachment.id,
      (await send(asMaya, { conversationId })).attachment.id,
    ];
    await db.update(attachments).set({ createdAt: DAY }).where(eq(attachments.id, old));
    await sweep();
    expect(keptOf(conversationId, old)).toEqual([]);
    expect(await db.$count(attachments, eq(attachments.id, old))).toBe(0);
    expect(keptOf(conversationId, fresh)).toEqual(["original"]);
    const asked = postMessage(asMaya, { conversationId, body: "", attachmentIds: [old] });
    await expect(asked).rejects.toMatchObject({ code: "not-found" });
  });

  it("removes files of messages deleted a day ago, and of no others", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const say = async () => {
      const { id } = (await send(asMaya, { conversationId })).attachment;
      const { message } = await postMessage(asMaya, { conversationId, body: "", attachmentIds: [id] });
      await db.update(attachments).set({ createdAt: DAY }).where(eq(attachments.id, id));
      return { id, messageId: message.id };
    };
    const [long, now, never] = [await say(), await say(), await say()];
    for (const { messageId } of [long, now]) await removeMessage(asMaya, { conversationId, messageId });
    await db.update(messages).set({ deletedAt: DAY }).where(eq(messages.id, long.messageId));
    await sweep();
    expect(keptOf(conversationId, long.id)).toEqual([]);
    expect(await db.$count(attachments, eq(attachments.id, long.id))).toBe(0);
    for (const { id } of [now, never]) expect(keptOf(conversationId, id)).toEqual(["original"]);
  });

  it("finds again what it could not remove, and does not run twice in ten minutes", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const { id } = (await send(asMaya, { conversationId })).attachment;
    await db.update(attachments).set({ createdAt: DAY }).where(eq(attachments.id, id));
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(FolderStorage.prototype, "remove").mockRejectedValueOnce(new Error("away"));
    await sweep();
    expect(await db.$count(attachments, eq(attachments.id, id))).toBe(1);
    await sweepFiles(nowMs + 60_000);
    expect(await db.$count(attachments, eq(attachments.id, id))).toBe(1);
    await sweep();
    expect(await db.$count(attachments, eq(attachments.id, id))).toBe(0);
    expect(keptOf(conversationId, id)).toEqual([]);
  });
});
