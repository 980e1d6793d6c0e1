import { useTranslations } from "use-intl/react";
import type { Attachment } from "@/lib/protocol/message";
import { addressOf } from "./address";
import { playAlone } from "./play-alone";

export function Film({ film, ratio }: { film: Attachment; ratio: number }) {
  const t = useTranslations("attachments");
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody writes captions for what they send
    <video
      aria-label={t("film", { name: film.name })}
      className="w-full rounded-lg bg-black object-contain"
      controls
      onPlay={playAlone}
      playsInline
      preload="metadata"
      src={addressOf(film)}
      style={{ aspectRatio: ratio }}
    />
  );
}
