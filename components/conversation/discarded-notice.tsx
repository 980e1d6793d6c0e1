import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";

interface DiscardedNoticeProps {
  onUndo: () => void;
  onClose: () => void;
}

/** The way back for what was discarded; it stays for as long as nothing else is sent. */
export function DiscardedNotice({ onUndo, onClose }: DiscardedNoticeProps) {
  const t = useTranslations();
  return (
    <div
      className="mx-3 mb-2 flex shrink-0 animate-rise items-center gap-1 rounded-md bg-sunken py-1 ps-3.5 pe-1 text-sm sm:mx-5"
      role="status"
    >
      <span className="min-w-0 flex-1">{t("conversation.unsent.discarded")}</span>
      <Button look="quiet" onClick={onUndo} size="small">
        {t("common.undo")}
      </Button>
      <IconButton icon="close" label={t("common.close")} onClick={onClose} size="small-round" />
    </div>
  );
}
