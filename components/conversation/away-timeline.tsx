"use client";

import type { ComponentProps } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { HistoryAround } from "@/lib/protocol/history";
import { useBranches } from "../threads/use-branches";
import { useReader } from "../ui/use-reader";
import type { ConversationActions } from "./actions";
import { StillTimeline } from "./still-timeline";
import { Timeline } from "./timeline";
import { useRows } from "./use-rows";
import { useWindow } from "./use-window";

interface AwayTimelineProps
  extends Pick<
    ComponentProps<typeof Timeline>,
    "context" | "label" | "selfId" | "readSeq" | "lastSeq" | "onSee" | "sought" | "onElsewhere"
  > {
  conversationId: string;
  page: HistoryAround;
  view: ConversationView;
  actions: ConversationActions;
  beginning: string;
  onLatest: () => void;
}

const NONE: [] = [];

/** A window on what was said before: what is read here marks nothing as read before it meets the live tail. */
export function AwayTimeline(props: AwayTimelineProps) {
  const { conversationId, page, view, actions, beginning: words, onLatest, ...shared } = props;
  const reader = useReader();
  const tailSeq = view.messages[0]?.seq ?? 1;
  const window = useWindow({ conversationId, page, tailSeq, actions });
  const { pages, isMet, hasOlder, loadOlder, loadNewer } = window;
  const rows = useRows({
    older: { pages },
    view: isMet ? view : { ...view, messages: NONE, unsent: NONE },
    timeZone: reader?.timeZone ?? "UTC",
    threadId: null,
    firstUnreadSeq: null,
  });
  const branches = useBranches(pages, view);
  const beginning = {
    ...{ hasOlder, loadOlder, words },
    firstAt: pages[0]?.[0]?.createdAt ?? view.messages[0]?.createdAt ?? null,
    isLoading: window.older === "loading",
    isFailed: window.older === "failed",
  };
  const { context, sought } = shared;
  if (!reader) return <StillTimeline {...{ beginning, branches, context, rows, sought }} />;
  return (
    <Timeline
      {...shared}
      beginning={beginning}
      branches={branches}
      newer={
        isMet
          ? undefined
          : { load: loadNewer, onLatest, end: <End onLoad={loadNewer} state={window.newer} /> }
      }
      onSee={isMet ? shared.onSee : seeNothing}
      rows={rows}
    />
  );
}

function seeNothing() {}

/** That this is not the end. */
function End({ state, onLoad }: { state: "resting" | "loading" | "failed"; onLoad: () => void }) {
  const t = useTranslations("search");
  const words = { resting: t("newer"), loading: t("loadingNewer"), failed: t("notLoaded") };
  return (
    <p className="flex shrink-0 justify-center px-5 pb-4">
      <button
        className="inline-flex min-h-8 items-center rounded-full border border-line bg-surface px-3 text-xs font-medium text-ink-soft hover:text-ink"
        disabled={state === "loading"}
        onClick={onLoad}
        type="button"
      >
        {words[state]}
      </button>
    </p>
  );
}
