import { z } from "zod/mini";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { arrival } from "@/lib/server/files/arrival";
import { Turns } from "@/lib/server/files/turns";
import { MAIL_BYTES_MAX } from "@/lib/server/mail-in/incoming-mail";
import { logRefusal } from "@/lib/server/refusal-log";
import { isSameSecret } from "@/lib/server/same-secret";
import { arrivalsFolder } from "../attachments/storage";
import { parse } from "../operation";
import { limits } from "../redis";
import { clientAddress } from "../request";
import { type Handed, receiveMail } from "./receive";
import { tellRefused } from "./tell-refused";

/** A provider writes the files of a mail twice: among its parts, and in the mail as it came. */
const JSON_BYTES_MAX = 2.5 * MAIL_BYTES_MAX;
const WITHIN_MS = 120_000;
const STALL_MS = 30_000;
const AT_ONCE = 2;
const WAITING_MAX = 20;
const ADDRESS_LENGTH_MAX = 320;

const turns = new Turns(AT_ONCE, WAITING_MAX);
const address = z.string().check(z.maxLength(ADDRESS_LENGTH_MAX));
/** Of what Postmark posts, with the whole mail in it. */
export const posted = z.object({ OriginalRecipient: address, RawEmail: z.string() });
const envelope = z.object({ recipient: address, returnPath: z.optional(address) });

type Received = { stored: boolean } | { refused: string };

/** A mail, from whoever has the secret: in a provider's JSON, or as it is with its envelope in the head. */
export async function mailPosted(request: Pick<Request, "headers" | "body">): Promise<Received> {
  await holdsSecret(request.headers);
  const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const size = { bytesMax: isJson ? JSON_BYTES_MAX : MAIL_BYTES_MAX, withinMs: WITHIN_MS, stallMs: STALL_MS };
  try {
    const body = request.body ?? new Blob([]).stream();
    const { isNew } = await arrival(body, arrivalsFolder(), size, (bytes) =>
      turns.take(() =>
        isJson ? receiveOfProvider(handedInJson(bytes)) : receiveMail(handedAsIs(bytes, request.headers)),
      ),
    );
    return { stored: isNew };
  } catch (error) {
    // It would be refused again: whoever hands it over is done with it.
    if (!(error instanceof Refusal) || error.isRetryable) throw error;
    logRefusal({ code: error.code, where: "mail", who: "a mail server" });
    return { refused: error.code };
  }
}

/** A provider took the mail already, and tells its sender nothing; by SMTP the mail server that sends it does. */
async function receiveOfProvider(handed: Handed): ReturnType<typeof receiveMail> {
  try {
    return await receiveMail(handed);
  } catch (error) {
    if (error instanceof Refusal && !error.isRetryable) await tellRefused(handed, error.code);
    throw error;
  }
}

async function holdsSecret(headers: Headers): Promise<void> {
  const given = /^Basic ([\w+/=]+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  const password = Buffer.from(given, "base64")
    .toString()
    .replace(/^[^:]*:/, "");
  if (isSameSecret(password, env().MAIL_INBOUND_SECRET)) return;
  await limits().use("api", await clientAddress());
  throw new Refusal("unauthorized");
}

function handedInJson(bytes: Buffer): Handed {
  const { OriginalRecipient: recipient, RawEmail: raw } = parse(posted, jsonOf(bytes));
  return { recipient, raw: Buffer.from(raw) };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    throw new Refusal("bad-command", { cause });
  }
}

function handedAsIs(raw: Buffer, headers: Headers): Handed {
  const recipient = headers.get("mail-recipient") ?? "";
  const returnPath = headers.get("mail-return-path") ?? undefined;
  return { ...parse(envelope, { recipient, returnPath }), raw };
}
