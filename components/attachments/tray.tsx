"use client";

import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { attachmentKind } from "@/lib/attachment-kind";
import type { Upload, Uploads } from "@/lib/client/uploads";
import { IconButton } from "../ui/icon-button";
import { useRefusalWords } from "../use-refusal-words";
import { addressOf } from "./address";
import { glyphOf, sizeOf } from "./file-words";
import { Glyph } from "./glyph";
import { SoundPlayer } from "./sound-player";

/** What is drawn when it goes away still loads. */
const LOADED_WITHIN_MS = 5_000;

interface TrayProps {
  uploads: Uploads;
  list: readonly Upload[];
}

/** Above the field: what goes with the next message, and how far each has got. */
export function Tray({ uploads, list }: TrayProps) {
  const t = useTranslations("attachments");
  useEffect(() => {
    const goOn = () => uploads.goOn();
    window.addEventListener("online", goOn);
    return () => window.removeEventListener("online", goOn);
  }, [uploads]);
  const waiting = list.filter(({ state }) => state.is === "waiting" || state.is === "uploading").length;
  return (
    <div className={list.length > 0 ? "px-1 pb-1.5" : ""}>
      <ul
        aria-label={t("tray")}
        className={`flex gap-2 overflow-x-auto p-1 ${list.length > 0 ? "" : "hidden"}`}
      >
        {list.map((upload) => (
          <li className="shrink-0" key={upload.id}>
            <Chip
              onRemove={() => uploads.remove(upload.id)}
              onRetry={() => uploads.retry(upload.id)}
              upload={upload}
            />
          </li>
        ))}
      </ul>
      <p className="sr-only" role="status">
        {list.length > 0 &&
          (waiting > 0 ? t("uploading", { count: waiting }) : t("ready", { count: list.length }))}
      </p>
    </div>
  );
}

interface ChipProps {
  upload: Upload;
  onRemove: () => void;
  onRetry: () => void;
}

function Chip({ upload, onRemove, onRetry }: ChipProps) {
  const t = useTranslations("attachments");
  const common = useTranslations("common");
  const refusalWords = useRefusalWords();
  const { name, state } = upload;
  const isFailed = state.is === "failed";
  return (
    <div
      className={`relative flex h-16 max-w-72 animate-rise items-center gap-2.5 overflow-hidden rounded-lg border bg-surface ps-2 pe-1 text-sm ${isFailed ? "border-danger" : "border-line"}`}
    >
      <Look upload={upload} />
      {isFailed && (
        <span className="flex max-w-40 min-w-0 flex-col text-xs" role="alert">
          <span className="line-clamp-2 text-danger">
            {state.code === "too-long" ? t("tooLarge") : refusalWords(state.code)}
          </span>
          {upload.file && state.code !== "too-long" && (
            <button className="min-h-6 self-start font-semibold underline" onClick={onRetry} type="button">
              {common("tryAgain")}
            </button>
          )}
        </span>
      )}
      <IconButton icon="close" label={t("remove", { name })} onClick={onRemove} size="small-round" />
      <Progress upload={upload} />
    </div>
  );
}

function Progress({ upload: { name, state } }: { upload: Upload }) {
  const t = useTranslations("attachments");
  if (state.is !== "uploading" && state.is !== "waiting") return null;
  const percent = state.is === "uploading" ? Math.round(state.share * 100) : 0;
  return (
    <span
      aria-label={t("progress", { name })}
      aria-valuemax={100}
      aria-valuemin={0}
      aria-valuenow={percent}
      className="absolute inset-x-0 bottom-0 h-1 bg-sunken"
      role="progressbar"
    >
      <span
        className={`block h-full bg-pine-ink transition-[width] forced-colors:bg-[Highlight] ${percent === 100 || state.is === "waiting" ? "animate-breathe" : ""}`}
        style={{ width: `${Math.max(percent, 4)}%` }}
      />
    </span>
  );
}

/** A picture as it is, a sound to be heard, anything else by name. */
function Look({ upload }: { upload: Upload }) {
  const { name, bytes, mediaType, measures, state } = upload;
  const local = useLocal(upload.file);
  const locale = useLocale();
  const attachment = state.is === "ready" ? state.attachment : undefined;
  const kind = attachmentKind(attachment?.mediaType ?? bareOf(mediaType));
  if (kind === "picture")
    return (
      // biome-ignore lint/performance/noImgElement: it is on this device
      <img
        alt={name}
        className="size-12 rounded-md bg-sunken object-cover"
        src={local ?? (attachment && addressOf(attachment, { thumbnail: true }))}
      />
    );
  if (kind === "sound")
    return (
      <span className="w-48">
        <SoundPlayer
          durationMs={attachment?.durationMs ?? measures?.durationMs ?? null}
          name={name}
          peaks={attachment?.peaks ?? measures?.peaks ?? null}
          src={local ?? (attachment ? addressOf(attachment) : "")}
        />
      </span>
    );
  return (
    <>
      <Glyph className="size-7 text-ink-faint" name={glyphOf({ mediaType, name })} />
      <span className="flex max-w-40 min-w-0 flex-col">
        <span className="truncate font-medium" dir="auto" title={name}>
          {name}
        </span>
        <span className="text-xs text-ink-faint tabular-nums">{sizeOf(bytes, locale)}</span>
      </span>
    </>
  );
}

/** An address of what is on this device, for as long as it is shown. */
function useLocal(file: File | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!file) return undefined;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => void setTimeout(() => URL.revokeObjectURL(made), LOADED_WITHIN_MS);
  }, [file]);
  return address;
}

function bareOf(mediaType: string): string {
  return mediaType.split(";")[0] ?? "";
}
