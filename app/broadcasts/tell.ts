import {
  askForNext,
  claimTellings,
  type Told as Outcome,
  settleTelling,
  type Telling,
  tellable,
} from "@/db/post-deliveries";
import { TELLING_TRIES_MAX, TOLD_AT_ONCE_MAX } from "@/lib/following";
import { retryAfterMs } from "@/lib/notification";
import { quietUntil } from "@/lib/quiet-hours";
import { recordIncident } from "@/lib/server/incident";
import { MailFailure, sendMail } from "@/lib/server/mail";
import type { Outside } from "@/lib/server/outside";
import { db } from "../database";
import { outside, pushKeys, pushTo } from "../notifications/push";
import { postOffice } from "../post-office";
import { isOn } from "../site-settings";
import { onceMoreAt } from "../suspended";
import { letterTo, noticeOf, type Told } from "./letters";

/** Asks that readers are told of what was published, so many at once. */
export function askForPosts(now: Date): Promise<boolean> {
  return askForNext(db(), now);
}

/** Tells readers of posts, so many at once. One that fails holds up no other. */
export function telling(outside: () => Outside) {
  return async (now: Date): Promise<boolean> => {
    const claimed = await claimTellings(db(), { now, limit: TOLD_AT_ONCE_MAX });
    await Promise.all(
      claimed.map(async (each) =>
        settleTelling(
          db(),
          each,
          await tell(each, now, outside()).catch((error: unknown) => failed(each, error, now)),
        ),
      ),
    );
    return claimed.length === TOLD_AT_ONCE_MAX;
  };
}

export const sendPosts = telling(() => outside);

type Tellable = NonNullable<Awaited<ReturnType<typeof tellable>>>;

/** As things are at this moment: what was chosen since it was asked for holds. Throws where it was not taken. */
async function tell(one: Telling, now: Date, outside: Outside): Promise<Outcome> {
  const found = await tellable(db(), one);
  if (!found) return { state: "left-out", failure: "not-wanted" };
  if (found.isClosed) return { state: "waiting", runAt: onceMoreAt(now), failure: null };
  if (found.goneAt)
    // Its deletion may still be taken back.
    return found.goneAt > now
      ? { state: "waiting", runAt: found.goneAt, failure: null }
      : { state: "left-out", failure: "deleted" };
  const told = toldOf(one.postId, found);
  return one.way === "mail" ? mail(one, found, told, now) : push(one, found, { told, now, outside });
}

function toldOf(postId: string, found: Tellable): Told {
  const { businessName, slug, body, pictures, asksToConfirm, locale } = found;
  const path = `/b/${slug}/news/${postId}`;
  return { ...{ postId, businessName, body, pictures, asksToConfirm, path }, locale: locale ?? "en" };
}

async function mail({ userId }: Telling, found: Tellable, told: Told, now: Date): Promise<Outcome> {
  const { address, businessId } = found;
  if (address === null) return { state: "left-out", failure: "not-wanted" };
  if (!(await isOn("post-mails"))) return { state: "waiting", runAt: onceMoreAt(now), failure: null };
  const letter = await letterTo({ businessId, userId, address }, told);
  await sendMail(postOffice(), { to: address, ...letter });
  return { state: "sent" };
}

async function push(
  { userId }: Telling,
  { timeZone, quietFrom: from, quietUntil: until }: Tellable,
  { told, now, outside }: { told: Told; now: Date; outside: Outside },
): Promise<Outcome> {
  const keys = pushKeys();
  if (!keys) return { state: "left-out", failure: "unset" };
  const later =
    from === null || until === null ? null : quietUntil({ from, until, timeZone: timeZone ?? "UTC" }, now);
  if (later) return { state: "waiting", runAt: later, failure: null };
  const reached = await pushTo(outside, userId, { notice: await noticeOf(told), keys });
  return reached > 0 ? { state: "sent" } : { state: "left-out", failure: "no-browser" };
}

/** What is surely not sent is tried again later; what may have been, never: nobody gets a mail twice. */
function failed({ postId, way, tries }: Telling, error: unknown, now: Date): Outcome {
  const failure = error instanceof MailFailure ? error.is : "temporary";
  if (failure === "temporary" && tries < TELLING_TRIES_MAX)
    return { state: "waiting", runAt: new Date(now.getTime() + retryAfterMs(tries)), failure };
  recordIncident(`given up: ${way} of post ${postId}`, error);
  return { state: "failed", failure };
}
