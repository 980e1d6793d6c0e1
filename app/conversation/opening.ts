import { z } from "zod/mini";
import type { ConversationProps } from "@/components/conversation/conversation";
import { businessById } from "@/db/businesses";
import { accessTo } from "@/db/conversations";
import { historyAround, historyHead } from "@/db/messages";
import { shownAmong } from "@/db/presence";
import { snapshotOf } from "@/db/snapshot";
import { db } from "../database";
import { groupActions } from "../groups/group-actions";
import { presencesOf } from "../redis";
import { receive } from "../storefront/receive";
import type { Viewer } from "../viewer";
import { uuid } from "./access";

export type Opening = Omit<ConversationProps, "actions" | "leading" | "trailing" | "takesFocus"> & {
  businessId: string;
  /** Of the business, where its customer talks with it. */
  logoId: string | null;
};

/**
 * What a page needs to show a conversation to the viewer; `null` for strangers, and where there is none.
 * `formerCustomer` is what a customer is called who has no account any more; `messageId`, from outside, where to open it.
 */
export async function openingOf(
  viewer: Viewer,
  conversationId: string,
  formerCustomer = "",
  messageId?: string | string[],
): Promise<Opening | null> {
  if (!z.uuid().safeParse(conversationId).success) return null;
  const access = await accessTo(db(), { conversationId, userId: viewer.id });
  // Notes are shown with the conversation they are about.
  if (!access || access.kind === "internal") return null;
  const { role, businessId, customerId, kind, title } = access;
  const focus = uuid.safeParse(messageId);
  const [head, snapshot, business, around] = await Promise.all([
    historyHead(db(), { conversationId, businessId, readerId: viewer.id }),
    snapshotOf(db(), conversationId),
    businessById(db(), businessId),
    focus.success ? historyAround(db(), { conversationId, businessId, messageId: focus.data }) : null,
  ]);
  if (!head || !snapshot || !business) return null;
  const shown = {
    ...{ conversationId, businessId, head, around },
    logoId: role === "customer" && kind !== "group" ? business.logoId : null,
    self: { userId: viewer.id, name: viewer.name, role },
    readSeq: snapshot.receipts.find(({ userId }) => userId === viewer.id)?.read ?? 0,
    isParticipant: snapshot.participants.some(({ userId }) => userId === viewer.id),
  };
  if (kind === "group") {
    const members = snapshot.participants.map(({ userId, name }) => ({ userId, name }));
    return {
      ...shown,
      counterpart: { id: conversationId, name: title, isGroup: true, lastSeenAt: null },
      group: { businessName: business.name, isGuest: viewer.isGuest, members, actions: groupActions },
    };
  }
  const others = snapshot.participants.filter((each) => (each.role === "customer") !== (role === "customer"));
  const lastSeenAt = await lastSeen(others.map(({ userId }) => userId));
  const { absent, reception } = role === "customer" ? await receive(business, new Date()) : {};
  return {
    ...{ ...shown, ...(reception && { reception }) },
    counterpart:
      role === "customer"
        ? { id: businessId, name: business.name, href: `/b/${business.slug}`, lastSeenAt, absent }
        : { id: customerId ?? conversationId, name: others[0]?.name ?? formerCustomer, lastSeenAt },
  };
}

/** When the last of some people was on the site, of those who want to be seen. */
async function lastSeen(userIds: string[]): Promise<string | null> {
  const presences = await presencesOf(await shownAmong(db(), userIds));
  const moments = [...(presences?.values() ?? [])].flatMap(({ lastSeenAt }) => lastSeenAt ?? []);
  return moments.toSorted().at(-1) ?? null;
}
