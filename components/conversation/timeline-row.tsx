import { memo, type ReactNode, use } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Unsent } from "@/lib/conversation-state";
import { reachOf } from "@/lib/delivery";
import type { Message as StoredMessage } from "@/lib/protocol/message";
import type { Branch } from "../threads/use-branches";
import { Time } from "../ui/time";
import { AtUnread } from "./at-unread";
import { Divider } from "./divider";
import type { MessageTools } from "./message-tools";
import { peopleOf } from "./presence";
import type { NoteRow, Row } from "./rows";
import { Said } from "./said";
import { SystemNotice } from "./system-notice";
import { useNames } from "./use-names";
import type { WholeBody } from "./use-whole-bodies";

export interface RowContext {
  view: Pick<ConversationView, "self" | "receipts" | "participants" | "present">;
  wholes: ReadonlyMap<string, WholeBody>;
  onShowWhole: (messageId: string) => void;
  onRetry: (id: string) => void;
  onDiscard: (text: Unsent) => void;
  onRewrite: (text: Unsent) => void;
  tools: MessageTools;
  /** Draws what only the business sees. */
  note?:
    | ((row: NoteRow, more: { isTabStop: boolean; onJump: MessageTools["onJump"] }) => ReactNode)
    | undefined;
}

interface TimelineRowProps {
  row: Row;
  /** The thread that grows from it. */
  branch?: Branch | undefined;
  context: RowContext;
  /** Whether the keyboard stops at the mark of this row's message. */
  isTabStop: boolean;
  /** Whether somebody was just led here. */
  isSought?: boolean;
}

/** Remembered: scrolling renders a timeline many times a second, and changes few of its rows. */
export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { row, branch, context, isTabStop, isSought = false } = props;
  const t = useTranslations("conversation");
  const { self } = context.view;
  switch (row.kind) {
    case "day":
      return (
        <Divider look="day">
          <Time at={row.at} form="day" />
        </Divider>
      );
    case "unread":
      return (
        <>
          <Divider look="unread">{t("unread")}</Divider>
          {use(AtUnread)}
        </>
      );
    case "notice":
      return <SystemNotice notice={row.message} selfId={self.userId} />;
    case "message":
    case "unsent":
      return (
        <div className={isSought ? "animate-sought" : ""}>
          <SaidRow branch={branch} context={context} isTabStop={isTabStop} row={row} />
        </div>
      );
    case "note":
      return (
        <div className={isSought ? "animate-sought" : ""}>
          {context.note?.(row.row, { isTabStop, onJump: context.tools.onJump })}
        </div>
      );
  }
});

interface SaidRowProps extends TimelineRowProps {
  row: Extract<Row, { kind: "message" | "unsent" }>;
}

function SaidRow({ row, branch, context, isTabStop }: SaidRowProps) {
  const { startsGroup, endsGroup, quote } = row;
  const { wholes, onShowWhole, tools, view, onDiscard, onRetry, onRewrite } = context;
  const names = useNames();
  if (row.kind === "unsent")
    return (
      <Said
        {...{ startsGroup, endsGroup, quote, onDiscard, onRetry, onRewrite }}
        onJump={tools.onJump}
        text={row.text}
      />
    );
  const { message } = row;
  return (
    <Said
      {...{ startsGroup, endsGroup, quote, branch, isTabStop, message, onShowWhole, tools }}
      {...reachIn(view, message, names)}
      self={view.self}
      whole={wholes.get(message.id)}
    />
  );
}

/** How far an own message has got, and the names of those it has got to. */
function reachIn(view: RowContext["view"], message: StoredMessage, names: ReturnType<typeof useNames>) {
  if (message.senderId !== view.self.userId) return { delivery: null, readBy: "", deliveredTo: "" };
  const { delivery, readBy, deliveredTo } = reachOf(message, view.receipts, view.participants);
  return {
    delivery,
    readBy: names(peopleOf(readBy, view)),
    deliveredTo: names(peopleOf(deliveredTo, view)),
  };
}
