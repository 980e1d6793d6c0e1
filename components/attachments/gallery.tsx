"use client";

import { useTranslations } from "use-intl/react";
import Lightbox from "yet-another-react-lightbox";
import Download from "yet-another-react-lightbox/plugins/download";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import "yet-another-react-lightbox/styles.css";
import type { Attachment } from "@/lib/protocol/message";
import type { addressOf } from "./address";

const SWIPE_MS = 220;

interface GalleryProps {
  pictures: Attachment[];
  index: number;
  onClose: () => void;
  /** Where they are asked for. */
  address: typeof addressOf;
}

/** The pictures of a message, one at a time and as large as the window: arrows, swipes, zoom and Escape. */
export function Gallery({ pictures, index, onClose, address }: GalleryProps) {
  const t = useTranslations("attachments.gallery");
  const isOne = pictures.length === 1;
  return (
    <Lightbox
      animation={{ swipe: SWIPE_MS, fade: SWIPE_MS }}
      carousel={{ finite: true }}
      close={onClose}
      controller={{ closeOnBackdropClick: true, closeOnPullDown: true }}
      index={index}
      labels={{
        Previous: t("previous"),
        Next: t("next"),
        Close: t("close"),
        Download: t("save"),
        "Zoom in": t("zoomIn"),
        "Zoom out": t("zoomOut"),
        Lightbox: t("label"),
        "Photo gallery": t("label"),
        Slide: t("picture"),
        Carousel: t("label"),
        "{index} of {total}": t("place", { index: "{index}", total: "{total}" }),
      }}
      noScroll={{ disabled: true }}
      open
      plugins={[Zoom, Download]}
      render={isOne ? { buttonPrev: () => null, buttonNext: () => null } : {}}
      slides={pictures.map((picture) => ({
        src: address(picture),
        alt: picture.name,
        ...(picture.width && picture.height && { width: picture.width, height: picture.height }),
        download: { url: address(picture, { save: true }), filename: picture.name },
      }))}
      zoom={{ scrollToZoom: true }}
    />
  );
}
