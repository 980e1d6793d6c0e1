"use client";

import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Attachment } from "@/lib/protocol/message";
import { patiently } from "../patiently";
import { addressOf } from "./address";

/** Comes when a picture is first looked at. */
const Gallery = lazy(patiently(() => import("./gallery").then((module) => ({ default: module.Gallery }))));

/** One in its own proportions, or several as tiles; each opens in the gallery. */
export function Pictures({ pictures, ratio }: { pictures: Attachment[]; ratio: number }) {
  const t = useTranslations("attachments");
  const [open, setOpen] = useState<number | null>(null);
  const isOne = pictures.length === 1;
  return (
    <>
      <div
        className={`grid gap-1 overflow-hidden rounded-lg ${isOne ? "" : "grid-cols-2 auto-rows-fr"}`}
        style={{ aspectRatio: ratio }}
      >
        {pictures.map((picture, index) => (
          <button
            aria-label={t("look", { name: picture.name })}
            className="relative min-h-0 min-w-0 bg-[color-mix(in_oklab,currentColor_10%,transparent)] focus-visible:z-1 focus-visible:-outline-offset-3 last:odd:col-span-2"
            key={picture.id}
            onClick={() => setOpen(index)}
            type="button"
          >
            {/* biome-ignore lint/performance/noImgElement: the site's own images have been made small already */}
            <img
              alt=""
              className="absolute inset-0 size-full object-cover"
              decoding="async"
              height={picture.height ?? undefined}
              loading="lazy"
              src={addressOf(picture, { thumbnail: true })}
              width={picture.width ?? undefined}
            />
          </button>
        ))}
      </div>
      {open !== null && (
        <Suspense>
          <Gallery index={open} onClose={() => setOpen(null)} pictures={pictures} />
        </Suspense>
      )}
    </>
  );
}
