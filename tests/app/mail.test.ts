import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { receiveMail } from "@/app/mail/receive";
import { limits } from "@/app/redis";
import { setBlock } from "@/db/blocks";
import { attachments } from "@/db/conversation-parts";
import { businesses, conversations, messages, users } from "@/db/schema";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { env } from "@/lib/server/env";
import { replyAddress } from "@/lib/server/mail-in/reply-address";
import { policies } from "@/lib/server/rate-limit";
import { castOfSite } from "../support/viewers";

const DOMAIN = "mail.example.com";
process.env.MAIL_DOMAIN = DOMAIN;
process.env.MAIL_INBOUND_SECRET = "a-secret-of-the-mail-tests-0123456789";

interface Written {
  from: string;
  to: string;
  text?: string;
  subject?: string;
  head?: string;
  messageId?: string;
  files?: { name: string; type: string; bytes: Buffer }[];
}

function sourceOf({ from, text = "", subject = "Beans", head, messageId, files = [] }: Written): Buffer {
  const lines = [
    ...[`From: ${from}`, `Subject: ${subject}`, "MIME-Version: 1.0"],
    ...(messageId === "" ? [] : [`Message-ID: ${messageId ?? `<${randomUUID()}@example.com>`}`]),
    ...(head ? [head] : []),
    ...["Content-Type: multipart/mixed; boundary=b", "", "--b"],
    ...["Content-Type: text/plain; charset=utf-8", "", text],
    ...files.flatMap(({ name, type, bytes }) => [
      ...["--b", `Content-Type: ${type}; name="${name}"`, "Content-Transfer-Encoding: base64"],
      ...[`Content-Disposition: attachment; filename="${name}"`, "", bytes.toString("base64")],
    ]),
    "--b--",
  ];
  return Buffer.from(lines.join("\r\n"));
}

const hand = (written: Written) => receiveMail({ raw: sourceOf(written), recipient: written.to });

async function scene() {
  const cast = await castOfSite();
  const { db, businessId, conversationId, asMaya, asSam, asLeo } = cast;
  const [business] = await db.select().from(businesses).where(eq(businesses.id, businessId));
  const secret = env().TOKEN_SECRET;
  const addressFor = (userId: string, id = conversationId) =>
    replyAddress({ conversationId: id, userId }, { domain: DOMAIN, secret });
  return {
    ...cast,
    addressFor,
    shop: `${business?.slug}@${DOMAIN}`,
    mayas: { from: `Maya <${asMaya.email}>`, to: addressFor(asMaya.id) },
    sams: { from: `${asSam.email}`, to: addressFor(asSam.id) },
    leos: { from: `${asLeo.email}`, to: addressFor(asLeo.id) },
    said: async () => (await readHead(asMaya, { conversationId })).messages.map(({ body }) => body),
    conversationsOf: (address: string) =>
      db
        .select({
          id: conversations.id,
          channel: conversations.channel,
          customerId: conversations.customerId,
        })
        .from(conversations)
        .innerJoin(users, eq(users.id, conversations.customerId))
        .where(eq(users.mailAddress, address)),
    bodiesOf: async (id: string) =>
      (await db.select().from(messages).where(eq(messages.conversationId, id)).orderBy(messages.seq)).map(
        ({ body }) => body,
      ),
  };
}

const stranger = () => `june.${randomUUID()}@example.com`;
const answers = "In-Reply-To: <1@mail.example.org>";

