"use client";

import { useTranslations } from "use-intl/react";
import { IconButton } from "../ui/icon-button";

/** Over the field, beside whom it is for. */
export function PromiseButton({ onAsk }: { onAsk: () => void }) {
  const t = useTranslations("closing.promise");
  return (
    <IconButton
      aria-haspopup="dialog"
      data-promise
      icon="clock"
      label={t("make")}
      onClick={onAsk}
      size="small-round"
    />
  );
}
