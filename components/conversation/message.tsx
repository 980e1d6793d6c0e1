"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { useTranslations } from "use-intl/react";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { Message as StoredMessage } from "@/lib/protocol/message";
import { secretOf } from "@/lib/secret";
import { AttachmentsOf } from "../attachments/attachments-of";
import { patiently } from "../patiently";
import { SecretNote } from "../secret/secret-note";
import { BranchChip } from "../threads/branch-chip";
import type { Branch } from "../threads/use-branches";
import { fullDateOf } from "../ui/moment";
import { Time } from "../ui/time";
import { useReader } from "../ui/use-reader";
import { DeliveryMark, type DeliveryMarkProps } from "./delivery-mark";
import { isEmojiOnly } from "./emoji-only";
import type { BubbleLook, MessageBubbleProps, Translations } from "./message-bubble";
import { mayRemovePreview } from "./message-rights";
import { MessageText } from "./message-text";
import { type MessageTools, ToolsButton } from "./message-tools";
import { previewOf } from "./preview-of";
import { QuoteOf } from "./quote";
import { Reactions } from "./reactions";
import type { Quote } from "./rows";
import type { WholeBody } from "./use-whole-bodies";

/** Loaded with the first there is. */
const LinkCard = lazy(
  patiently(() => import("./link-card").then((module) => ({ default: module.LinkCard }))),
);

/** The same, of what a bot said. */
const AskForPerson = lazy(
  patiently(() => import("../bots/ask-for-person").then((module) => ({ default: module.AskForPerson }))),
);

export interface MessageProps extends Omit<DeliveryMarkProps, "sentAt" | "delivery"> {
  message: StoredMessage;
  self: Participant;
  startsGroup: boolean;
  endsGroup: boolean;
  /** Of an own message. */
  delivery: DeliveryMarkProps["delivery"] | null;
  /** Of a long text, once it was asked for. */
  whole: WholeBody | undefined;
  onShowWhole: (messageId: string) => void;
  quote: Quote | undefined;
  /** The thread that grows from it. */
  branch: Branch | undefined;
  tools: MessageTools;
  /** Of a note, which is drawn otherwise. */
  look?: BubbleLook;
  wordsOf?: (body: string) => ReactNode;
}

/** What a stored message looks like. */
export function messageParts(props: MessageProps, t: Translations): MessageBubbleProps {
  const { message, self, startsGroup, endsGroup, delivery, whole, onShowWhole, quote, branch, ...more } =
    props;
  const { tools, wordsOf, look = lookOf(message, self), ...reach } = more;
  const isOwn = message.senderId === self.userId;
  const isGone = message.deletedAt !== null;
  const secret = secretOf(message);
  const body = whole?.state === "whole" ? whole.body : message.body;
  const isAbridged = !isGone && message.hasMore && whole?.state !== "whole";
  return {
    footer: (
      <>
        {message.reactions.length > 0 && (
          <Reactions message={message} onReact={tools.onReact} selfId={self.userId} />
        )}
        {branch && <BranchChip branch={branch} onOpen={() => tools.onThread(message)} />}
        {message.senderRole === "bot" && self.role === "customer" && (
          <Suspense>
            <AskForPerson message={message} />
          </Suspense>
        )}
      </>
    ),
    isMetaSeen: !isGone && (endsGroup || delivery !== null || message.editedAt !== null),
    ...{ isOwn, look, startsGroup },
    meta: (
      <span
        className={`inline-flex items-center gap-1 ${look === "own" ? "text-on-pine-soft" : "text-ink-faint"}`}
      >
        {message.editedAt && !isGone && (
          <Edited at={message.editedAt} onShow={() => tools.onShowRevisions(message)} />
        )}
        <Time at={message.createdAt} className={endsGroup ? "" : "sr-only"} form="clock" isExact />
        {delivery && !isGone && <DeliveryMark delivery={delivery} sentAt={message.createdAt} {...reach} />}
      </span>
    ),
    sender: {
      ...{ id: message.senderId, name: message.senderName },
      ...(message.senderRole === "bot" && { mark: t("bot") }),
    },
    tools: !isGone && (
      <ToolsButton isTabStop={reach.isTabStop && delivery === null} message={message} onOpen={tools.onOpen} />
    ),
    quote: quote && <QuoteOf onJump={tools.onJump} quote={quote} />,
    children: isGone ? (
      <span className="italic">{t("deleted")}</span>
    ) : secret ? (
      <SecretNote onReveal={() => tools.onReveal(message)} secret={secret} self={self} />
    ) : (
      <>
        {message.attachments.length > 0 && <AttachmentsOf attachments={message.attachments} />}
        {message.body && (wordsOf?.(body) ?? <MessageText body={body} />)}
      </>
    ),
    end: (
      <>
        <Preview message={message} onRemove={tools.onRemovePreview} self={self} />
        {isAbridged && <ShowWhole onShow={() => onShowWhole(message.id)} whole={whole} />}
      </>
    ),
  };
}

function Preview({
  message,
  self,
  onRemove,
}: Pick<MessageProps, "message" | "self"> & { onRemove: MessageTools["onRemovePreview"] }) {
  const preview = previewOf(message);
  if (!preview) return null;
  return (
    <span className="mt-1.5 mb-0.5 block h-24 w-80 max-w-full">
      <Suspense>
        <LinkCard
          onRemove={mayRemovePreview(message, self) ? () => onRemove(message.id) : undefined}
          preview={preview}
        />
      </Suspense>
    </span>
  );
}

/** That it was edited, and when; leads to what it said before. */
function Edited({ at, onShow }: { at: string; onShow: () => void }) {
  const t = useTranslations("conversation");
  const reader = useReader();
  return (
    <button
      aria-haspopup="dialog"
      className="-mx-1 -my-1 inline-flex h-6 items-center rounded-sm px-1 outline-current hover:underline"
      data-mark
      onClick={onShow}
      tabIndex={-1}
      title={reader ? fullDateOf(at, reader) : undefined}
      type="button"
    >
      {t("edited")}
    </button>
  );
}

function ShowWhole({ whole, onShow }: { whole: WholeBody | undefined; onShow: () => void }) {
  const t = useTranslations("conversation");
  const words = { loading: t("loading"), failed: t("notLoaded"), whole: "" };
  return (
    <>
      <span aria-hidden="true">… </span>
      <button
        className="inline-flex min-h-6 items-center font-semibold underline underline-offset-2 hover:decoration-2"
        disabled={whole?.state === "loading"}
        onClick={onShow}
        type="button"
      >
        {whole ? words[whole.state] : t("showAll")}
      </button>
    </>
  );
}

function lookOf(
  { body, deletedAt, replyTo, senderId, senderRole }: StoredMessage,
  self: Participant,
): BubbleLook {
  if (deletedAt) return "gone";
  if (isEmojiOnly(body) && !replyTo) return "bare";
  if (senderId === self.userId) return "own";
  return isStaff(self.role) && isStaff(senderRole) ? "colleague" : "other";
}
