import type { ActionResult } from "@/lib/action-result";
import { fetchRoomAddress } from "@/lib/client/tickets";
import type { ConversationList } from "@/lib/protocol/list";
import { granted } from "../granted";

/** Whose conversations a list shows: those of a business, for its members, or the reader's own. */
export type ListSource = { readerId: string } & (
  | {
      feed: "inbox";
      businessId: string;
      load: (asked: { businessId: string; before?: string }) => Promise<ActionResult<ConversationList>>;
    }
  | { feed: "me"; load: (asked: { before?: string }) => Promise<ActionResult<ConversationList>> }
);

export function keyOf(source: ListSource): string[] {
  return source.feed === "inbox" ? ["list", source.readerId, source.businessId] : ["list", source.readerId];
}

export async function loadPage(source: ListSource, cursor: string | null): Promise<ConversationList> {
  const before = cursor === null ? {} : { before: cursor };
  return granted(
    source.feed === "inbox"
      ? await source.load({ businessId: source.businessId, ...before })
      : await source.load(before),
  );
}

export function feedAddress(source: ListSource): Promise<URL> {
  return fetchRoomAddress(
    source.feed === "inbox" ? { feed: "inbox", businessId: source.businessId } : { feed: "me" },
  );
}
