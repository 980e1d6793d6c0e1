import { useTranslations } from "use-intl/react";
import { useNames } from "../conversation/use-names";
import { Badge } from "../ui/badge";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";
import type { Branch } from "./use-branches";

/** Below the message that a thread grows from: how much is in it, of whom, since when; opens it. */
export function BranchChip({ branch, onOpen }: { branch: Branch; onOpen: () => void }) {
  const t = useTranslations("threads");
  const names = useNames();
  const { thread, unread, people } = branch;
  return (
    <button
      className={`mt-1 flex h-8 max-w-full items-center gap-1.5 rounded-full border bg-surface ps-2.5 pe-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink ${unread > 0 ? "border-pine-ink" : "border-line"}`}
      onClick={onOpen}
      type="button"
    >
      <Icon className="size-4" name="thread" />
      <span className="shrink-0 font-medium text-pine-ink">{t("replies", { count: thread.replies })}</span>
      {people.length > 0 && (
        <span className="min-w-0 truncate" dir="auto">
          {names(people)}
        </span>
      )}
      <Time at={thread.lastAt} className="shrink-0 text-xs text-ink-faint" form="ago" />
      <Badge count={unread} label={t("unread", { count: unread })} />
    </button>
  );
}
