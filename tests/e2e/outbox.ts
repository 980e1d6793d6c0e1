import fs from "node:fs/promises";
import path from "node:path";
import { wordsOf } from "../support/mail-server";

/** The words of the mails to an address that hold a text. */
export async function mailsTo(email: string, text: string): Promise<string[]> {
  const folder = process.env.E2E_OUTBOX ?? "";
  const names = await fs.readdir(folder).catch(() => []);
  const sources = await Promise.all(names.map((name) => fs.readFile(path.join(folder, name), "utf8")));
  return sources
    .filter((source) => source.includes(`To: ${email}`))
    .map(wordsOf)
    .filter((words) => words.includes(text));
}
