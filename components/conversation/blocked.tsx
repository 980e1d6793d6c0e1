"use client";

import { useTranslations } from "use-intl/react";
import type { Block } from "@/lib/block";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";

/** In the place of the composer: the business takes nothing from whoever reads this, for how long, and what is kept. */
export function Blocked({ until }: Block) {
  const t = useTranslations("blocked");
  return (
    <div
      className="flex shrink-0 gap-3 border-t border-line bg-sunken px-5 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-sm"
      role="status"
    >
      <Icon className="mt-0.5 size-4.5 shrink-0 text-ink-soft" name="lock" />
      <div className="min-w-0">
        <p className="font-medium">
          {until === null
            ? t("forGood")
            : t.rich("until", {
                day: () => <Time at={until} form="day" />,
                clock: () => <Time at={until} form="clock" />,
              })}
        </p>
        <p className="mt-1 text-ink-soft">{t("kept")}</p>
      </div>
    </div>
  );
}
