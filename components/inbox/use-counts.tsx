"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { ActionResult } from "@/lib/action-result";
import type { InboxDesk } from "@/lib/inbox-desk";
import { type InboxView, keyOfView } from "@/lib/inbox-view";
import { granted } from "../granted";
import { inboxFeed } from "./list-source";
import { type Counts, LiveCounts } from "./live-counts";
import { type ReadTo, readAhead } from "./read-ahead";
import { usualViews, VIEWS_IN_SIGHT } from "./usual-views";

export interface CountsSource {
  readerId: string;
  businessId: string;
  count: (asked: {
    businessId: string;
    views: InboxView[];
    readAhead: ReadTo;
  }) => Promise<ActionResult<number[]>>;
}

const NOTHING_COUNTED: Counts = {};
const NOTHING_AHEAD: ReadTo = {};

/** How much there is to see, for as long as somebody looks. */
export function useCounts({ readerId, businessId, count }: CountsSource, views: InboxView[]): Counts {
  const [counts] = useState(
    () =>
      new LiveCounts({
        ...{ readerId, follow: inboxFeed({ readerId, businessId }).follow, now: Date.now },
        count: async (wanted, readAhead) => granted(await count({ businessId, views: wanted, readAhead })),
      }),
  );
  const ahead = useSyncExternalStore(readAhead.subscribe, readAhead.getSnapshot, () => NOTHING_AHEAD);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same views are other objects each time
  useEffect(() => counts.want(views, ahead), [counts, views.map(keyOfView).join(), ahead]);
  return useSyncExternalStore(counts.subscribe, counts.getSnapshot, () => NOTHING_COUNTED);
}

/** What is shown with a number: nobody wants to know how much is done. */
export function viewsCounted(view: InboxView, { savedViews }: InboxDesk): InboxView[] {
  const counted = [
    view,
    ...[...VIEWS_IN_SIGHT, "snoozed" as const].map((name) => usualViews[name]),
    ...savedViews.map((saved) => saved.view),
  ];
  return [...new Map(counted.map((each) => [keyOfView(each), each])).values()];
}
