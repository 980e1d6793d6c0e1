import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";

interface UndoNoticeProps {
  /** What was done. */
  words: string;
  onUndo: () => void;
  onClose: () => void;
}

/** The way back for what was done just now. */
export function UndoNotice({ words, onUndo, onClose }: UndoNoticeProps) {
  const t = useTranslations("common");
  return (
    <div
      className="mx-3 mb-2 flex shrink-0 animate-rise items-center gap-1 rounded-md bg-sunken py-1 ps-3.5 pe-1 text-sm sm:mx-5"
      role="status"
    >
      <span className="min-w-0 flex-1">{words}</span>
      <Button look="quiet" onClick={onUndo} size="small">
        {t("undo")}
      </Button>
      <IconButton icon="close" label={t("close")} onClick={onClose} size="small-round" />
    </div>
  );
}
