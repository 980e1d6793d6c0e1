import { z } from "zod/mini";
import { timeOf } from "@/db/clock";
import { type Going, goingBefore, type Retention, retentionOf, setRetention } from "@/db/retention";
import { countSilent } from "@/db/silent";
import { Refusal } from "@/lib/refusal";
import {
  ARCHIVE_DAYS,
  DAY_MS,
  isSooner,
  type Keeping,
  MESSAGE_DAYS,
  RETENTION_COUNTED_MAX,
  RETENTION_SHOWN_FOR_MS,
} from "@/lib/retention";
import { ownForm } from "../account/own-form";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import type { Membership } from "../viewer";
import { ownersOnly } from "./access";

/** One of some lengths, as a form sends it; nothing where it never ends. */
function daysAmong(choices: readonly number[]) {
  return z.pipe(
    z.enum(["never", ...choices.map(String)]),
    z.transform((chosen) => (chosen === "never" ? null : Number(chosen))),
  );
}

/** What a business shall keep, as the fields of a form. */
const keeping = { messages: daysAmong(MESSAGE_DAYS), archive: daysAmong(ARCHIVE_DAYS) };
const whole = z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number));

export interface WouldGo {
  /** What was looked at, and when: by this it is confirmed. */
  asOf: string;
  wish: Keeping;
  going: Going;
  /** How many conversations would be archived; one more than are counted where there are more. */
  archived: number;
}

export interface RetentionRead extends Retention {
  wouldGo: WouldGo | null;
}

/** What a business keeps; and, where a wish is given, what would go at this moment if it held. Nothing is changed. */
export const readRetention = operation({
  input: z.strictObject({
    businessId: uuid,
    wish: z.optional(z.strictObject(keeping)),
  }),
  limit: "audit",
  permit: ownersOnly,
  run: async ({ input: { businessId, wish: asked } }): Promise<RetentionRead> => {
    const now = await timeOf(db());
    const retention = await retentionOf(db(), businessId, now);
    if (!asked) return { ...retention, wouldGo: null };
    const wish = { messageDays: asked.messages, archiveDays: asked.archive };
    const [going, archived] = await Promise.all([
      goingBefore(db(), { businessId, before: daysBefore(now, wish.messageDays) }),
      countSilent(db(), {
        ...{ businessId, before: daysBefore(now, wish.archiveDays) },
        limit: RETENTION_COUNTED_MAX,
      }),
    ]);
    return { ...retention, wouldGo: { asOf: now.toISOString(), wish, going, archived } };
  },
});

/**
 * Decides what a business keeps, once its owner saw what goes by that: `shown` is how many messages they were told of, as
 * of a moment that is not long ago. Where it would be more, they look again: `conflict`.
 */
export const changeRetention = operation({
  input: z.pipe(
    ownForm("businessId", "messages", "archive", "asOf", "shown", "isSure"),
    z.object({
      ...keeping,
      ...{ businessId: uuid, asOf: z.iso.datetime(), shown: whole, isSure: z.nullable(z.literal("yes")) },
    }),
  ),
  limit: "action",
  permit: ownersOnly,
  run: async ({ viewer, grant, input: { businessId, asOf, shown, isSure, messages, archive } }) => {
    const at = await timeOf(db());
    const wish = { messageDays: messages, archiveDays: archive };
    const shownAt = new Date(asOf);
    const agoMs = at.getTime() - shownAt.getTime();
    if (agoMs < 0 || agoMs > RETENTION_SHOWN_FOR_MS) throw new Refusal("conflict");
    const set = await audited(
      viewer,
      async (tx) => {
        const going = await goingBefore(tx, { businessId, before: daysBefore(shownAt, messages) });
        if (going.messages > shown) throw new Refusal("conflict");
        const { now } = await retentionOf(tx, businessId, at);
        if (isSooner(messages, now.messageDays) && isSure !== "yes") throw new Refusal("bad-command");
        return setRetention(tx, { businessId, wish, at });
      },
      toldOf(businessId),
    );
    return ledTo(grant, set ? "saved" : "same");
  },
});

/** Takes back what was decided and does not hold yet. */
export const undoRetention = operation({
  input: z.pipe(ownForm("businessId"), z.object({ businessId: uuid })),
  limit: "action",
  permit: ownersOnly,
  run: async ({ viewer, grant, input: { businessId } }) => {
    const at = await timeOf(db());
    await audited(
      viewer,
      async (tx) => {
        const { now, next } = await retentionOf(tx, businessId, at);
        if (!next) throw new Refusal("conflict");
        return setRetention(tx, { businessId, wish: now, at });
      },
      toldOf(businessId),
    );
    return ledTo(grant, "undone");
  },
});

function daysBefore(at: Date, days: number | null): Date | null {
  return days === null ? null : new Date(at.getTime() - days * DAY_MS);
}

function toldOf(businessId: string) {
  return (set: Awaited<ReturnType<typeof setRetention>>) =>
    set && {
      ...{ kind: "business.retention-changed" as const, businessId, subjectId: businessId },
      detail: {
        before: inDays(set.before),
        after: inDays(set.after.next ?? set.after.now),
        from: set.after.next?.from.toISOString() ?? null,
      },
    };
}

/** How long messages are kept, and after how long conversations are archived, in any language. */
function inDays({ messageDays, archiveDays }: Keeping): string {
  return `${messageDays ?? "∞"} / ${archiveDays ?? "∞"}`;
}

function ledTo({ businessSlug }: Membership, done: string) {
  return { to: `/inbox/settings/retention?business=${businessSlug}&done=${done}` };
}
