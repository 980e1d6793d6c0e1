"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { sensitiveIn } from "@/lib/sensitive";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";

interface SensitiveNoticeProps {
  text: string;
  onSecret: () => void;
  onSendAnyway: () => void;
}

/** Offers a secret to whoever is about to send a card number or an IBAN to everybody who will ever read this. */
export function SensitiveNotice({ text, onSecret, onSendAnyway }: SensitiveNoticeProps) {
  const t = useTranslations("conversation.secret");
  const common = useTranslations("common");
  const [isDismissed, setDismissed] = useState(false);
  const found = isDismissed ? null : sensitiveIn(text);
  // The box is there before its words: only what comes into one is read out.
  return (
    <div role="status">
      {found && (
        <div className="mb-2 flex animate-rise flex-wrap items-center gap-x-2 gap-y-1 rounded-md bg-clay-tint py-1.5 ps-3.5 pe-1.5 text-sm text-clay-ink">
          <Icon className="size-4.5" name="lock" />
          <span className="min-w-40 flex-1">{t(found === "card" ? "noticedCard" : "noticedIban")}</span>
          <span className="ms-auto flex items-center gap-1">
            <Button look="secondary" onClick={onSecret} size="small">
              {t("sendAsSecret")}
            </Button>
            <Button className="text-clay-ink" look="quiet" onClick={onSendAnyway} size="small">
              {t("sendAnyway")}
            </Button>
            <IconButton
              icon="close"
              label={common("close")}
              onClick={() => setDismissed(true)}
              size="small-round"
            />
          </span>
        </div>
      )}
    </div>
  );
}