describe("an answer by mail", () => {
  it("is a message of whoever got the mail, without what it quotes, once however often it is handed over", async () => {
    const { mayas, said, maya } = await scene();
    const text = "At four.\r\n\r\nOn Sat, Harbor wrote:\r\n> When do you come?";
    const written = { ...mayas, text, head: answers, messageId: `<${randomUUID()}@example.com>` };
    const [first, second] = await Promise.all([hand(written), hand(written)]);
    const third = await hand({ ...written, to: written.to.toUpperCase() });
    expect(first?.message).toMatchObject({ senderId: maya.userId, senderRole: "customer", body: "At four." });
    expect([first, second, third].filter((each) => each?.isNew)).toHaveLength(1);
    expect(await said()).toEqual(["At four."]);
    await hand({ ...written, messageId: "", text: "No id" });
    await hand({ ...written, messageId: "", text: "No id" });
    expect(await said()).toEqual(["At four.", "No id"]);
  });

  it("is a colleague's where it was a colleague who got the mail", async () => {
    const { sams, said, sam } = await scene();
    const { message } = await hand({ ...sams, text: "Yes, we have.", head: answers });
    expect(message).toMatchObject({ senderId: sam.userId, senderRole: "agent" });
    expect(await said()).toContain("Yes, we have.");
  });

  it("is refused from anybody else, to an address nobody was given, and of whoever may not any more", async () => {
    const { mayas, sams, leos, addressFor, maya, said } = await scene();
    const forged = [
      { ...mayas, from: sams.from },
      { ...mayas, from: stranger() },
      // He was never given one of this conversation.
      leos,
      { ...mayas, to: addressFor(maya.userId, randomUUID()) },
    ];
    for (const written of forged)
      await expect(hand({ ...written, text: "Let me in", head: answers })).rejects.toMatchObject({
        code: "forbidden",
      });
    const wrong = mayas.to.replace(/.@/, (last) => (last === "a@" ? "q@" : "a@"));
    await expect(hand({ ...mayas, to: wrong, text: "Let me in" })).rejects.toThrow();
    const elsewhere = mayas.to.replace(DOMAIN, "elsewhere.example.com");
    await expect(hand({ ...mayas, to: elsewhere, text: "Hi" })).rejects.toMatchObject({ code: "not-found" });
    expect(await said()).toEqual([]);
  });

  it("is refused and kept nowhere where a program sent it, or it says nothing", async () => {
    const { mayas, said } = await scene();
    for (const head of ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Loop: chat", "List-Id: <a.b>"])
      await expect(hand({ ...mayas, head, text: "I am away" })).rejects.toMatchObject({ code: "forbidden" });
    const bounce = { raw: sourceOf({ ...mayas, text: "Undelivered" }), recipient: mayas.to, returnPath: "" };
    await expect(receiveMail(bounce)).rejects.toMatchObject({ code: "forbidden" });
    const empty = { ...mayas, text: "> only what was said", head: answers };
    await expect(hand(empty)).rejects.toMatchObject({ code: "bad-command" });
    expect(await said()).toEqual([]);
  });

  it("brings its files, and names those that are not taken", async () => {
    const { mayas, db } = await scene();
    const menu = { name: "menu.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-1.7\nThe menu") };
    const empty = { name: "empty.txt", type: "text/plain", bytes: Buffer.alloc(0) };
    const written = { ...mayas, head: answers, messageId: `<${randomUUID()}@example.com>` };
    const { message } = await hand({ ...written, text: "Here", files: [menu, empty] });
    expect(message.attachments).toMatchObject([{ name: "menu.pdf", mediaType: "application/pdf" }]);
    expect(message.body).toBe("Here\n\nNot taken from the mail: empty.txt");
    const again = await hand({ ...written, text: "Here", files: [menu, empty] });
    expect(again.isNew).toBe(false);
    const kept = await db.select().from(attachments).where(eq(attachments.messageId, message.id));
    expect(kept).toMatchObject([{ state: "ready" }]);

    const many = Array.from({ length: ATTACHMENTS_PER_MESSAGE_MAX + 1 }, (_, n) => ({
      ...menu,
      name: `${n}.pdf`,
    }));
    const full = (await hand({ ...mayas, head: answers, text: "Many", files: many })).message;
    expect(full.attachments).toHaveLength(ATTACHMENTS_PER_MESSAGE_MAX);
    expect(full.body).toContain(`${ATTACHMENTS_PER_MESSAGE_MAX}.pdf`);
  });

  it("that is longer than a message is there whole, as a file", async () => {
    const { mayas } = await scene();
    const text = `${"long ".repeat(BODY_LENGTH_MAX / 5)}the end`;
    const { message } = await hand({ ...mayas, head: answers, text });
    expect(message.body.length).toBeLessThanOrEqual(BODY_LENGTH_MAX);
    expect(message.attachments).toMatchObject([{ name: "message.txt", bytes: text.length }]);
  });
});

