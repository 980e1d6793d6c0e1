import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { upload } from "@/app/attachments/upload";
import { postMessage } from "@/app/conversation/post";
import { doJobs } from "@/app/due/jobs";
import { receiveMail } from "@/app/mail/receive";
import { jobs } from "@/db/job-parts";
import { businesses } from "@/db/schema";
import {
  DIGEST_MESSAGES_MAX,
  MAIL_AFTER_MS,
  MAIL_ANSWER_AFTER_MS,
  MAIL_FILES_BYTES_MAX,
} from "@/lib/notification";
import { isAutomatic } from "@/lib/server/mail-in/automatic";
import { incomingMail } from "@/lib/server/mail-in/incoming-mail";
import { ANSWER_ABOVE } from "@/lib/server/mail-in/own-words";
import { toldOutside } from "../../support/due-alone";
import { wordsOf } from "../../support/mail-server";
import { castOfSite } from "../../support/viewers";
import { MAIL_DOMAIN, server } from "./post";

const NOW = Date.now();
const later = (ms: number) => new Date(NOW + ms);
const DUE = later(MAIL_ANSWER_AFTER_MS);

/** June, who has no account, has written a mail to Harbor Coffee. */
async function scene() {
  const cast = await castOfSite();
  const { db, businessId, asSam } = cast;
  const [business] = await db.select().from(businesses).where(eq(businesses.id, businessId));
  const june = `june.${randomUUID()}@example.com`;
  const messageId = `<${randomUUID()}@example.com>`;
  const write = (to: string, head: string, text: string) =>
    receiveMail({ raw: Buffer.from(`From: June <${june}>\r\n${head}\r\n\r\n${text}`), recipient: to });
  const shop = `${business?.slug}@${MAIL_DOMAIN}`;
  const { message } = await write(shop, `Subject: Beans\r\nMessage-ID: ${messageId}`, "Do you have beans?");
  const { conversationId } = message;
  return {
    ...cast,
    ...{ conversationId, messageId, write, juneId: message.senderId ?? "" },
    say: (body: string, more: object = {}) => postMessage(asSam, { conversationId, body, ...more }),
    tell: (now = later(0)) => toldOutside(db, conversationId, now),
    work: async (now: Date) => {
      while (await doJobs(now));
    },
    mails: () => server.mails.filter(({ to }) => to.includes(june)),
  };
}

describe("who wrote by mail", () => {
  it("is answered by mail in a minute, in full, once, where they can answer again", async () => {
    const { say, tell, work, mails, messageId, conversationId, write, juneId } = await scene();
    await say("**Yes**, from Guatemala.\nShall I keep some?");
    await tell();
    await say(`And ${"more ".repeat(200)}`);
    await work(later(MAIL_ANSWER_AFTER_MS - 1));
    expect(mails()).toEqual([]);
    await Promise.all([work(DUE), work(DUE)]);
    await tell(DUE);
    await work(later(3 * MAIL_AFTER_MS));
    expect(mails()).toHaveLength(1);
    const source = mails()[0]?.source ?? "";
    const words = wordsOf(source).replaceAll("\r\n", "\n");
    expect(words).toContain("Sam: Yes, from Guatemala.\nShall I keep some?");
    expect(words).toContain("more ".repeat(200).trim());
    expect(words).toContain(ANSWER_ABOVE);
    expect(words).not.toContain("/chats/");
    const mail = await incomingMail(Buffer.from(source));
    expect(mail.subject).toBe("Re: Beans");
    const headerOf = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? "";
    expect(headerOf("in-reply-to")).toBe(messageId);
    expect(headerOf("references")).toContain(messageId);
    expect(headerOf("references")).toContain(conversationId);
    expect(isAutomatic(mail, { returnPath: undefined, domains: [] })).toBe(true);

    const replyTo = headerOf("reply-to").replace(/[<>]/g, "");
    const quoted = `Two bags, please.\r\n\r\nOn Sat, ServiHub Chat wrote:\r\n${words.replace(/^/gm, "> ")}`;
    const { message } = await write(replyTo, "Subject: Re: Beans\r\nIn-Reply-To: <1@x.example>", quoted);
    expect(message).toMatchObject({ conversationId, senderId: juneId, body: "Two bags, please." });
  });

  it("is told of all there is, in as many mails as it takes", async () => {
    const { say, tell, work, mails } = await scene();
    for (let n = 0; n <= DIGEST_MESSAGES_MAX; n++) await say(`line ${n}.`);
    await tell();
    await work(DUE);
    await work(DUE);
    expect(mails()).toHaveLength(2);
    const [first = "", second = ""] = mails().map(({ source }) => wordsOf(source));
    expect(first).toContain(`line ${DIGEST_MESSAGES_MAX - 1}.`);
    expect(first).not.toContain(`line ${DIGEST_MESSAGES_MAX}.`);
    expect(second).toContain(`line ${DIGEST_MESSAGES_MAX}.`);
    expect(second).not.toContain("line 0.");
  });

  it("is sent the files, and told of those that are too large for a mail", async () => {
    const { say, tell, work, mails, asSam, conversationId } = await scene();
    const send = async (name: string, bytes: Buffer) => {
      const file = new Blob([new Uint8Array(bytes)]).stream();
      return (await upload(asSam, { conversationId, id: randomUUID(), name, file })).attachment.id;
    };
    const menu = Buffer.from("%PDF-1.7\nThe menu");
    const film = Buffer.alloc(MAIL_FILES_BYTES_MAX, "x");
    const attachmentIds = [await send("menu.pdf", menu), await send("large.txt", film)];
    await say("Here", { attachmentIds });
    await tell();
    await work(DUE);
    const source = mails()[0]?.source ?? "";
    const mail = await incomingMail(Buffer.from(source));
    expect(mail.files).toMatchObject([{ name: "menu.pdf", mediaType: "application/pdf" }]);
    expect(Buffer.from(mail.files[0]?.bytes ?? [])).toEqual(menu);
    expect(wordsOf(source)).toContain("Sam: Here\r\nmenu.pdf\r\nlarge.txt (too large for a mail");
  });

  it("is answered again later where the mail server refuses", async () => {
    const { say, tell, work, mails, db, juneId } = await scene();
    await say("Hello");
    await tell();
    server.refuse(451);
    await work(DUE);
    const [job] = await db.select().from(jobs).where(eq(jobs.userId, juneId));
    expect(job).toMatchObject({ kind: "mail", tries: 1, givenUpAt: null });
    server.refuse();
    await work(job?.runAt ?? DUE);
    expect(mails()).toHaveLength(1);
  });
});

describe("a mail about what was not read", () => {
  it("can be answered where mails come in, by whom it was sent to", async () => {
    const { asMaya, asSam, ...cast } = await castOfSite();
    const { conversationId } = cast;
    await postMessage(asSam, { conversationId, body: "When do you come?" });
    await toldOutside(cast.db, conversationId, later(0));
    while (await doJobs(later(MAIL_AFTER_MS)));
    const sent = server.mails.find(({ to }) => to.includes(asMaya.email ?? ""));
    const mail = await incomingMail(Buffer.from(sent?.source ?? ""));
    const replyTo = mail.headers.find(({ key }) => key === "reply-to")?.value ?? "";
    const raw = Buffer.from(`From: ${asMaya.email}\r\nIn-Reply-To: ${mail.messageId}\r\n\r\nAt four.`);
    const { message } = await receiveMail({ raw, recipient: replyTo.replace(/[<>]/g, "") });
    expect(message).toMatchObject({ conversationId, senderId: asMaya.id, body: "At four." });
  });
});
