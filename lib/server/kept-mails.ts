import fs from "node:fs/promises";
import path from "node:path";
import PostalMime from "postal-mime";

export const KEPT_MAILS_PAGE_SIZE = 25;
/** Of a mail, more is not shown. */
const TEXT_LENGTH_MAX = 20_000;

/** As `keepMail` names them: nothing else of the folder is ever read. */
const NAME = /^[\dTZ.-]{24}-[\da-f]{8}\.eml$/;

export interface KeptMail {
  name: string;
  at: string;
  to: string;
  subject: string;
  text: string;
}

/** The mails of a folder that stands for a mail server, the newest first, or those before one. */
export async function keptMails(
  folder: string,
  before?: string,
): Promise<{ mails: KeptMail[]; hasMore: boolean }> {
  const names = (await fs.readdir(folder).catch(noFolder))
    .filter((name) => NAME.test(name) && (before === undefined || name < before))
    .sort()
    .toReversed();
  const shown = names.slice(0, KEPT_MAILS_PAGE_SIZE);
  const mails = await Promise.all(shown.map((name) => keptMail(folder, name)));
  return { mails: mails.flatMap((mail) => mail ?? []), hasMore: names.length > shown.length };
}

/** One of them; nothing where there is none of that name. */
export async function keptMail(folder: string, name: string): Promise<KeptMail | null> {
  if (!NAME.test(name)) return null;
  const written = await fs.readFile(path.join(folder, name)).catch(noFile);
  if (!written) return null;
  const { to, subject = "", text = "", date } = await PostalMime.parse(written);
  const at = date && !Number.isNaN(Date.parse(date)) ? new Date(date).toISOString() : "";
  return {
    ...{ name, at, subject, text: text.slice(0, TEXT_LENGTH_MAX) },
    to: (to ?? []).flatMap(({ address }) => address ?? []).join(", "),
  };
}

/** Before the first mail there is no folder; and the oldest mails go while others look. */
function noFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
function noFile(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