describe("a mail to a business", () => {
  it("opens a conversation that came by e-mail, with what it is about, and the next one goes on with it", async () => {
    const { shop, conversationsOf, bodiesOf, db } = await scene();
    const from = stranger();
    await Promise.all(
      ["One", "Two"].map((text) => hand({ from: `June <${from}>`, to: shop, text, head: answers })),
    );
    await hand({ from: `June <${from.toUpperCase()}>`, to: shop.toUpperCase(), text: "Three" });
    const [opened, ...others] = await conversationsOf(from);
    expect(others).toEqual([]);
    expect(opened?.channel).toBe("email");
    expect((await bodiesOf(opened?.id ?? "")).toSorted()).toEqual(["Beans\n\nThree", "One", "Two"]);
    const [guest] = await db.select().from(users).where(eq(users.mailAddress, from));
    expect(guest).toMatchObject({ name: "June", email: null, passwordHash: null });
  });

  it("speaks for nobody who has an account with its address", async () => {
    const { shop, asMaya, asSam, said, conversationsOf, maya } = await scene();
    for (const email of [asMaya.email ?? "", asSam.email ?? ""]) {
      const { message } = await hand({ from: email, to: shop, text: "It is me" });
      expect(message.senderRole).toBe("customer");
      expect([maya.userId, asSam.id]).not.toContain(message.senderId);
      expect(await conversationsOf(email)).toHaveLength(1);
    }
    expect(await said()).toEqual([]);
  });

  it("is answered by whom it was written by alone, and not by who has an account with that address", async () => {
    const { shop, asMaya, addressFor, bodiesOf } = await scene();
    const from = asMaya.email ?? "";
    const { message } = await hand({ from, to: shop, text: "By mail" });
    const to = addressFor(message.senderId ?? "", message.conversationId);
    await hand({ from, to, text: "And again", head: answers });
    expect(await bodiesOf(message.conversationId)).toEqual(["Beans\n\nBy mail", "And again"]);
    await expect(
      postMessage(asMaya, { conversationId: message.conversationId, body: "Mine?" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  it("is refused of whom the business blocked, and to no business", async () => {
    const { shop, businessId, sam, bodiesOf } = await scene();
    const from = stranger();
    const { message } = await hand({ from, to: shop, text: "Hello" });
    const block = { until: null, reason: "" };
    const asked = { businessId, customerId: message.senderId ?? "", by: sam.userId, rev: undefined };
    await setBlock((await scene()).db, { ...asked, block, nowMs: Date.now() });
    const { tellBlocks } = await import("@/app/inbox/blocks");
    while (await tellBlocks());
    await expect(hand({ from, to: shop, text: "Still here" })).rejects.toMatchObject({ code: "blocked" });
    expect(await bodiesOf(message.conversationId)).toEqual(["Beans\n\nHello"]);
    const nobody = { from, to: `nobody-${randomUUID()}@${DOMAIN}`, text: "Hi" };
    await expect(hand(nobody)).rejects.toMatchObject({ code: "not-found" });
  });

  it("opens a conversation again that was over", async () => {
    const { shop, db } = await scene();
    const from = stranger();
    const { message } = await hand({ from, to: shop, text: "Hello" });
    const isIt = eq(conversations.id, message.conversationId);
    await db.update(conversations).set({ status: "completed" }).where(isIt);
    await hand({ from, to: shop, text: "One more" });
    expect((await db.select().from(conversations).where(isIt))[0]?.status).toBe("open");
  });

  it("is put off past so many of one sender", async () => {
    const { shop } = await scene();
    const from = stranger();
    const { uses } = policies["mail:sender"];
    const text = "Hello";
    for (let n = 0; n < uses; n++) await hand({ from, to: `nobody@${DOMAIN}`, text }).catch(() => null);
    await expect(hand({ from, to: shop, text })).rejects.toMatchObject({
      code: "too-many",
      isRetryable: true,
    });
  });

  it("is put off past so many in one conversation", async () => {
    const { mayas, conversationId } = await scene();
    const { uses } = policies["mail:conversation"];
    for (let n = 1; n < uses; n++) await limits().use("mail:conversation", conversationId);
    await expect(hand({ ...mayas, text: "The last" })).resolves.toMatchObject({ isNew: true });
    await expect(hand({ ...mayas, text: "And one" })).rejects.toMatchObject({ code: "too-many" });
  });

  it("is put off past so many who write to a business for the first time, and not for who wrote before", async () => {
    const { shop, businessId } = await scene();
    const { uses } = policies["mail:business"];
    for (let n = 1; n < uses; n++) await limits().use("mail:business", businessId);
    const known = { from: stranger(), to: shop };
    await expect(hand({ ...known, text: "The last" })).resolves.toMatchObject({ isNew: true });
    await expect(hand({ from: stranger(), to: shop, text: "Hello" })).rejects.toMatchObject({
      code: "too-many",
    });
    await expect(hand({ ...known, text: "And more" })).resolves.toMatchObject({ isNew: true });
  });
});
