"use client";

import { useTranslations } from "use-intl/react";
import { attachmentKind } from "@/lib/attachment-kind";
import { type Delivery, reachOf } from "@/lib/delivery";
import type { Attachment, Message } from "@/lib/protocol/message";
import { secretOf } from "@/lib/secret";
import { telling } from "@/lib/telling";
import { addressOf } from "../attachments/address";
import { FileRow } from "../attachments/file-row";
import { Pictures } from "../attachments/pictures";
import { ATTACHMENTS_WIDTH, shapesOf } from "../attachments/shapes";
import { isEmojiOnly } from "../conversation/emoji-only";
import { LinkCard } from "../conversation/link-card";
import { MessageBubble } from "../conversation/message-bubble";
import { MessageText } from "../conversation/message-text";
import { previewOf } from "../conversation/preview-of";
import type { Quote, Row } from "../conversation/rows";
import { useNames } from "../conversation/use-names";
import { SecretTitle } from "../secret/secret-title";
import { Icon } from "../ui/icon";
import { useTelling } from "../use-telling";
import type { PlainThreadProps } from "./plain-thread";
import { PlainTime } from "./plain-time";

interface PlainMessageProps extends Pick<PlainThreadProps, "self" | "receipts" | "participants" | "reader"> {
  row: Extract<Row, { kind: "message" }>;
}

/** A message as the timeline draws it, without what can be done about it there. */
export function PlainMessage({ row, self, receipts, participants, reader }: PlainMessageProps) {
  const t = useTranslations("conversation");
  const { message, startsGroup, quote } = row;
  const isOwn = message.senderId === self.userId;
  const isGone = message.deletedAt !== null;
  const preview = previewOf(message);
  const look = isGone ? "gone" : isBare(message) ? "bare" : isOwn ? "own" : "other";
  return (
    <div className="scroll-mt-24" id={`message-${message.id}`}>
      <MessageBubble
        end={
          preview && (
            <span className="mt-1.5 mb-0.5 block h-24 w-80 max-w-full">
              <LinkCard onRemove={undefined} preview={preview} />
            </span>
          )
        }
        footer={message.reactions.length > 0 && <Given reactions={message.reactions} />}
        isMetaSeen={!isGone}
        isOwn={isOwn}
        look={look}
        meta={
          <span
            className={`inline-flex items-center gap-1 ${look === "own" ? "text-on-pine-soft" : "text-ink-faint"}`}
          >
            {message.editedAt && !isGone && <span>{t("edited")}</span>}
            <PlainTime at={message.createdAt} form="clock" reader={reader} />
            {isOwn && !isGone && <Mark delivery={reachOf(message, receipts, participants).delivery} />}
          </span>
        }
        quote={quote && !isGone && <Answered quote={quote} />}
        sender={{ id: message.senderId, name: message.senderName }}
        startsGroup={startsGroup}
      >
        {isGone ? <span className="italic">{t("deleted")}</span> : <Said message={message} />}
      </MessageBubble>
    </div>
  );
}

function Said({ message }: { message: Message }) {
  const t = useTranslations("plain");
  if (secretOf(message))
    return (
      <>
        <SecretTitle />
        <span className="text-sm opacity-85">{t("secret")}</span>
      </>
    );
  return (
    <>
      {message.attachments.length > 0 && <Files attachments={message.attachments} />}
      {message.body && <MessageText body={message.body} />}
    </>
  );
}

/** What can be looked at as pictures, everything else to save; each is a link. */
function Files({ attachments }: { attachments: Attachment[] }) {
  return (
    <div
      className={`-mx-1.5 mb-1 flex max-w-[calc(100%+0.75rem)] flex-col gap-1 ${ATTACHMENTS_WIDTH}`}
      dir="auto"
    >
      {shapesOf(attachments).map(({ ratio, attachments: pieces }) => {
        const [first] = pieces;
        if (!first) return null;
        return ratio && attachmentKind(first.mediaType) === "picture" ? (
          <Pictures key={first.id} pictures={pieces} publicAddress={addressOf} ratio={ratio} />
        ) : (
          <FileRow file={first} key={first.id} />
        );
      })}
    </div>
  );
}

const marks = {
  sent: { icon: "sent", className: "opacity-80" },
  delivered: { icon: "arrived", className: "opacity-80" },
  read: { icon: "arrived", className: "stroke-[2.5]" },
} as const;

function Mark({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("conversation.delivery");
  const { icon, className } = marks[delivery];
  return (
    <span className="inline-flex" title={t(delivery)}>
      <Icon className={`size-4 ${className}`} name={icon} />
      <span className="sr-only">{t(delivery)}</span>
    </span>
  );
}

/** Leads to what is answered, where that is on the page. */
function Answered({ quote: { message } }: { quote: Quote }) {
  const t = useTranslations("conversation.quote");
  const told = useTelling();
  const className =
    "mb-1.5 block w-full max-w-full rounded-sm border-s-3 border-current/45 bg-[color-mix(in_oklab,currentColor_9%,transparent)] px-2.5 py-1 text-start text-sm leading-5";
  if (!message) return <span className={`${className} font-semibold`}>{t("earlier")}</span>;
  return (
    <a className={`${className} hover:border-current`} href={`#message-${message.id}`} title={t("jump")}>
      <span className="block truncate font-semibold" dir="auto">
        {message.senderName}
      </span>
      <span className="block truncate" dir="auto">
        {message.deletedAt ? <span className="italic">{t("deleted")}</span> : told(telling(message))}
      </span>
    </a>
  );
}

function Given({ reactions }: Pick<Message, "reactions">) {
  const t = useTranslations("conversation.reactions");
  const names = useNames();
  return (
    <ul aria-label={t("label")} className="relative z-1 -mt-1 flex flex-wrap gap-1">
      {reactions.map(({ emoji, people }) => (
        <li
          className="inline-flex h-6.5 items-center gap-1 rounded-full border border-line bg-surface px-2 text-sm text-ink-soft tabular-nums"
          key={emoji}
          title={t("by", { emoji, names: names(people) })}
        >
          <span aria-hidden="true">{emoji}</span>
          {people.length > 1 && (
            <span aria-hidden="true" className="text-xs font-medium">
              {people.length}
            </span>
          )}
          <span className="sr-only">{t("by", { emoji, names: names(people) })}</span>
        </li>
      ))}
    </ul>
  );
}

function isBare({ body, replyTo, attachments }: Message): boolean {
  return isEmojiOnly(body) && !replyTo && attachments.length === 0;
}
