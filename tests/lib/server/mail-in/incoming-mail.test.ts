import { describe, expect, it } from "vitest";
import { isAutomatic } from "@/lib/server/mail-in/automatic";
import { incomingMail, MAIL_BYTES_MAX, MAIL_TEXT_LENGTH_MAX } from "@/lib/server/mail-in/incoming-mail";

const read = (source: string) => incomingMail(Buffer.from(source.replace(/\n/g, "\r\n")));
const head = "From: Maya <Maya@Example.com>\nMessage-ID: <1@example.com>\nSubject: Beans";

describe("a mail that comes in", () => {
  it("is read: who, what about, words and files", async () => {
    const mail = await read(
      `${head}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9?\n--b\nContent-Type: application/pdf; name="menu.pdf"\nContent-Disposition: attachment; filename="menu.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjc=\n--b--\n`,
    );
    expect(mail).toMatchObject({
      from: { address: "maya@example.com", name: "Maya" },
      ...{ messageId: "<1@example.com>", subject: "Beans", text: "Café?", isAnswer: false },
    });
    expect(mail.files).toHaveLength(1);
    expect(mail.files[0]).toMatchObject({ name: "menu.pdf", mediaType: "application/pdf" });
    expect(Buffer.from(mail.files[0]?.bytes ?? []).toString()).toBe("%PDF-1.7");
  });

  it("is without its quotes where it answers, and whole where it does not", async () => {
    const text = "Yes\n\nOn Sat, Harbor wrote:\n> Coming?";
    expect((await read(`${head}\nIn-Reply-To: <2@x.example>\n\n${text}`)).text).toBe("Yes");
    expect((await read(`${head}\n\n${text}`)).text).toBe(text);
  });

  it("has the name of its address where it gives none that can be shown", async () => {
    for (const name of ["", "\u202eMaya"])
      expect((await read(`From: ${name} <maya@example.com>\n\nHi`)).from.name).toBe("maya");
  });

  it.each([
    "Subject: nobody\n\nHi",
    "From: maya@example.com\nFrom: eve@example.com\n\nHi",
    "From: maya@example.com, eve@example.com\n\nHi",
    "From: team: maya@example.com, eve@example.com;\n\nHi",
    "From: nobody\n\nHi",
    "",
  ])("is refused where it has not one sender: %j", async (source) => {
    await expect(read(source)).rejects.toMatchObject({ code: "bad-command" });
  });

  it("is refused past its limits", async () => {
    await expect(incomingMail(new Uint8Array(MAIL_BYTES_MAX + 1))).rejects.toMatchObject({
      code: "too-long",
    });
    const words = `${head}\n\n${"a".repeat(MAIL_TEXT_LENGTH_MAX + 1)}`;
    await expect(incomingMail(Buffer.from(words))).rejects.toMatchObject({ code: "too-long" });
    const longest = `${head}\n\n${"a".repeat(MAIL_TEXT_LENGTH_MAX - 2)}`;
    expect((await incomingMail(Buffer.from(longest))).text.length).toBeGreaterThan(MAIL_TEXT_LENGTH_MAX - 3);
    const nested = Array.from(
      { length: 40 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}`,
    );
    await expect(read(`${head}\n${nested.join("\n")}\n\nHi`)).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("a mail that no person sent", () => {
  const ours = { returnPath: undefined, domains: ["mail.example.com"] };
  it.each([
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated (vacation)",
    "Precedence: bulk",
    "Precedence: Auto_Reply",
    "List-Id: <news.example.com>",
    "X-Loop: chat",
    "Return-Path: <>",
  ])("is known by %s", async (header) => {
    expect(isAutomatic(await read(`${head}\n${header}\n\nHi`), ours)).toBe(true);
  });

  it("is known by who sent it, and by who is told where it fails", async () => {
    for (const from of [
      "MAILER-DAEMON@x.example",
      "no-reply@x.example",
      "noreply+1@x.example",
      "shop@mail.example.com",
    ])
      expect(isAutomatic(await read(`From: ${from}\n\nHi`), ours)).toBe(true);
    const own = await read("From: maya@example.com\nMessage-ID: <a.1@mail.example.com>\n\nHi");
    expect(isAutomatic(own, ours)).toBe(true);
    expect(isAutomatic(await read(`${head}\n\nHi`), { ...ours, returnPath: "" })).toBe(true);
  });

  it("is none with the headers of a person", async () => {
    const person = await read(`${head}\nAuto-Submitted: no\nPrecedence: normal\n\nHi`);
    expect(isAutomatic(person, { ...ours, returnPath: "maya@example.com" })).toBe(false);
    expect(isAutomatic(await read("From: noretta@x.example\n\nHi"), ours)).toBe(false);
  });
});
