"use client";

import { useEffect, useEffectEvent } from "react";
import type { FeedEvent } from "@/lib/protocol/feed";
import { inboxFeed } from "./list-source";

interface News {
  readerId: string;
  businessId: string;
  onEvent: (event: FeedEvent) => void;
  /** When some of it may have been missed since the page was made. */
  onMissed?: () => void;
}

/** Hears what an inbox tells for as long as the component is there. */
export function useInboxNews({ readerId, businessId, ...told }: News): void {
  const { follow } = inboxFeed({ readerId, businessId });
  const hear = useEffectEvent(told.onEvent);
  const miss = useEffectEvent(() => told.onMissed?.());
  useEffect(() => {
    let isOpening = true;
    return follow({
      onReload: () => {
        if (!isOpening) miss();
        isOpening = false;
      },
      onEvent: (event) => hear(event),
    });
  }, [follow]);
}
