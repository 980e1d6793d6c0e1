import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";

interface NoteConflictProps {
  theirs: string;
  onDecide: (whose: "mine" | "theirs") => void;
}

/** Somebody else wrote in the same note meanwhile: which of both stays. */
export function NoteConflict({ theirs, onDecide }: NoteConflictProps) {
  const t = useTranslations("customers.note");
  return (
    <div className="mt-2 rounded-md bg-clay-tint p-3 text-sm text-clay-ink" role="alert">
      <p className="font-medium">{t("conflict")}</p>
      <p className="my-2 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere" dir="auto">
        {theirs || t("empty")}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="secondary" onClick={() => onDecide("mine")} size="small">
          {t("keepMine")}
        </Button>
        <Button look="secondary" onClick={() => onDecide("theirs")} size="small">
          {t("takeTheirs")}
        </Button>
      </div>
    </div>
  );
}
