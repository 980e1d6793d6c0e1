"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { hasSound, play, setSound } from "../news/ring";
import { Button } from "../ui/button";
import { useHydrated } from "../ui/use-hydrated";
import { Card } from "./card";

/** Whether something may be heard from this browser. */
export function SoundSetting() {
  const t = useTranslations("notifications.sound");
  const isHydrated = useHydrated();
  const [chosen, setChosen] = useState<boolean>();
  return (
    <Card title={t("title")}>
      <label className="mt-2 flex min-h-10 items-center gap-3">
        <input
          checked={chosen ?? (!isHydrated || hasSound())}
          className="size-5 shrink-0 accent-pine"
          disabled={!isHydrated}
          onChange={({ target }) => {
            setSound(target.checked);
            setChosen(target.checked);
          }}
          type="checkbox"
        />
        {t("isOn")}
      </label>
      <p className="mt-1 ps-8 text-sm text-ink-soft">{t("advice")}</p>
      <Button
        className="mt-3"
        disabled={!isHydrated}
        look="secondary"
        onClick={() => void play()}
        size="small"
      >
        {t("try")}
      </Button>
    </Card>
  );
}
