import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { readHead } from "@/app/conversation/history";
import { mailPosted } from "@/app/mail/inbound";
import { setBlock } from "@/db/blocks";
import { businesses, users } from "@/db/schema";
import { env } from "@/lib/server/env";
import { isAutomatic } from "@/lib/server/mail-in/automatic";
import { incomingMail, MAIL_BYTES_MAX } from "@/lib/server/mail-in/incoming-mail";
import { replyAddress } from "@/lib/server/mail-in/reply-address";
import { isBelieved } from "@/lib/server/mail-in/vouched";
import { openMailServer, wordsOf } from "../support/mail-server";
import { castOfSite } from "../support/viewers";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

const DOMAIN = "mail.example.com";
const SECRET = "a-secret-of-the-inbound-tests-0123456789";
process.env.MAIL_DOMAIN = DOMAIN;
process.env.MAIL_INBOUND_SECRET = SECRET;
const mails = await openMailServer();
process.env.SMTP_URL = mails.url;
process.env.MAIL_FROM = "ServiHub Chat <chat@example.com>";
afterAll(mails.close);

const basic = (password: string) => `Basic ${Buffer.from(`mail:${password}`).toString("base64")}`;

async function scene() {
  const cast = await castOfSite();
  const { asMaya, conversationId } = cast;
  const secret = env().TOKEN_SECRET;
  const to = replyAddress({ conversationId, userId: asMaya.id }, { domain: DOMAIN, secret });
  const source = (text: string) =>
    `From: ${asMaya.email}\r\nMessage-ID: <${randomUUID()}@example.com>\r\nSubject: Re: Hi\r\nIn-Reply-To: <1@x.example>\r\n\r\n${text}`;
  const post = (body: BodyInit, headers: Record<string, string>) =>
    mailPosted(new Request("http://site.example", { method: "POST", body, headers }));
  return {
    ...cast,
    to,
    source,
    inJson: (fields: object, authorization = basic(SECRET)) =>
      post(JSON.stringify(fields), { authorization, "content-type": "application/json; charset=utf-8" }),
    asIs: (body: BodyInit, recipient = to, more: Record<string, string> = {}) =>
      post(body, {
        ...{ authorization: basic(SECRET), "content-type": "message/rfc822", "mail-recipient": recipient },
        ...more,
      }),
    said: async () => (await readHead(asMaya, { conversationId })).messages.map(({ body }) => body),
  };
}

describe("a mail that is handed in", () => {
  it("is stored once, by a provider's JSON and as it is, by whichever road it comes first", async () => {
    const { inJson, asIs, source, to, said } = await scene();
    const mail = source("Café at four");
    const both = [inJson({ OriginalRecipient: to, RawEmail: mail, Subject: "Re: Hi" }), asIs(mail)];
    const answers = await Promise.all(both);
    expect(answers).toContainEqual({ stored: true });
    expect(answers).toContainEqual({ stored: false });
    expect(await said()).toEqual(["Café at four"]);
  });

  it("is looked at only where the secret comes with it", async () => {
    const { inJson, source, to, said } = await scene();
    const fields = { OriginalRecipient: to, RawEmail: source("Let me in") };
    for (const authorization of ["", basic(""), basic(`${SECRET}x`), `Bearer ${SECRET}`])
      await expect(inJson(fields, authorization)).rejects.toMatchObject({ code: "unauthorized" });
    expect(await said()).toEqual([]);
  });

  it("is done with where it is refused for good, and asked for again where it is not", async () => {
    const { inJson, asIs, source, to } = await scene();
    expect(await asIs(source("Hi"), `nobody-${randomUUID()}@${DOMAIN}`)).toEqual({ refused: "not-found" });
    expect(await asIs(source("Undelivered"), to, { "mail-return-path": "" })).toEqual({
      refused: "forbidden",
    });
    expect(await inJson({ OriginalRecipient: to })).toEqual({ refused: "bad-command" });
    expect(await asIs("no mail")).toEqual({ refused: "bad-command" });
    expect(await asIs("")).toEqual({ refused: "bad-command" });
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("the rooms are away"));
    await expect(asIs(source("Later"))).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
  });

  it("is refused past its limit, and read up to there", async () => {
    const { asIs, source } = await scene();
    const head = source("Big\r\n\r\n");
    const big = (bytes: number) => Buffer.concat([Buffer.from(head), Buffer.alloc(bytes - head.length, "a")]);
    expect(await asIs(new Uint8Array(big(MAIL_BYTES_MAX + 1)))).toEqual({ refused: "too-long" });
  });
});

