import { createTransport, type Transporter } from "nodemailer";
import { emailAddress } from "../person";
import { OWN_HEADER } from "./mail-in/automatic";
import { keepMail } from "./mail-outbox";

/** Whoever waits for a mail to be taken is not kept longer than this. */
const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;
const SUBJECT_LENGTH_MAX = 200;
/** No program is to answer; what one answers nevertheless is known for it. */
const FROM_A_PROGRAM = {
  "Auto-Submitted": "auto-generated",
  "X-Auto-Response-Suppress": "All",
  [OWN_HEADER]: "ServiHub Chat",
};

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Written by `htmlMail`, which lets nothing through that people wrote. */
  html: string;
  /** What it is known by, the same however often it is sent; without one it is given one. */
  messageId?: string;
  headers?: Record<string, string>;
  /** Where an answer to it goes, if not to where it came from. */
  replyTo?: string;
  attachments?: { filename: string; contentType: string; content: Buffer }[];
}

export interface Post {
  from: string;
  /** The mail server; without one, mails are kept as files in `outbox`. */
  smtpUrl: string | undefined;
  outbox: string;
}

/**
 * Hands a mail to the mail server, or to the folder that stands for one. Throws when it was not taken; what is no
 * address is not tried.
 */
export async function sendMail(post: Post, { to, subject, headers, ...mail }: Mail): Promise<void> {
  const addressed = { from: post.from, to: { name: "", address: emailAddress.parse(to) }, ...mail };
  const sent = {
    ...{ ...addressed, subject: oneLine(subject), headers: { ...FROM_A_PROGRAM, ...headers } },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
  if (post.smtpUrl === undefined) await keepMail(sent, post.outbox);
  else await transportTo(post.smtpUrl).sendMail(sent);
}

const transports = new Map<string, Transporter>();

function transportTo(smtpUrl: string): Transporter {
  const known =
    transports.get(smtpUrl) ??
    createTransport({
      url: smtpUrl,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
    });
  transports.set(smtpUrl, known);
  return known;
}

/** A line break would end the header, and begin another of somebody's choosing. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, SUBJECT_LENGTH_MAX);
}
