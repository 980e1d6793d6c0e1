import { createServer } from "node:http";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MAIL_BYTES_MAX as READ_BYTES_MAX } from "../../lib/server/mail-in/incoming-mail";
import { MAIL_BYTES_MAX, startMailReceiver } from "../../scripts/parts/mail-receiver.mjs";

const BYTES_MAX = 100_000;
const SHOP = "harbor-coffee@mail.example.com";

/** Stands for the site: what it was handed, and what it says to it. */
const handed = [];
let says;
const site = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  handed.push({ url: request.url, headers: request.headers, raw: Buffer.concat(chunks).toString() });
  response.writeHead(says.status, { "content-type": "application/json" }).end(JSON.stringify(says.body));
});
let receiver;
let transport;
const settings = () => ({
  ...{ host: "127.0.0.1", port: 0, domain: "mail.example.com", secret: "north", bytesMax: BYTES_MAX },
  url: `http://127.0.0.1:${site.address().port}`,
});

beforeAll(async () => {
  await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
  receiver = await startMailReceiver(settings());
  transport = createTransport({ host: "127.0.0.1", port: receiver.port, ignoreTLS: true });
});
beforeEach(() => {
  handed.length = 0;
  says = { status: 200, body: { stored: true } };
});
afterAll(async () => {
  await receiver.stop();
  site.close();
});

const send = (more = {}) =>
  transport.sendMail({ from: "Maya <maya@example.com>", to: SHOP, subject: "Beans", text: "Café?", ...more });

test("a mail goes to the site whole, with its envelope and the secret", async () => {
  await send({ envelope: { from: "bounces@example.com", to: SHOP } });
  expect(handed).toHaveLength(1);
  expect(handed[0]).toMatchObject({
    url: "/api/mail/inbound",
    headers: {
      authorization: `Basic ${Buffer.from("mail:north").toString("base64")}`,
      "mail-recipient": SHOP,
      "mail-return-path": "bounces@example.com",
      "content-type": "message/rfc822",
    },
  });
  expect(handed[0].raw).toContain("Subject: Beans");
  await send({ envelope: { from: "", to: SHOP } });
  expect(handed[1].headers["mail-return-path"]).toBe("");
});

test("what the site refuses for good is refused, and what it cannot take now is sent again", async () => {
  says = { status: 200, body: { refused: "forbidden" } };
  await expect(send()).rejects.toMatchObject({
    responseCode: 550,
    response: expect.stringContaining("forbidden"),
  });
  for (const status of [401, 429, 503]) {
    says = { status, body: {} };
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  }
  says = { status: 200, body: { stored: false } };
  await send();
  const away = await startMailReceiver({ ...settings(), url: "http://127.0.0.1:9" });
  const other = createTransport({ host: "127.0.0.1", port: away.port, ignoreTLS: true });
  await expect(other.sendMail({ from: "maya@example.com", to: SHOP, text: "Hi" })).rejects.toMatchObject({
    responseCode: 451,
  });
  await away.stop();
});

test("it hands nothing on to anywhere else, and takes one recipient at a time", async () => {
  await expect(send({ to: "leo@example.org" })).rejects.toMatchObject({ responseCode: 550 });
  await expect(send({ to: `leo@mail.example.com.example.org` })).rejects.toMatchObject({ responseCode: 550 });
  expect(handed).toEqual([]);
  const { accepted, rejected, rejectedErrors } = await send({ to: [SHOP, "other@mail.example.com"] });
  expect([accepted, rejected]).toEqual([[SHOP], ["other@mail.example.com"]]);
  expect(rejectedErrors[0].responseCode).toBe(452);
  expect(handed).toHaveLength(1);
});

test("a mail that is too large is refused, told of beforehand or not", async () => {
  await expect(send({ text: "a ".repeat(BYTES_MAX) })).rejects.toMatchObject({ responseCode: 552 });
  await send({ text: "a ".repeat(BYTES_MAX / 3) });
  expect(handed).toHaveLength(1);
  expect(MAIL_BYTES_MAX).toBe(READ_BYTES_MAX);
});
