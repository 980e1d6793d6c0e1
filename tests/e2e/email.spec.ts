import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { wordsOf } from "../support/mail-server";
import { openChat, openInInbox, said, say } from "./conversation";
import { query } from "./database";
import { expect, test } from "./stage";

const DOMAIN = "mail.example.com";

/** By SMTP, to the receiver that runs with the site. */
const post = (mail: { from: string; to: string; subject?: string; text: string; inReplyTo?: string }) =>
  createTransport({
    host: "127.0.0.1",
    port: Number(process.env.E2E_MAIL_PORT),
    ignoreTLS: true,
  }).sendMail(mail);

/** The mail to an address that holds a text, once it has gone out; what waits to go out is due at once. */
async function mailTo(email: string, text: string): Promise<string> {
  let found: string | undefined;
  await expect(async () => {
    await query(
      "update jobs set run_at = now() where user_id in (select id from users where $1 in (email, mail_address))",
      [email],
    );
    const folder = process.env.E2E_OUTBOX ?? "";
    const names = await fs.readdir(folder).catch(() => []);
    const sources = await Promise.all(names.map((name) => fs.readFile(path.join(folder, name), "utf8")));
    found = sources.find((source) => source.includes(`To: ${email}`) && wordsOf(source).includes(text));
    expect(found).toBeDefined();
  }).toPass();
  return found ?? "";
}

function replyToOf(source: string): string {
  return /reply\+[a-z2-7]+@mail\.example\.com/.exec(source)?.[0] ?? "";
}

test("Maya closes her tab, answers the mail, and her answer is in Sam's inbox at once", async ({ enter }) => {
  const tag = randomUUID().slice(0, 8);
  const [maya, sam] = await Promise.all([enter("Maya Fernandes"), enter("Sam Okafor")]);
  await openChat(maya, "harbor-coffee");
  await say(maya, `Is it in? ${tag}`);
  await expect(said(maya, `Is it in? ${tag}`)).toContainText(/Sent|Delivered|Read/);
  await maya.context().close();
  await openInInbox(sam, "Maya Fernandes");
  await say(sam, `It came today ${tag}`);
  const mail = await mailTo("maya@example.com", `It came today ${tag}`);
  const quoted = wordsOf(mail).replace(/^/gm, "> ").slice(0, 2_000);
  const text = `I take two ${tag}\n\nOn Sat, Nov 21, 2026 at 10:00 AM ServiHub Chat wrote:\n\n${quoted}`;
  const answer = { from: "maya@example.com", to: replyToOf(mail), inReplyTo: "<1@mail.example.com>", text };
  await expect(post({ ...answer, from: "leo@example.com" })).rejects.toMatchObject({ responseCode: 550 });
  await post(answer);
  await expect(said(sam, `I take two ${tag}`)).toBeVisible();
  await expect(said(sam, `I take two ${tag}`)).not.toContainText("wrote");
});

test("A first mail to a business opens a conversation that Sam answers like any other, by mail", async ({
  enter,
}) => {
  const tag = randomUUID().slice(0, 8);
  const june = `june.${tag}@example.org`;
  await post({
    from: `June ${tag} <${june}>`,
    to: `harbor-coffee@${DOMAIN}`,
    subject: "Beans",
    text: "Do you have beans?",
  });
  const sam = await enter("Sam Okafor");
  await openInInbox(sam, `June ${tag}`);
  await expect(sam.getByRole("link", { name: `June ${tag}` })).toContainText("By e-mail");
  await expect(said(sam, "Do you have beans?")).toContainText("Beans");
  await expect(sam.getByText(june)).toBeVisible();
  await say(sam, `From Guatemala ${tag}`);
  const mail = await mailTo(june, `From Guatemala ${tag}`);
  expect(mail).toContain("Subject: Re: Beans");
  await post({ from: june, to: replyToOf(mail), text: `Two bags ${tag}`, inReplyTo: "<2@mail.example.com>" });
  await expect(said(sam, `Two bags ${tag}`)).toBeVisible();
});
