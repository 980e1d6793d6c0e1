import { and, eq, ne } from "drizzle-orm";
import type { NotificationLevel } from "../lib/notification";
import type { Db } from "./client";
import { notificationChoices } from "./job-parts";

/** A person and a conversation. */
interface Of {
  userId: string;
  conversationId: string;
}

/** What somebody chose to be told of a conversation; `null` where they chose nothing, and the usual holds. */
export async function levelOf(db: Db, { userId, conversationId }: Of): Promise<NotificationLevel | null> {
  const [chosen] = await db
    .select({ level: notificationChoices.level })
    .from(notificationChoices)
    .where(
      and(eq(notificationChoices.userId, userId), eq(notificationChoices.conversationId, conversationId)),
    );
  return chosen?.level ?? null;
}

export async function setLevel(
  db: Db,
  { level, ...of }: Of & { level: NotificationLevel | null },
): Promise<void> {
  if (level === null) {
    const { userId, conversationId } = of;
    await db
      .delete(notificationChoices)
      .where(
        and(eq(notificationChoices.userId, userId), eq(notificationChoices.conversationId, conversationId)),
      );
  } else {
    await db
      .insert(notificationChoices)
      .values({ ...of, level })
      .onConflictDoUpdate({
        target: [notificationChoices.userId, notificationChoices.conversationId],
        set: { level },
      });
  }
}

/** More conversations nobody hushes. */
const HUSHED_MAX = 1_000;

/** The conversations of which somebody is not to be told all, by what they are told instead. */
export async function hushedOf(db: Db, userId: string): Promise<Record<"mentions" | "none", string[]>> {
  const chosen = await db
    .select({ id: notificationChoices.conversationId, level: notificationChoices.level })
    .from(notificationChoices)
    .where(and(eq(notificationChoices.userId, userId), ne(notificationChoices.level, "all")))
    .limit(HUSHED_MAX);
  const of = (level: NotificationLevel) => chosen.flatMap((each) => (each.level === level ? [each.id] : []));
  return { mentions: of("mentions"), none: of("none") };
}