describe("who sent a mail that is refused", () => {
  const servId = "mx.example.org";
  const vouched = `Authentication-Results: ${servId}; spf=pass; dkim=pass; dmarc=pass header.from=example.com`;
  beforeEach(() => {
    env().MAIL_AUTHSERV_ID = servId;
  });
  afterEach(() => {
    env().MAIL_AUTHSERV_ID = undefined;
  });

  async function handing() {
    const { inJson, ...cast } = await scene();
    const from = `june.${randomUUID()}@example.com`;
    const head = (more: string[], sender = from) =>
      [`From: June <${sender}>`, "Subject: Beans", "Message-ID: <beans@example.com>", ...more].join("\r\n");
    const nobody = `nobody-${randomUUID()}@${DOMAIN}`;
    return {
      ...cast,
      ...{ from, head, nobody },
      hands: (source: string, recipient = nobody) =>
        inJson({ OriginalRecipient: recipient, RawEmail: source }),
      toldTo: (address = from) => mails.mails.filter(({ to }) => to.includes(address)),
    };
  }

  it("is told why by one mail in an hour, to which nobody is to answer and which nobody returns", async () => {
    const { hands, head, from, nobody, toldTo } = await handing();
    const source = `${head([vouched])}\r\n\r\nHave you any?`;
    for (let times = 0; times < 3; times += 1) expect(await hands(source)).toEqual({ refused: "not-found" });
    const [mail, ...more] = toldTo();
    expect(more).toEqual([]);
    expect(mail?.from).toBe("");
    expect(mail?.source).toMatch(/^Auto-Submitted: auto-replied$/m);
    expect(mail?.source).toMatch(/^In-Reply-To: <beans@example.com>$/m);
    expect(mail?.source).toMatch(/^Subject: Not delivered: Beans$/m);
    const words = wordsOf(mail?.source ?? "");
    expect(words).toContain(`Your mail to ${nobody} could not be taken`);
    expect(words).toContain("nobody at this address");
    // Of what they wrote nothing goes out, and what they are told is told to no program in turn.
    expect(words).not.toContain("Have you any?");
    const { headers } = await incomingMail(Buffer.from(mail?.source ?? ""));
    const ours = { headers, from: { address: from, name: "" }, messageId: null };
    expect(isAutomatic(ours, { returnPath: undefined, domains: [] })).toBe(true);
  });

  it("is told in their language that a business takes nothing from them, and of what is too large", async () => {
    const { hands, asMaya, nora, db, businessId, to, toldTo, head } = await handing();
    await db.update(users).set({ locale: "es" }).where(eq(users.id, asMaya.id));
    const block = { until: null, reason: "" };
    const of = { businessId, customerId: asMaya.id, by: nora.userId, rev: undefined };
    await setBlock(db, { ...of, block, nowMs: Date.now() });
    const source = `${head([vouched], asMaya.email ?? "")}\r\n\r\nHi`;
    expect(await hands(source, to)).toEqual({ refused: "blocked" });
    expect(wordsOf(toldTo(asMaya.email ?? "")[0]?.source ?? "")).toContain("no acepta mensajes tuyos");
    const big = `${head([vouched])}\r\n\r\n${"a".repeat(MAIL_BYTES_MAX)}`;
    expect(await hands(big)).toEqual({ refused: "too-long" });
    expect(wordsOf(toldTo()[0]?.source ?? "")).toContain("too large");
  });

  it.each([
    ["without a word of the mail server in front", []],
    ["without its word on whose it is", [`Authentication-Results: ${servId}; spf=pass`]],
    ["where it found it forged", [`Authentication-Results: ${servId}; spf=pass; dmarc=fail`]],
    ["where it left that open", [`Authentication-Results: ${servId}; spf=pass; dmarc=none`]],
    ["by the word of another", ["Authentication-Results: mx.eve.example; dmarc=pass"]],
    ["below its own word", [`Authentication-Results: ${servId}; dmarc=fail`, vouched]],
    ["of a program", [vouched, "Auto-Submitted: auto-replied"]],
    ["to many", [vouched, "Precedence: bulk"]],
    ["of a list", [vouched, "List-Unsubscribe: <https://news.example.com/stop>"]],
    ["of nobody", [vouched, "Return-Path: <>"]],
    ["that tells of a delivery", [vouched, "Content-Type: multipart/report; boundary=b"]],
    ["that wants no answer", [vouched, "X-Auto-Response-Suppress: All"]],
    ["of our own", [vouched, "X-Loop: ServiHub Chat"]],
  ])("is told nothing %s", async (_, more) => {
    const { hands, head, toldTo } = await handing();
    expect(await hands(`${head(more)}\r\n\r\nHi`)).toEqual({ refused: expect.any(String) });
    expect(toldTo()).toEqual([]);
  });

  it("is told nothing where no mail server in front is known, by SMTP, or of what is no mail", async () => {
    const { hands, head, toldTo, asIs, nobody } = await handing();
    const source = `${head([vouched])}\r\n\r\nHi`;
    expect(await asIs(source, nobody, { "mail-return-path": "june@example.com" })).toEqual({
      refused: "not-found",
    });
    expect(await hands(`From: a@example.com, b@example.com\r\n${vouched}\r\n\r\nHi`)).toEqual({
      refused: "bad-command",
    });
    env().MAIL_AUTHSERV_ID = undefined;
    expect(await hands(source)).toEqual({ refused: "not-found" });
    expect(toldTo()).toEqual([]);
    expect(toldTo("a@example.com")).toEqual([]);
  });

  it("costs the provider nothing where the answer is not taken", async () => {
    const { hands, head, toldTo } = await handing();
    mails.refuse(450);
    onTestFinished(() => mails.refuse());
    expect(await hands(`${head([vouched])}\r\n\r\nHi`)).toEqual({ refused: "not-found" });
    expect(toldTo()).toEqual([]);
  });
});

