import PostalMime, { type Email } from "postal-mime";
import { emailAddress, personName } from "../../person";
import { NAME_LENGTH_MAX } from "../../person-lengths";
import { Refusal } from "../../refusal";
import { htmlWords } from "./html-words";
import { ownWords } from "./own-words";

/** What a mail with the largest file there may be comes to, as mails write files. */
export const MAIL_BYTES_MAX = 36 * 1024 * 1024;
const HEADERS_BYTES_MAX = 256 * 1024;
const NESTING_MAX = 30;
/** Longer words than these no person wrote. */
export const MAIL_TEXT_LENGTH_MAX = 1_000_000;
const SUBJECT_LENGTH_MAX = 200;
/** What else stands there may be a header of its own in the answer. */
const MESSAGE_ID = /^<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>$/;
const FILE_NAME_LENGTH_MAX = 500;

export interface IncomingMail {
  from: { address: string; name: string };
  /** What its sender's program calls it, where it does. */
  messageId: string | null;
  subject: string;
  /** What they wrote; of an answer, without what it quotes. */
  text: string;
  isAnswer: boolean;
  files: { name: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> }[];
  headers: { key: string; value: string }[];
}

/** Throws `bad-command` for what is no mail of one sender, `too-long` for what is too much to read. */
export async function incomingMail(raw: Uint8Array): Promise<IncomingMail> {
  if (raw.byteLength > MAIL_BYTES_MAX) throw new Refusal("too-long");
  const mail = await PostalMime.parse(raw, {
    ...{ maxHeadersSize: HEADERS_BYTES_MAX, maxNestingDepth: NESTING_MAX },
    forceRfc822Attachments: true,
  }).catch((cause: unknown) => {
    throw new Refusal("bad-command", { cause });
  });
  const headers = mail.headers.map(({ key, value }) => ({ key, value }));
  const isAnswer = headers.some(({ key }) => key === "in-reply-to" || key === "references");
  return {
    ...{ headers, isAnswer, from: senderOf(mail), text: textOf(mail, isAnswer) },
    messageId: MESSAGE_ID.exec(mail.messageId?.trim() ?? "")?.[0] ?? null,
    subject: oneLine(mail.subject ?? "").slice(0, SUBJECT_LENGTH_MAX),
    files: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: (filename || "file").toWellFormed().replaceAll("\u0000", "").slice(0, FILE_NAME_LENGTH_MAX),
      mediaType: mimeType,
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
    })),
  };
}

/** Two senders, or two lines that name one, are how one passes for another: programs disagree on which counts. */
function senderOf({ headers, from }: Email): IncomingMail["from"] {
  const lines = headers.filter(({ key }) => key === "from");
  const address = emailAddress.safeParse(from?.address ?? "");
  const isOne = lines.length === 1 && !/,[^"]*@/.test(lines[0]?.value ?? "");
  if (!isOne || !address.success) throw new Refusal("bad-command");
  const [local = address.data] = address.data.split("@");
  const name = personName.safeParse(oneLine(from?.name ?? "").slice(0, NAME_LENGTH_MAX));
  return { address: address.data, name: name.success ? name.data : local.slice(0, NAME_LENGTH_MAX) };
}

function textOf({ text = "", html = "" }: Email, isAnswer: boolean): string {
  if (text.length > MAIL_TEXT_LENGTH_MAX || html.length > MAIL_TEXT_LENGTH_MAX) throw new Refusal("too-long");
  const words = text.trim() === "" ? htmlWords(html, { isAnswer }) : text;
  const said = isAnswer ? ownWords(words) : words.replace(/\r\n?/g, "\n").trim();
  return said.toWellFormed().replaceAll("\u0000", "");
}

function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
}
