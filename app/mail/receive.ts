import { createHash } from "node:crypto";
import { v5 as uuidOf } from "uuid";
import { businessBySlug } from "@/db/businesses";
import { accessTo, openConversation } from "@/db/conversations";
import { addMailGuest, keepLastMail, mailGuest, peopleWith } from "@/db/mail-senders";
import { may } from "@/lib/permissions";
import type { Message } from "@/lib/protocol/message";
import type { Ticket } from "@/lib/protocol/ticket";
import { Refusal } from "@/lib/refusal";
import { env } from "@/lib/server/env";
import { isAutomatic } from "@/lib/server/mail-in/automatic";
import { type IncomingMail, incomingMail } from "@/lib/server/mail-in/incoming-mail";
import { isAddressOf, readReplyAddress } from "@/lib/server/mail-in/reply-address";
import { isBelieved } from "@/lib/server/mail-in/vouched";
import { sendMessage } from "@/lib/server/rooms";
import { refuseSuspended } from "../account/password";
import { db } from "../database";
import { limits } from "../redis";
import { roomsOfSite } from "../rooms";
import { refuseClosed } from "../suspended";
import { contentOf, fullContent, saysNothing } from "./content";

export interface Handed {
  /** The whole mail, as it came. */
  raw: Uint8Array;
  /** For whom it was handed over, which need not be who its head names. */
  recipient: string;
  /** Who is told where it cannot be delivered; "" is nobody. */
  returnPath?: string | undefined;
}

/**
 * Puts a mail into the conversation it is for, through the same room as all messages; handed over again it is there
 * already. Throws what is retryable where it should be handed over again, and any other refusal for good.
 */
export async function receiveMail(handed: Handed): Promise<{ message: Message; isNew: boolean }> {
  const { MAIL_DOMAIN: domain, NEXTAUTH_URL } = env();
  if (domain === undefined) throw new Refusal("not-found");
  const mail = await incomingMail(handed.raw);
  const domains = [domain, new URL(NEXTAUTH_URL).hostname];
  if (isAutomatic(mail, { returnPath: handed.returnPath, domains })) throw new Refusal("forbidden");
  if (saysNothing(mail)) throw new Refusal("bad-command");
  await limits().use("mail:sender", mail.from.address);
  const ticket = await ticketFor(mail, handed.recipient, domain);
  await limits().use("mail:conversation", ticket.room);
  const key = mail.messageId ?? createHash("sha256").update(handed.raw).digest("hex");
  const id = uuidOf(`mail of ${ticket.userId}: ${key}`, ticket.room);
  const content = await fullContent(contentOf(mail), {
    id,
    conversationId: ticket.room,
    userId: ticket.userId,
  });
  const sent = await sendMessage(roomsOfSite(), ticket, { type: "message:send", id, ...content });
  if (ticket.role === "customer" && sent.isNew)
    await keepLastMail(db(), {
      conversationId: ticket.room,
      subject: mail.subject,
      messageId: mail.messageId,
    });
  return sent;
}

/** As whom it is put where. */
async function ticketFor(mail: IncomingMail, recipient: string, domain: string): Promise<Ticket> {
  const at = recipient.lastIndexOf("@");
  const local = recipient.slice(0, at).toLowerCase();
  if (recipient.slice(at + 1).toLowerCase() !== domain) throw new Refusal("not-found");
  const answered = readReplyAddress(local);
  return answered ? answeringTicket(mail, answered) : writingTicket(mail, local);
}

/** What somebody else wrote to an address that was given to one person is refused, as is what nobody was given. */
async function answeringTicket(
  { from }: IncomingMail,
  answered: { conversationId: string; signature: Buffer },
): Promise<Ticket> {
  const { conversationId } = answered;
  const secret = env().TOKEN_SECRET;
  const people = await peopleWith(db(), from.address);
  const person = people.find(({ id }) => isAddressOf(answered, { userId: id, secret }));
  if (!person) throw new Refusal("forbidden");
  const access = await accessTo(db(), { conversationId, userId: person.id });
  if (!access || !may(access.role, "message:send")) throw new Refusal("forbidden");
  refuseClosed(access);
  return { party: "main", room: conversationId, userId: person.id, name: person.name, role: access.role };
}

/** Whoever writes to a business is a guest of that address, whoever has an account with it: a head is easily forged. */
async function writingTicket(mail: IncomingMail, slug: string): Promise<Ticket> {
  const { from } = mail;
  const { MAIL_AUTHSERV_ID: authservId } = env();
  if (authservId !== undefined && !isBelieved(mail, authservId)) throw new Refusal("forbidden");
  const business = await businessBySlug(db(), slug);
  if (!business) throw new Refusal("not-found");
  let guest = await mailGuest(db(), from.address);
  if (!guest) {
    await limits().use("mail:business", business.id);
    guest = await addMailGuest(db(), from);
  }
  const { id: userId, name } = guest;
  await refuseSuspended(userId);
  const { id: room } = await openConversation(db(), {
    ...{ businessId: business.id, customerId: userId },
    channel: "email",
  });
  return { party: "main", room, userId, name, role: "customer" };
}
