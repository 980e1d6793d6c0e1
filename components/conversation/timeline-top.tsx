import { useTranslations } from "use-intl/react";
import { Time } from "../ui/time";

/** Kept free above the first row whatever stands there, so that rows keep their place when it changes. */
export const TOP_HEIGHT = 96;

export interface Beginning {
  /** The day of the first row, which has none above it. */
  firstAt: string | null;
  hasOlder: boolean;
  isLoading: boolean;
  isFailed: boolean;
  loadOlder: () => void;
  /** What is said at the very beginning. */
  words: string;
}

export function TimelineTop({ beginning }: { beginning: Beginning }) {
  const { firstAt, hasOlder, isLoading, isFailed, loadOlder, words } = beginning;
  const t = useTranslations("conversation");
  return (
    <div
      className="flex flex-col items-center justify-end gap-2 px-5 pb-1 text-center text-xs text-ink-faint"
      style={{ height: TOP_HEIGHT }}
    >
      {hasOlder ? (
        <button
          className="inline-flex min-h-8 items-center rounded-full border border-line bg-surface px-3 font-medium text-ink-soft hover:text-ink"
          disabled={isLoading}
          onClick={loadOlder}
          type="button"
        >
          {isLoading ? t("loadingOlder") : isFailed ? t("notLoaded") : t("older")}
        </button>
      ) : (
        <p className="max-w-sm text-balance">{words}</p>
      )}
      {firstAt && <Time at={firstAt} className="font-medium" form="day" />}
    </div>
  );
}
