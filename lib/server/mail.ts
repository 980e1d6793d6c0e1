import { Transform } from "node:stream";
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
  /** Nobody is told where it cannot be delivered, so that what tells of that begins nothing anew. */
  isForNobodyToReturn?: boolean;
}

export interface Post {
  from: string;
  /** The mail server; without one, mails are kept as files in `outbox`. */
  smtpUrl: string | undefined;
  outbox: string;
}

/** Why a mail was not taken: for now, for good, or nobody knows, because the mail server fell silent when it had it. */
export class MailFailure extends Error {
  readonly is: "temporary" | "refused" | "unknown";

  constructor(cause: unknown, { isHanded }: { isHanded: boolean }) {
    super(cause instanceof Error ? cause.message : "a mail was not taken", { cause });
    this.name = "MailFailure";
    const said = cause instanceof Error && "responseCode" in cause ? Number(cause.responseCode) : 0;
    this.is = said >= REFUSED_FOR_GOOD ? "refused" : said > 0 || !isHanded ? "temporary" : "unknown";
  }
}

const REFUSED_FOR_GOOD = 500;

/**
 * Hands a mail to the mail server, or to the folder that stands for one. Throws a MailFailure when it was not taken; what
 * is no address is not tried.
 */
export async function sendMail(
  post: Post,
  { to, subject, headers, isForNobodyToReturn = false, ...mail }: Mail,
): Promise<void> {
  const address = emailAddress.parse(to);
  const addressed = { from: post.from, to: { name: "", address }, ...mail };
  const sent = {
    ...(isForNobodyToReturn && { envelope: { from: "", to: address } }),
    ...{ ...addressed, subject: oneLine(subject), headers: { ...FROM_A_PROGRAM, ...headers } },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
  if (post.smtpUrl === undefined) await keepMail(sent, post.outbox);
  else
    await transportTo(post.smtpUrl)
      .sendMail(sent)
      .catch((cause: unknown) => {
        throw new MailFailure(cause, { isHanded: handed.has(sent.headers) });
      });
}

/** By their headers: mails for which a mail server was ready. Until then it surely has nothing of them. */
const handed = new WeakSet<object>();

const transports = new Map<string, Transporter>();

function transportTo(smtpUrl: string): Transporter {
  const known =
    transports.get(smtpUrl) ??
    createTransport({
      url: smtpUrl,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
    }).use("stream", ({ data, message }, done) => {
      message.transform(
        new Transform({
          transform(piece, _, next) {
            if (data.headers) handed.add(data.headers);
            next(null, piece);
          },
        }),
      );
      done();
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
