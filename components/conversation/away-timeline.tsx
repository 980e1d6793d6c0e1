"use client";

import { type ComponentProps, useMemo } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { HistoryAround, HistoryWindow } from "@/lib/protocol/history";
import { useBranches } from "../threads/use-branches";
import { useReader } from "../ui/use-reader";
import type { ConversationActions } from "./actions";
import { momentOf, type Row } from "./rows";
import { StillTimeline } from "./still-timeline";
import { Timeline } from "./timeline";
import { useRows } from "./use-rows";
import { useWindow } from "./use-window";

export interface AwayTimelineProps
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
  /** What else is shown here, by time. */
  beside?: Beside;
}

/** A window on one of the conversations that are shown here, and how far it reaches. */
export interface Away extends Omit<ReturnType<typeof useWindow>, "pages"> {
  rows: Row[];
  oldestAt: string | undefined;
  /** Where newer ones come after it. */
  newestAt: string | undefined;
}

export interface Beside {
  /** The rows of both; the same function until they are others. */
  among: (said: Pick<Away, "rows" | "hasOlder" | "oldestAt" | "newestAt">) => Row[];
  /** Goes on in whichever reaches less far. */
  joined: (said: Omit<Away, "rows">) => Omit<Away, "rows" | "oldestAt" | "newestAt">;
}

const NONE: [] = [];

/** A window on what was said before: what is read here marks nothing as read before it meets the live tail. */
export function AwayTimeline(props: AwayTimelineProps) {
  const { conversationId, page, view, actions, beginning: words, onLatest, beside, ...shared } = props;
  const reader = useReader();
  const { pages, ...said } = useAway({ conversationId, page, view, actions });
  const { rows: own, hasOlder, oldestAt, newestAt } = said;
  const among = beside?.among;
  const rows = useMemo(
    () => among?.({ rows: own, hasOlder, oldestAt, newestAt }) ?? own,
    [among, own, hasOlder, oldestAt, newestAt],
  );
  const window = beside?.joined(said) ?? said;
  const { isMet, loadNewer } = window;
  const branches = useBranches(pages, view);
  const beginning = {
    ...{ hasOlder: window.hasOlder, loadOlder: window.loadOlder, words },
    firstAt: momentOf(rows.find((row) => momentOf(row) !== null)),
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

interface AwayAsked extends Pick<AwayTimelineProps, "conversationId" | "view" | "actions"> {
  page: HistoryWindow;
}

/** A window on a conversation, and its live tail where the two meet. */
export function useAway({ conversationId, page, view, actions }: AwayAsked) {
  const timeZone = useReader()?.timeZone ?? "UTC";
  const tailSeq = view.messages[0]?.seq ?? 1;
  const window = useWindow({ conversationId, page, tailSeq, actions });
  const { pages, isMet } = window;
  const rows = useRows({
    older: { pages },
    view: isMet ? view : { ...view, messages: NONE, unsent: NONE },
    timeZone,
    threadId: null,
    firstUnreadSeq: null,
  });
  const oldestAt = (pages[0] ?? view.messages)[0]?.createdAt;
  return { ...window, rows, oldestAt, newestAt: isMet ? undefined : pages.at(-1)?.at(-1)?.createdAt };
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
