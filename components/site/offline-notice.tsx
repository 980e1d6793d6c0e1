"use client";

import { useOffline } from "next/offline";
import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";

/** Pages that are asked for meanwhile wait, and come by themselves (`experimental.useOffline`). */
export function OfflineNotice() {
  const t = useTranslations("site.offline");
  const isOffline = useOffline();
  return (
    <div role="status">
      {isOffline && (
        <span
          className="flex h-8 animate-rise items-center gap-2 rounded-full bg-clay-tint px-3 text-sm font-medium text-clay-ink"
          title={t("advice")}
        >
          <Icon className="size-4.5" name="cloud" />
          {t("is")}
          <span className="sr-only">{t("advice")}</span>
        </span>
      )}
    </div>
  );
}
