import { useLocale, useTranslations } from "use-intl/react";
import type { Attachment } from "@/lib/protocol/message";
import { addressOf } from "./address";
import { glyphOf, sizeOf } from "./file-words";
import { Glyph } from "./glyph";

/** A file to save. */
export function FileRow({ file }: { file: Attachment }) {
  const t = useTranslations("attachments");
  const { name, bytes } = file;
  const size = sizeOf(bytes, useLocale());
  return (
    <a
      aria-label={t("save", { name, size })}
      className="group/file flex h-14 items-center gap-2.5 rounded-lg bg-[color-mix(in_oklab,currentColor_9%,transparent)] px-2.5 hover:bg-[color-mix(in_oklab,currentColor_15%,transparent)]"
      download={name}
      href={addressOf(file, { save: true })}
      title={name}
    >
      <Glyph className="size-6 opacity-80" name={glyphOf(file)} />
      <span className="flex min-w-0 flex-1 flex-col text-start">
        <span className="truncate text-sm font-medium" dir="auto">
          {name}
        </span>
        <span className="text-xs tabular-nums">{size}</span>
      </span>
      <Glyph className="size-4.5 opacity-80" name="save" />
    </a>
  );
}
