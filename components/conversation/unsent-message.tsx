import dynamic from "next/dynamic";
import { useTranslations } from "use-intl/react";
import type { Unsent } from "@/lib/conversation-state";
import { AttachmentsOf } from "../attachments/attachments-of";
import { patiently } from "../patiently";
import { SecretTitle } from "../secret/secret-title";
import { Time } from "../ui/time";
import { useRefusalWords } from "../use-refusal-words";
import { PendingMark } from "./delivery-mark";
import { isEmojiOnly } from "./emoji-only";
import type { MessageProps } from "./message";
import type { MessageBubbleProps, Translations } from "./message-bubble";
import { MessageText } from "./message-text";
import { QuoteOf } from "./quote";
import type { Quote } from "./rows";

/** Comes to members of the business alone. */
const StaleChoice = dynamic(
  patiently(() => import("./stale-choice").then((module) => module.StaleChoice)),
  { ssr: false },
);

export interface UnsentProps {
  text: Unsent;
  startsGroup: boolean;
  endsGroup: boolean;
  quote: Quote | undefined;
  onJump: (messageId: string) => void;
  onRetry: (id: string) => void;
  onDiscard: (text: Unsent) => void;
  /** Takes it back into the composer. */
  onRewrite: (text: Unsent) => void;
  look?: "own" | "note";
  wordsOf?: MessageProps["wordsOf"];
}

/** What a text looks like that is on its way, or what the room refused and somebody must decide about. */
export function unsentParts(props: UnsentProps, t: Translations): MessageBubbleProps {
  const { text, startsGroup, endsGroup, quote, onJump, onRetry, onDiscard, onRewrite, look = "own" } = props;
  const { id, body, attachments, secret, refused, writtenAt } = text;
  const isBare = !refused && !quote && isEmojiOnly(body);
  return {
    footer:
      refused &&
      (refused.unseen ? (
        <StaleChoice
          onDiscard={() => onDiscard(text)}
          onRewrite={secret ? undefined : () => onRewrite(text)}
          onSendAnyway={() => onRetry(id)}
          unseen={refused.unseen}
        />
      ) : (
        <Refused onDiscard={() => onDiscard(text)} onRetry={() => onRetry(id)} {...refused} />
      )),
    isOwn: true,
    look: refused ? "failed" : look === "own" && isBare ? "bare" : look,
    meta: !refused && (
      <span
        className={`inline-flex items-center gap-1 ${isBare || look === "note" ? "text-ink-faint" : "text-on-pine-soft"}`}
      >
        <Time at={writtenAt} className={endsGroup ? "" : "sr-only"} form="clock" isExact />
        <PendingMark />
      </span>
    ),
    sender: { id: null, name: t("you") },
    startsGroup,
    quote: quote && <QuoteOf onJump={onJump} quote={quote} />,
    children: (
      <>
        {attachments?.length ? <AttachmentsOf attachments={attachments} /> : false}
        {secret ? <SecretTitle /> : body && (props.wordsOf?.(body) ?? <MessageText body={body} />)}
      </>
    ),
  };
}

function Refused({ code, onRetry, onDiscard }: { code: string; onRetry: () => void; onDiscard: () => void }) {
  const t = useTranslations();
  const refusalWords = useRefusalWords();
  const action = "min-h-6 font-semibold underline underline-offset-2 hover:decoration-2";
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-x-3 text-sm" role="alert">
      <span className="text-danger">{t("conversation.unsent.refused", { reason: refusalWords(code) })}</span>
      <button className={action} onClick={onRetry} type="button">
        {t("common.tryAgain")}
      </button>
      <button className={action} onClick={onDiscard} type="button">
        {t("conversation.unsent.discard")}
      </button>
    </div>
  );
}
