import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";

interface JumpToLatestProps {
  isShown: boolean;
  newCount: number;
  onJump: () => void;
}

export function JumpToLatest({ isShown, newCount, onJump }: JumpToLatestProps) {
  const t = useTranslations("conversation");
  if (!isShown) return null;
  return (
    <button
      className={`absolute end-4 bottom-3 inline-flex h-10 min-w-10 animate-rise items-center justify-center gap-1.5 rounded-full border border-line bg-surface text-sm font-medium text-ink shadow-floating hover:bg-sunken ${newCount > 0 ? "ps-4 pe-3" : ""}`}
      onClick={onJump}
      title={t("jump")}
      type="button"
    >
      {newCount > 0 ? (
        <span className="text-clay-ink">{t("newBelow", { count: newCount })}</span>
      ) : (
        <span className="sr-only">{t("jump")}</span>
      )}
      <Icon className="size-4.5" name="down" />
    </button>
  );
}
