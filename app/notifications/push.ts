import type { TellingJob } from "@/db/jobs";
import { dropSubscription, subscriptionsOf } from "@/db/push-subscriptions";
import { env } from "@/lib/server/env";
import { Outside } from "@/lib/server/outside";
import { type Notice, type PushKeys, sendPush } from "@/lib/server/push";
import { db } from "../database";
import { wordsIn } from "../words";
import { lineOf, nameOf, type Told, tellUnread } from "./digest";

/** How pushes leave this site; nothing where none were set up. */
export function pushKeys(): PushKeys | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, NEXTAUTH_URL } = env();
  if (!publicKey || !privateKey) return null;
  const site = new URL(NEXTAUTH_URL);
  // A push service takes an address of the web by https, or one of mail.
  const subject = site.protocol === "https:" ? site.origin : `mailto:chat@${site.hostname}`;
  return { publicKey, privateKey, subject };
}

/** Tells all browsers of somebody. Throws where none of them could be told. */
export function pushing(outside: () => Outside) {
  return (job: Pick<TellingJob, "userId" | "conversationId" | "kind">, now: Date): Promise<Date | null> =>
    tellUnread(job, now, async (told) => {
      const keys = pushKeys();
      if (!keys) return;
      await pushTo(outside(), job.userId, { notice: await noticeOf(told, job.conversationId), keys });
    });
}

/** The road to push services. */
export const outside = new Outside();

export const pushUnread = pushing(() => outside);

/** How many browsers were told; those that want it no more are forgotten. Throws where all of them failed. */
export async function pushTo(
  outside: Outside,
  userId: string,
  sent: { notice: Notice; keys: PushKeys },
): Promise<number> {
  const targets = await subscriptionsOf(db(), userId);
  const failures: unknown[] = [];
  let reached = 0;
  await Promise.all(
    targets.map(async (target) => {
      try {
        if ((await sendPush(outside, target, sent)) === "sent") reached += 1;
        else await dropSubscription(db(), { userId, endpoint: target.endpoint });
      } catch (error) {
        failures.push(error);
      }
    }),
  );
  if (reached === 0 && failures.length > 0) throw new AggregateError(failures, String(failures[0]));
  return reached;
}

async function noticeOf({ digest, locale, path }: Told, conversationId: string): Promise<Notice> {
  const t = await wordsIn(locale, "notifications");
  const { messages, hasMore } = digest;
  const lines = await Promise.all(messages.map((message) => lineOf(message, locale)));
  const last = messages.at(-1);
  const name = last?.senderName ?? "";
  const count = messages.length;
  return {
    title: last?.senderRole === "customer" ? name : t("from", { name, about: nameOf(digest) }),
    body:
      count === 1
        ? (lines[0] ?? "")
        : t(hasMore ? "moreThan" : "several", { count, last: lines.at(-1) ?? "" }),
    tag: conversationId,
    path,
    locale,
    open: t("open"),
  };
}
