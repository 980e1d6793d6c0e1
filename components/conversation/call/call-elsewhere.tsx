import { useTranslations } from "use-intl/react";
import { Button } from "../../ui/button";
import { CallShell } from "./call-shell";

/** Somebody is in a call, and not here. */
export function CallElsewhere({ onEnd }: { onEnd: () => void }) {
  const t = useTranslations("conversation.call");
  return (
    <CallShell label={t("label")}>
      <p className="min-w-0 flex-1 text-sm">{t("elsewhere")}</p>
      <Button look="secondary" onClick={onEnd} size="small">
        {t("hangUp")}
      </Button>
    </CallShell>
  );
}
