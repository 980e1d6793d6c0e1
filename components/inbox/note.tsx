import { type ReactNode, useCallback } from "react";
import { useTranslations } from "use-intl/react";
import type { Unsent } from "@/lib/conversation-state";
import type { Participant } from "@/lib/protocol/event";
import { blocksOf } from "@/lib/text-blocks";
import { mentionsOf } from "@/lib/work";
import { Blocks } from "../conversation/message-text";
import type { MessageTools } from "../conversation/message-tools";
import type { NoteRow } from "../conversation/rows";
import { Said } from "../conversation/said";
import type { WholeBody } from "../conversation/use-whole-bodies";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";
import { withNames } from "./mentions";
import { WorkNotice } from "./work-notice";

interface NoteProps {
  row: NoteRow;
  self: Participant;
  isTabStop: boolean;
  tools: Omit<MessageTools, "onThread" | "onReveal">;
  wholes: ReadonlyMap<string, WholeBody>;
  onShowWhole: (messageId: string) => void;
  onRetry: (id: string) => void;
  onDiscard: (text: Unsent) => void;
}

/** What only the business sees in a timeline: what its members noted, and how the conversation stands as work. */
export function Note(props: NoteProps) {
  const { row, self } = props;
  switch (row.kind) {
    case "notice":
      return (
        <p className="px-5 pt-4 pb-1 text-center text-xs text-ink-faint">
          <WorkNotice notice={row.message} selfId={self.userId} /> <span aria-hidden="true">·</span>{" "}
          <Time at={row.message.createdAt} className="tabular-nums" form="clock" isExact />
        </p>
      );
    case "message":
    case "unsent":
      return (
        <Framed
          isOwn={row.kind === "unsent" || row.message.senderId === self.userId}
          startsGroup={row.startsGroup}
        >
          <Noted {...props} row={row} />
        </Framed>
      );
  }
}

/** Says of each what it is, and of the first of several where everybody sees it. */
function Framed({
  isOwn,
  startsGroup,
  children,
}: {
  isOwn: boolean;
  startsGroup: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("notes");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div aria-label={t("label")} data-note role="group">
      {startsGroup && (
        <p
          aria-hidden="true"
          className={`-mb-2 flex items-center gap-1 px-3 pt-3 text-xs font-semibold text-note-ink sm:px-5 ${isOwn ? "justify-end" : "ms-9"}`}
        >
          <Icon className="size-3.5" name="note" />
          {t("label")}
        </p>
      )}
      {children}
    </div>
  );
}

function Noted(props: NoteProps & { row: Extract<NoteRow, { kind: "message" | "unsent" }> }) {
  const { row, self, isTabStop, tools, wholes, onShowWhole, onDiscard, onRetry } = props;
  const { startsGroup, endsGroup, quote } = row;
  const message = row.kind === "message" ? row.message : undefined;
  const wordsOf = useCallback(
    (body: string) => {
      const blocks = blocksOf(body);
      return <Blocks blocks={message ? withNames(blocks, mentionsOf(message)) : blocks} />;
    },
    [message],
  );
  if (row.kind === "unsent")
    return (
      <Said
        {...{ startsGroup, endsGroup, quote, onDiscard, onRetry, wordsOf }}
        look="note"
        onJump={tools.onJump}
        onRewrite={onDiscard}
        text={row.text}
      />
    );
  return (
    <Said
      {...{ startsGroup, endsGroup, quote, isTabStop, onShowWhole, self, wordsOf }}
      branch={undefined}
      deliveredTo=""
      delivery={null}
      look={row.message.deletedAt ? "gone" : "note"}
      message={row.message}
      readBy=""
      tools={{ ...tools, onThread: nothing, onReveal: nothing }}
      whole={wholes.get(row.message.id)}
    />
  );
}

/** Of a note no thread grows, and none is a secret. */
function nothing() {}
