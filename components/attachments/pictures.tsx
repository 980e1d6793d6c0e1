"use client";

import { lazy, type MouseEvent, Suspense, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Attachment } from "@/lib/protocol/message";
import { patiently } from "../patiently";
import { addressOf } from "./address";

/** Comes when a picture is first looked at. */
const Gallery = lazy(patiently(() => import("./gallery").then((module) => ({ default: module.Gallery }))));

interface PicturesProps {
  pictures: Attachment[];
  ratio: number;
  /** Where anybody may ask for them. With it they are links, which lead there without a script. */
  publicAddress?: typeof addressOf | undefined;
}

/** One in its own proportions, or several as tiles; each opens in the gallery. */
export function Pictures({ pictures, ratio, publicAddress }: PicturesProps) {
  const [open, setOpen] = useState<number | null>(null);
  const isOne = pictures.length === 1;
  return (
    <>
      <div
        className={`grid gap-1 overflow-hidden rounded-lg ${isOne ? "" : "grid-cols-2 auto-rows-fr"}`}
        style={{ aspectRatio: ratio }}
      >
        {pictures.map((picture, index) => (
          <Tile
            key={picture.id}
            onLook={() => setOpen(index)}
            picture={picture}
            publicAddress={publicAddress}
          />
        ))}
      </div>
      {open !== null && (
        <Suspense>
          <Gallery
            address={publicAddress ?? addressOf}
            index={open}
            onClose={() => setOpen(null)}
            pictures={pictures}
          />
        </Suspense>
      )}
    </>
  );
}

interface TileProps {
  picture: Attachment;
  publicAddress: typeof addressOf | undefined;
  onLook: () => void;
}

function Tile({ picture, publicAddress, onLook }: TileProps) {
  const t = useTranslations("attachments");
  const label = t("look", { name: picture.name });
  const className =
    "relative min-h-0 min-w-0 bg-current/10 focus-visible:z-1 focus-visible:-outline-offset-3 last:odd:col-span-2";
  const image = (
    // biome-ignore lint/performance/noImgElement: the site's own images have been made small already
    <img
      alt=""
      className="absolute inset-0 size-full object-cover"
      decoding="async"
      height={picture.height ?? undefined}
      loading="lazy"
      src={(publicAddress ?? addressOf)(picture, { thumbnail: true })}
      width={picture.width ?? undefined}
    />
  );
  if (!publicAddress)
    return (
      <button aria-label={label} className={className} onClick={onLook} type="button">
        {image}
      </button>
    );
  const look = (event: MouseEvent) => {
    // Those stay links: they are to be opened in another tab or window.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onLook();
  };
  return (
    <a aria-label={label} className={className} href={publicAddress(picture)} onClick={look}>
      {image}
    </a>
  );
}
