import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { readHead } from "@/app/conversation/history";
import { mailPosted } from "@/app/mail/inbound";
import { businesses } from "@/db/schema";
import { env } from "@/lib/server/env";
import { MAIL_BYTES_MAX } from "@/lib/server/mail-in/incoming-mail";
import { replyAddress } from "@/lib/server/mail-in/reply-address";
import { isBelieved } from "@/lib/server/mail-in/vouched";
import { castOfSite } from "../support/viewers";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

const DOMAIN = "mail.example.com";
const SECRET = "a-secret-of-the-inbound-tests-0123456789";
process.env.MAIL_DOMAIN = DOMAIN;
process.env.MAIL_INBOUND_SECRET = SECRET;

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
