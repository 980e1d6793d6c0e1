import { and, eq, sql } from "drizzle-orm";
import { z } from "zod/mini";
import {
  askAgainAfterMs,
  BOT_ANSWERED_WITHIN_MS,
  BOT_CALL_LEASE_MS,
  BOT_CALLS_PER_BOT_MAX,
  BOT_FAILING_MAX_MS,
  type BotDisabledReason,
} from "../lib/bot";
import { botCalls, bots } from "./bot-parts";
import type { Db } from "./client";
import { isOpenBusiness } from "./closed";

/** What a bot is to be asked, in hand; `isOverdue`: it said that it would answer, and did not in time. */
const claimed = z.object({
  id: z.uuid(),
  businessId: z.uuid(),
  conversationId: z.uuid(),
  messageId: z.uuid(),
  tries: z.int(),
  isOverdue: z.boolean(),
  /** What became of it besides: the bot is switched off, or a person goes on. */
  isDisabled: z.boolean(),
  isWithPeople: z.boolean(),
  bot: z.object({
    userId: z.uuid(),
    name: z.string(),
    url: z.string(),
    isFailing: z.boolean(),
    /** The newest first. */
    secrets: z.array(z.string()),
  }),
});
export type ClaimedCall = z.infer<typeof claimed>;

/**
 * Takes what is due into hand, the longest due first. Nobody else gets it for BOT_CALL_LEASE_MS. Of one bot only so many
 * at once, one where nothing came through lately: so one that hangs holds up nobody else's.
 */
export async function claimCalls(
  db: Db,
  { now, limit }: { now: Date; limit: number },
): Promise<ClaimedCall[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  // A round goes on for a while by the time it began at.
  const until = sql`greatest(now(), ${at}) + ${BOT_CALL_LEASE_MS} * interval '1 ms'`;
  const { rows } = await db.execute(sql`
    with due as (
      select mine.id, mine.state from bots b cross join lateral (
        select k.id, k.state, k.next_at from bot_calls k
        where k.business_id = b.business_id and k.next_at <= ${at}
        order by k.next_at
        limit greatest(0, case when b.failing_since is null then ${BOT_CALLS_PER_BOT_MAX}::int else 1 end - (
          select count(*) from bot_calls k
          where k.business_id = b.business_id and k.next_at > ${at} and k.state = 'calling'))
        for update skip locked
      ) mine
      where b.business_id in (select business_id from bot_calls where next_at <= ${at})
        and ${isOpenBusiness(sql`b.business_id`)}
      order by mine.next_at limit ${limit}
    )
    update bot_calls k set state = 'calling', tries = k.tries + 1, next_at = ${until}
    from due, bots b, users u, conversations c
    where k.id = due.id and b.business_id = k.business_id and u.id = b.user_id and c.id = k.conversation_id
    returning k.id, k.business_id as "businessId", k.conversation_id as "conversationId", k.message_id as "messageId",
      k.tries, due.state = 'awaiting' as "isOverdue", (b.disabled_at is not null or u.suspended_at is not null) as "isDisabled",
      c.is_with_people as "isWithPeople",
      json_build_object('userId', u.id, 'name', u.name, 'url', b.url, 'isFailing', b.failing_since is not null,
        'secrets', case when b.former_until > now() then json_build_array(b.secret, b.former_secret)
          else json_build_array(b.secret) end) as bot`);
  return z.array(claimed).parse(rows);
}

/** What is still in this hand: something else may have been asked meanwhile, or another took it over. */
const isInHand = ({ id, tries }: Pick<ClaimedCall, "id" | "tries">) =>
  and(eq(botCalls.id, id), eq(botCalls.tries, tries), eq(botCalls.state, "calling"));

/** It came through, and will be answered. */
export async function awaitAnswer(db: Db, call: ClaimedCall, now: Date): Promise<void> {
  await reached(db, call);
  await db
    .update(botCalls)
    .set({ state: "awaiting", nextAt: new Date(now.getTime() + BOT_ANSWERED_WITHIN_MS) })
    .where(isInHand(call));
}

/** There is nothing to wait for any more. */
export async function endCall(db: Db, call: ClaimedCall, { isReached }: { isReached: boolean }) {
  if (isReached) await reached(db, call);
  await db.delete(botCalls).where(isInHand(call));
}

/** That a bot answered a message, or handed the conversation over: nothing is asked there any more. */
export async function settleCall(
  db: Db,
  { conversationId, messageId }: { conversationId: string; messageId?: string },
): Promise<void> {
  await db
    .delete(botCalls)
    .where(
      and(
        eq(botCalls.conversationId, conversationId),
        messageId === undefined ? undefined : eq(botCalls.messageId, messageId),
      ),
    );
}

/** It did not come through: it is tried again in a moment, or never. Whether it is never. */
export async function missCall(
  db: Db,
  call: ClaimedCall,
  { failure, isGone, now }: { failure: string; isGone: boolean; now: Date },
): Promise<boolean> {
  await missed(db, call, { failure, isGone, now });
  const afterMs = isGone ? null : askAgainAfterMs(call.tries, call.bot);
  if (afterMs === null) return true;
  await db
    .update(botCalls)
    .set({ state: "waiting", nextAt: new Date(now.getTime() + afterMs) })
    .where(isInHand(call));
  return false;
}

async function reached(db: Db, { businessId }: ClaimedCall): Promise<void> {
  await db
    .update(bots)
    .set({ failingSince: null, failure: null })
    .where(and(eq(bots.businessId, businessId), sql`failing_since is not null`));
}

async function missed(
  db: Db,
  { businessId }: ClaimedCall,
  { failure, isGone, now }: { failure: string; isGone: boolean; now: Date },
): Promise<void> {
  const [bot] = await db
    .update(bots)
    .set({ failingSince: sql`coalesce(failing_since, ${now.toISOString()}::timestamptz)`, failure })
    .where(eq(bots.businessId, businessId))
    .returning({ failingSince: bots.failingSince });
  const failingMs = now.getTime() - (bot?.failingSince?.getTime() ?? now.getTime());
  const because: BotDisabledReason | null = isGone
    ? "gone"
    : failingMs >= BOT_FAILING_MAX_MS
      ? "failing"
      : null;
  if (because === null) return;
  await db
    .update(bots)
    .set({ disabledBecause: because, disabledAt: now })
    .where(and(eq(bots.businessId, businessId), sql`disabled_at is null`));
}
