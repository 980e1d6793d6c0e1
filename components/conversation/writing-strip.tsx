import { useTranslations } from "use-intl/react";
import { telling } from "@/lib/telling";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";
import { useTelling } from "../use-telling";
import type { Writing } from "./use-message-tools";

/** Above the field: what is answered or edited, and the way out. */
export function WritingStrip({ writing, onCancel }: { writing: Writing; onCancel: () => void }) {
  const t = useTranslations("conversation.writing");
  const told = useTelling();
  const { kind, message } = writing;
  return (
    <div className="mx-2.5 mb-1 flex animate-rise items-center gap-2.5 border-s-3 border-pine-ink ps-2.5 text-sm">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-1.5 font-medium text-pine-ink">
          <Icon className="size-4" name={kind === "edit" ? "edit" : "waits"} />
          {kind === "edit" ? t("edit") : t("reply", { name: message.senderName })}
        </p>
        <p className="truncate text-ink-soft" dir="auto">
          {told(telling(message))}
        </p>
      </div>
      <IconButton icon="close" label={t("cancel")} onClick={onCancel} size="small-round" />
    </div>
  );
}
