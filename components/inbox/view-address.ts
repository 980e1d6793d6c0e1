import { EVERYTHING_OPEN, type InboxView, inboxSorts } from "@/lib/inbox-view";
import { workStatuses } from "@/lib/work";

const channels = ["chat", "email", "voice"] as const;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What of an inbox the address asks for; what makes no sense in it asks for nothing. */
export function viewIn(address: Pick<URLSearchParams, "get">): InboxView {
  const assignee = address.get("assignee");
  const tag = address.get("tag");
  const channel = oneOf(channels, address.get("channel"));
  return {
    status: oneOf(workStatuses, address.get("status")) ?? EVERYTHING_OPEN.status,
    ...(assignee && (assignee === "me" || assignee === "nobody" || UUID.test(assignee)) && { assignee }),
    ...(tag && UUID.test(tag) && { tag }),
    ...(channel && { channel }),
    ...(address.get("unread") === "1" && { isUnread: true }),
    ...(address.get("mentioned") === "1" && { isMentioned: true }),
    sort: oneOf(inboxSorts, address.get("sort")) ?? EVERYTHING_OPEN.sort,
  };
}

/** What a view adds to the address, always in the same order; nothing for what an inbox begins with. */
export function queryOf({ status, assignee, tag, channel, isUnread, isMentioned, sort }: InboxView) {
  return {
    ...(status !== EVERYTHING_OPEN.status && { status }),
    ...(assignee && { assignee }),
    ...(tag && { tag }),
    ...(channel && { channel }),
    ...(isUnread && { unread: "1" }),
    ...(isMentioned && { mentioned: "1" }),
    ...(sort !== EVERYTHING_OPEN.sort && { sort }),
  };
}

function oneOf<Value extends string>(values: readonly Value[], wanted: string | null): Value | undefined {
  return values.find((value) => value === wanted);
}
