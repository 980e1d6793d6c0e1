"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { attachmentKind } from "@/lib/attachment-kind";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import { POST_LENGTH_MAX, type WrittenPost } from "@/lib/broadcast";
import type { Attachment } from "@/lib/protocol/message";
import { addressOf } from "../attachments/address";
import { PickButton } from "../attachments/pick-button";
import { useAttaching } from "../attachments/use-attaching";
import { stress } from "../conversation/stress";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";

/** From here on the writer is told how much is left. */
const COUNTED_FROM = POST_LENGTH_MAX - 500;
const MARKS = [
  { name: "strong", mark: "**", letter: "B", look: "font-bold", key: "b" },
  { name: "em", mark: "_", letter: "I", look: "font-serif italic", key: "i" },
  { name: "code", mark: "`", letter: "<>", look: "font-mono text-xs", key: undefined },
] as const;

interface WritingCardProps {
  postId: string;
  conversationId: string;
  written: WrittenPost;
  onWrite: (changed: Partial<WrittenPost>) => void;
}

/** The text of a post with its marks, and its pictures. */
export function WritingCard({ postId, conversationId, written, onWrite }: WritingCardProps) {
  const t = useTranslations("desk");
  const field = useRef<HTMLTextAreaElement>(null);
  const { body, attachments } = written;
  const { add, strip } = usePictures({ postId, conversationId, attachments, onWrite });
  const left = POST_LENGTH_MAX - body.length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to what the button does
    <div
      className="rounded-xl border border-line bg-surface focus-within:border-pine-ink focus-within:outline-1 focus-within:outline-pine-ink"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        add(event.dataTransfer.files);
      }}
    >
      <div className="flex items-center gap-0.5 border-b border-line px-2 py-1">
        {MARKS.map(({ name, mark, letter, look }) => (
          <button
            aria-label={t(`marks.${name}`)}
            className={`inline-flex size-9 items-center justify-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink ${look}`}
            key={name}
            onClick={() => {
              field.current?.focus();
              if (field.current) stress(field.current, mark);
            }}
            // The choice in the text stays.
            onMouseDown={(event) => event.preventDefault()}
            title={t(`marks.${name}`)}
            type="button"
          >
            <span aria-hidden="true">{letter}</span>
          </button>
        ))}
        <span className="mx-1 h-5 w-px bg-line" />
        <PickButton accept="image/*" icon="camera" label={t("pictures.add")} multiple onPick={add} />
      </div>
      <div className="grid">
        {/* A hidden copy of the text gives the field its height. */}
        <div
          aria-hidden="true"
          className="invisible col-start-1 row-start-1 min-h-48 px-4 py-3 text-base wrap-anywhere whitespace-pre-wrap"
        >
          {`${body}\u200b`}
        </div>
        <textarea
          aria-invalid={left < 0}
          aria-label={t("body.label")}
          className="col-start-1 row-start-1 resize-none overflow-hidden bg-transparent px-4 py-3 text-base wrap-anywhere outline-none placeholder:text-ink-faint"
          dir="auto"
          onChange={({ target }) => onWrite({ body: target.value })}
          onKeyDown={(event) => {
            const mark = MARKS.find(({ key }) => key && key === event.key.toLowerCase())?.mark;
            if (!mark || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
            event.preventDefault();
            stress(event.currentTarget, mark);
          }}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            add(event.clipboardData.files);
          }}
          placeholder={t("body.placeholder")}
          ref={field}
          value={body}
        />
      </div>
      {body.length > COUNTED_FROM && (
        <p className={`px-4 pb-2 text-sm tabular-nums ${left < 0 ? "text-danger" : "text-ink-faint"}`}>
          {t(left < 0 ? "body.over" : "body.left", { count: Math.abs(left) })}
        </p>
      )}
      <div className="px-3 empty:hidden">{strip}</div>
      <PictureRow
        onRemove={(id) => onWrite({ attachments: attachments.filter((each) => each.id !== id) })}
        pictures={attachments}
      />
    </div>
  );
}

interface PicturesProps extends Omit<WritingCardProps, "written"> {
  attachments: Attachment[];
}

/** What is uploaded goes with the post at once, and is saved with it. */
function usePictures({ postId, conversationId, attachments, onWrite }: PicturesProps) {
  const t = useTranslations("desk.pictures");
  const toast = useToast();
  const { add, isReady, take, strip } = useAttaching(conversationId, `post/${postId}`);
  useEffect(() => {
    if (!isReady) return;
    const pictures = take().filter(({ mediaType }) => attachmentKind(mediaType) === "picture");
    onWrite({ attachments: [...attachments, ...pictures].slice(0, ATTACHMENTS_PER_MESSAGE_MAX) });
  }, [isReady, take, attachments, onWrite]);

  function addPictures(files: Iterable<File>) {
    const all = [...files];
    const pictures = all.filter(({ type }) => attachmentKind(type) === "picture");
    const room = ATTACHMENTS_PER_MESSAGE_MAX - attachments.length;
    if (pictures.length < all.length) toast({ text: t("only") });
    else if (pictures.length > room) toast({ text: t("full", { max: ATTACHMENTS_PER_MESSAGE_MAX }) });
    add(pictures.slice(0, room));
  }

  return { add: addPictures, strip };
}

function PictureRow({ pictures, onRemove }: { pictures: Attachment[]; onRemove: (id: string) => void }) {
  const t = useTranslations("desk.pictures");
  if (pictures.length === 0) return null;
  return (
    <ul aria-label={t("list")} className="flex flex-wrap gap-2 px-4 pt-1 pb-4">
      {pictures.map((picture) => (
        <li className="relative animate-rise" key={picture.id}>
          {/* biome-ignore lint/performance/noImgElement: it has been made small already */}
          <img
            alt={picture.name}
            className="size-20 rounded-lg bg-sunken object-cover"
            src={addressOf(picture, { thumbnail: picture.hasThumbnail })}
          />
          <span className="absolute -end-2 -top-2">
            <IconButton
              icon="close"
              label={t("remove", { name: picture.name })}
              look="secondary"
              onClick={() => onRemove(picture.id)}
              size="small-round"
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
