import fs from "node:fs/promises";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { htmlMail } from "@/lib/server/html-mail";
import { sendMail } from "@/lib/server/mail";
import { keepMail, OUTBOX_MAILS_MAX } from "@/lib/server/mail-outbox";
import { openMailServer, wordsOf } from "../../support/mail-server";

const server = await openMailServer();
afterAll(server.close);
beforeEach(() => {
  server.mails.length = 0;
  server.refuse();
});

const post = { from: "ServiHub Chat <chat@example.com>", smtpUrl: server.url, outbox: "/nowhere" };
const letter = htmlMail({
  locale: "en",
  heading: "Maya invites you",
  paragraphs: ["To a tasting"],
  action: { words: "Look", href: "https://chat.example.com/invitations/a.b.c" },
  closing: "Or leave it be.",
});
const mail = { to: "leo@example.com", subject: "An invitation", ...letter };

describe("a mail", () => {
  it("is taken by a mail server, as text and as HTML", async () => {
    await sendMail(post, mail);
    const [taken] = server.mails;
    expect(taken).toMatchObject({ from: "chat@example.com", to: ["leo@example.com"] });
    expect(taken?.source).toMatch(/^Subject: An invitation$/m);
    expect(taken?.source).toContain("text/plain");
    expect(taken?.source).toContain("text/html");
    expect(wordsOf(taken?.source ?? "")).toContain("https://chat.example.com/invitations/a.b.c");
  });

  it.each([
    "Hello\r\nBcc: eve@example.com",
    "Hello\nBcc: eve@example.com",
    "Hello\u2028Bcc: eve@example.com",
    "Hello\u0000\r\n\r\nBcc: eve@example.com",
  ])("[S28] has no other header and no other reader with the subject %j", async (subject) => {
    await sendMail(post, { ...mail, subject });
    expect(server.mails.map(({ to }) => to)).toEqual([["leo@example.com"]]);
    const head = server.mails[0]?.source.split("\r\n\r\n")[0] ?? "";
    expect(head).not.toMatch(/^Bcc:/im);
    expect(head).toContain("Hello");
  });

  it.each([
    "leo@example.com\r\nBcc: eve@example.com",
    "leo@example.com, eve@example.com",
    "Leo <leo@example.com>",
    "leo",
    "",
    `${"x".repeat(250)}@example.com`,
  ])("[S28] goes to nobody with the address %j", async (to) => {
    await expect(sendMail(post, { ...mail, to })).rejects.toThrow();
    expect(server.mails).toEqual([]);
  });

  it.each([451, 550])("[F21] that the server answers by %d is known not to be taken", async (code) => {
    server.refuse(code);
    await expect(sendMail(post, mail)).rejects.toMatchObject({ is: code === 451 ? "temporary" : "refused" });
    server.refuse();
    await sendMail(post, mail);
    expect(server.mails).toHaveLength(1);
  });

  it("[F21] is known not to be taken where no server is", async () => {
    await expect(sendMail({ ...post, smtpUrl: "smtp://127.0.0.1:9" }, mail)).rejects.toMatchObject({
      is: "temporary",
    });
  });

  it.each([
    ["temporary", "before it greets", []],
    ["temporary", "before it is ready", ["220 ready"]],
    ["unknown", "when it has the mail", ["220 ready", "250 hello", "250 who", "250 whom", "354 what"]],
  ])("[F21] is known not to be taken for %s where the server hangs up %s", async (is, _, answers) => {
    const waiting = [...answers];
    const hangingUp = net.createServer((socket) => {
      const answer = () => {
        const next = waiting.shift();
        if (next === undefined) socket.destroy();
        else socket.write(`${next}\r\n`);
      };
      socket.on("data", answer);
      answer();
    });
    await new Promise<void>((done) => hangingUp.listen(0, "127.0.0.1", done));
    onTestFinished(() => void hangingUp.close());
    const { port } = hangingUp.address() as AddressInfo;
    const sent = sendMail({ ...post, smtpUrl: `smtp://127.0.0.1:${port}` }, mail);
    await expect(sent).rejects.toMatchObject({ is });
  });

  it("[S21] has no markup but ours, whatever people are called", () => {
    const { html, text } = htmlMail({
      locale: "ar",
      heading: `<img src=x onerror="alert(1)"> & 'Maya'`,
      paragraphs: ["</p><script>alert(1)</script>"],
      action: { words: "<b>Go", href: 'https://chat.example.com/"><script>' },
      closing: "Bye",
    });
    expect(html).not.toMatch(/<(img|script|b)\b/);
    expect(html).toContain('dir="rtl"');
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Maya&#39;");
    expect(text).toContain("</p><script>");
  });
});

describe("the outbox of one machine", () => {
  it("keeps mails as files, and of the oldest no more than its limit", async () => {
    const outbox = await fs.mkdtemp(path.join(os.tmpdir(), "outbox-"));
    onTestFinished(() => fs.rm(outbox, { recursive: true }));
    await sendMail({ ...post, smtpUrl: undefined, outbox }, mail);
    const [name = ""] = await fs.readdir(outbox);
    expect(name).toMatch(/\.eml$/);
    expect(await fs.readFile(path.join(outbox, name), "utf8")).toMatch(/^To: leo@example\.com\r?$/m);
    const old = Array.from({ length: OUTBOX_MAILS_MAX - 1 }, (_, n) => `2020-01-01T00-00-00-${n}.eml`);
    await Promise.all(old.map((each) => fs.writeFile(path.join(outbox, each), "")));
    expect(await fs.readdir(outbox)).toHaveLength(OUTBOX_MAILS_MAX);
    await keepMail({ to: "leo@example.com", from: post.from, text: "Another" }, outbox);
    const kept = await fs.readdir(outbox);
    expect(kept).toHaveLength(OUTBOX_MAILS_MAX);
    expect(kept).toContain(name);
  });
});
