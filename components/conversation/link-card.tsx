import { useTranslations } from "use-intl/react";
import type { LinkPreview } from "@/lib/protocol/link-preview";
import { IconButton } from "../ui/icon-button";

interface LinkCardProps {
  preview: LinkPreview;
  /** Of those who may take it away. */
  onRemove: (() => void) | undefined;
}

/** What a page that a message links to says of itself, in the place that is kept for it. */
export function LinkCard({ preview: { url, title, description, site, image }, onRemove }: LinkCardProps) {
  const t = useTranslations("conversation.preview");
  return (
    <span className="group/card relative block h-full overflow-hidden rounded-md border border-current/20 bg-[color-mix(in_oklab,currentColor_7%,transparent)]">
      <a
        className="flex h-full items-stretch text-start -outline-offset-2 hover:bg-[color-mix(in_oklab,currentColor_5%,transparent)]"
        href={url}
        rel="noopener noreferrer nofollow ugc"
        target="_blank"
      >
        {image && (
          <span className="block w-24 shrink-0 bg-[color-mix(in_oklab,currentColor_10%,transparent)]">
            {/* biome-ignore lint/performance/noImgElement: it is small already, and behind an address that expires */}
            <img
              alt=""
              className="size-full object-cover"
              decoding="async"
              height={image.height}
              loading="lazy"
              src={`/api/attachments/${image.id}`}
              width={image.width}
            />
          </span>
        )}
        <span className="flex min-w-0 flex-1 flex-col justify-center px-3 py-1.5">
          <span className="truncate text-sm leading-5 font-semibold" dir="auto">
            {title}
          </span>
          {description && (
            <span className="line-clamp-2 text-xs leading-4" dir="auto">
              {description}
            </span>
          )}
          <span className="truncate text-xs leading-5" dir="auto">
            {site}
          </span>
        </span>
      </a>
      {onRemove && (
        <span className="absolute end-1 top-1 opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 pointer-coarse:opacity-100">
          <IconButton
            icon="close"
            label={t("remove")}
            look="secondary"
            onClick={onRemove}
            size="small-round"
          />
        </span>
      )}
    </span>
  );
}
