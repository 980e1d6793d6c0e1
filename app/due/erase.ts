import { conversationsOf, eraseWords, wordsLeft } from "@/db/erasing-words";
import { businessesOf, claimErasure, erasePersonal, filesOf, finishErasure, hasVisits } from "@/db/erasure";
import { Refusal } from "@/lib/refusal";
import { variants } from "@/lib/server/files/storage";
import { forgetMails } from "@/lib/server/mail-outbox";
import { changeMessage } from "@/lib/server/rooms";
import { leaveBusiness, signOutEverywhere } from "../account/leaving";
import { fileStorage } from "../attachments/storage";
import { db } from "../database";
import { postOffice } from "../post-office";
import { setPresence } from "../presence/setting";
import { limits } from "../redis";
import { roomsOfSite } from "../rooms";

/** So many messages are deleted at once. */
const MESSAGES_AT_ONCE_MAX = 20;

/** Whose account is to be erased. */
interface Person {
  id: string;
  name: string;
  email: string | null;
}

/**
 * Erases one account that is due. Each step may be done twice, and the name goes last: by it is found what is left, where
 * this process dies and another goes on.
 */
export async function eraseDue(now: Date): Promise<boolean> {
  const person = await claimErasure(db(), now);
  if (!person) return false;
  await setPresence(person.id, false);
  await signOutEverywhere(person.id);
  for (const businessId of await businessesOf(db(), person.id))
    await leaveBusiness({ businessId, userId: person.id });
  // Where the rooms could not be told they are asked again, while it is on record what they are to close.
  if (await hasVisits(db(), person.id)) throw new Refusal("unavailable");
  await forgetElsewhere(person);
  await erasePersonal(db(), person);
  for (const conversationId of await conversationsOf(db(), person.id)) await eraseIn(conversationId, person);
  await finishErasure(db(), person.id);
  return true;
}

/** Everybody in a conversation is told of each message by its room, before nothing is left of it. */
async function eraseIn(conversationId: string, { id: userId, name }: Person): Promise<void> {
  const place = { conversationId, userId };
  const ticket = { party: "main", room: conversationId, userId, name, role: "customer" } as const;
  for (let isRefused = false; !isRefused; ) {
    const left = await wordsLeft(db(), place, MESSAGES_AT_ONCE_MAX);
    if (left.length === 0) break;
    const told = left.map((id) => changeMessage(roomsOfSite(), ticket, { type: "message:delete", id }));
    for (const each of await Promise.allSettled(told)) {
      if (each.status === "fulfilled") continue;
      if (!(each.reason instanceof Refusal) || each.reason.isRetryable) throw each.reason;
      // What its room lets nobody delete is gone all the same.
      isRefused = true;
    }
  }
  for (const { id: attachmentId } of await filesOf(db(), place))
    for (const variant of variants) await fileStorage().remove({ conversationId, attachmentId, variant });
  await eraseWords(db(), { ...place, name });
}

/** What is kept beside the database. */
async function forgetElsewhere({ id, email }: Person): Promise<void> {
  await limits().forget([id, ...(email === null ? [] : [email])]);
  if (email !== null && postOffice().smtpUrl === undefined) await forgetMails(email, postOffice().outbox);
}
