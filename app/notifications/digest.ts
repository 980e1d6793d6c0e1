import { accessTo } from "@/db/conversations";
import { type Digest, digestFor, keepTold } from "@/db/digest";
import type { TellingJob } from "@/db/jobs";
import type { Locale } from "@/lib/locale";
import { isStaff } from "@/lib/permissions";
import type { Message } from "@/lib/protocol/message";
import { type QuietHours, quietUntil } from "@/lib/quiet-hours";
import { env } from "@/lib/server/env";
import { telling } from "@/lib/telling";
import { plainTextOf } from "@/lib/text-blocks";
import { db } from "../database";
import { onceMoreAt } from "../suspended";
import { wordsIn } from "../words";

/** What somebody is told of, in their language, and where they find it. */
export interface Told {
  digest: Digest;
  locale: Locale;
  /** The path of the conversation, for their side of it. */
  path: string;
}

/**
 * Tells somebody what they have not read of a conversation; nothing where they read it meanwhile, anywhere, or may not
 * any more, or do not want to be told. Answers when it is to be tried again, where nothing is to ring now. What `send`
 * throws leaves it untold; whoever dies after it tells it once more.
 */
export async function tellUnread(
  { userId, conversationId, kind }: Pick<TellingJob, "userId" | "conversationId" | "kind">,
  now: Date,
  send: (told: Told) => Promise<void>,
): Promise<Date | null> {
  const access = await accessTo(db(), { conversationId, userId });
  if (!access) return null;
  if (access.isClosed) return onceMoreAt(now);
  const asked = { userId, conversationId, kind };
  const staff = isStaff(access.role);
  const digest = await digestFor(db(), asked, { isStaff: staff });
  if (!digest) return null;
  const quiet = quietHoursOf(digest);
  const later = quiet && quietUntil(quiet, now);
  if (later) return later;
  const place = digest.parentId ?? conversationId;
  const [first] = digest.messages;
  // A note stands beside what it is about, and is not where its reader left off.
  const note = digest.kind === "internal" && first ? `?message=${first.id}` : "";
  const path = `/${staff ? "inbox" : "chats"}/${place}${note}`;
  await send({ digest, locale: digest.locale ?? "en", path });
  const last = digest.messages.at(-1);
  // Who sees the conversation nowhere else is told of all of it, in as many mails as it takes.
  const hasRest = digest.isByMail && digest.hasMore && last !== undefined;
  await keepTold(db(), { ...asked, seq: hasRest ? last.seq : digest.lastSeq });
  return hasRest ? now : null;
}

function quietHoursOf({ quietFrom: from, quietUntil: until, timeZone }: Digest): QuietHours | null {
  return from === null || until === null ? null : { from, until, timeZone: timeZone ?? "UTC" };
}

/** What a message says; of a secret, and of a file without words, only what it is. */
export async function lineOf(message: Message, locale: Locale): Promise<string> {
  const t = await wordsIn(locale, "common");
  const { preview, sort } = telling(message);
  const words = sort === "secret" ? "" : plainTextOf(preview);
  return words || t(`sorts.${sort === "closing" ? "text" : sort}`);
}

/** What a conversation is called by whoever is told of it. */
export function nameOf({ title, businessName }: Digest): string {
  return title || businessName;
}

export function siteUrl(path: string): string {
  return new URL(path, env().NEXTAUTH_URL).href;
}
