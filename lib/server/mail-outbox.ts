import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";

/** More are not kept: the oldest go. */
export const OUTBOX_MAILS_MAX = 500;

/** Keeps a mail as a file that mail programs open. */
export async function keepMail(mail: SendMailOptions, folder: string): Promise<void> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
  await fs.mkdir(folder, { recursive: true });
  const name = `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID().slice(0, 8)}.eml`;
  await fs.writeFile(path.join(folder, name), message);
  const kept = (await fs.readdir(folder)).filter((each) => each.endsWith(".eml")).sort();
  for (const each of kept.slice(0, -OUTBOX_MAILS_MAX)) await fs.rm(path.join(folder, each), { force: true });
}

/** Takes out every mail that was kept for an address. */
export async function forgetMails(address: string, folder: string): Promise<void> {
  const names = await fs.readdir(folder).catch(() => []);
  for (const name of names.filter((each) => each.endsWith(".eml"))) {
    const file = path.join(folder, name);
    const head = await fs.readFile(file, "utf8").catch(() => "");
    if (head.split("\r\n\r\n")[0]?.toLowerCase().includes(address)) await fs.rm(file, { force: true });
  }
}
