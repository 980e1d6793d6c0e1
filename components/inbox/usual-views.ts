import { COUNTED_MAX, EVERYTHING_OPEN, type InboxView, keyOfView } from "@/lib/inbox-view";

const { sort } = EVERYTHING_OPEN;

/** What every agent looks at, in the order they would. */
export const usualViews = {
  open: EVERYTHING_OPEN,
  mine: { ...EVERYTHING_OPEN, assignee: "me" },
  unassigned: { ...EVERYTHING_OPEN, assignee: "nobody" },
  unread: { ...EVERYTHING_OPEN, isUnread: true },
  mentions: { ...EVERYTHING_OPEN, isMentioned: true },
  snoozed: { status: "snoozed", sort },
  completed: { status: "completed", sort },
  archived: { status: "archived", sort },
} as const satisfies Record<string, InboxView>;
export type UsualView = keyof typeof usualViews;
export const usualNames = Object.keys(usualViews) as UsualView[];

/** Always in sight; the others are where all are. */
export const VIEWS_IN_SIGHT: UsualView[] = ["open", "mine", "unassigned", "unread", "mentions"];

/** Which of the usual ones a view is, but for its order, tag, channel and colleague. */
export function usualOf(view: InboxView): UsualView | undefined {
  const { tag: _, channel: __, ...rest } = view;
  const key = keyOfView({ ...rest, sort });
  return usualNames.find((name) => keyOfView(usualViews[name]) === key);
}

/** `7`, or `999+` for more than is counted. */
export function shownCount(count: number): string {
  return count >= COUNTED_MAX ? `${COUNTED_MAX - 1}+` : String(count);
}