describe("a mail that its domain disowns", () => {
  it("is refused to a business, where the mail server in front says so", async () => {
    const { db, businessId, asIs } = await scene();
    const [business] = await db.select().from(businesses).where(eq(businesses.id, businessId));
    const shop = `${business?.slug}@${DOMAIN}`;
    env().MAIL_AUTHSERV_ID = "mx.example.org";
    const from = `june.${randomUUID()}@example.com`;
    const mail = (results: string) => `Authentication-Results: ${results}\r\nFrom: ${from}\r\n\r\nHello`;
    expect(await asIs(mail("mx.example.org; dmarc=fail header.from=example.com"), shop)).toEqual({
      refused: "forbidden",
    });
    expect(await asIs(mail("mx.example.org; spf=pass; dmarc=pass"), shop)).toEqual({ stored: true });
    env().MAIL_AUTHSERV_ID = undefined;
  });

  it.each([
    ["mx.us; dmarc=pass", true],
    ["MX.us; spf=fail; dmarc=none", true],
    ["mx.us; dmarc=fail", false],
    ["mx.us; spf=pass", false],
    ["mx.eve; dmarc=pass", false],
    ['mx.us; spf=fail smtp.mailfrom="; dmarc=pass"@eve.example', false],
    ["mx.us; spf=fail (; dmarc=pass)", false],
  ])("is told by our own server's line alone: %s", (value, isIt) => {
    const headers = [{ key: "authentication-results", value }];
    expect(isBelieved({ headers }, "mx.us")).toBe(isIt);
    const above = { key: "authentication-results", value: "mx.us; dmarc=fail" };
    expect(isBelieved({ headers: [above, ...headers] }, "mx.us")).toBe(false);
  });
});
