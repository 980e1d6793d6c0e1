import { useTranslations } from "use-intl/react";
import type { LaterMessage } from "@/lib/later";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { fullDateOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";

interface LaterLineProps {
  message: LaterMessage;
  onEdit: () => void;
  onSendNow: () => void;
  onCancel: () => void;
}

/** What will be sent when; or why it was not, with its words. */
export function LaterLine({ message, onEdit, onSendNow, onCancel }: LaterLineProps) {
  const t = useTranslations("guard.later");
  const reader = useReader();
  const { body, sendAt, reason } = message;
  const when = reader ? fullDateOf(sendAt, reader) : "";
  return (
    <li
      className={`flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md px-3.5 py-2 text-sm ${reason ? "bg-danger-tint" : "bg-sunken"}`}
    >
      <Icon className="size-4 shrink-0 text-ink-soft" name={reason ? "failed" : "calendar"} />
      <div className="min-w-0 flex-1 basis-52" role={reason ? "status" : undefined}>
        <p className="text-ink-soft">{reason ? t(`not.${reason}`) : t("when", { when })}</p>
        <p className="line-clamp-2 wrap-anywhere" dir="auto">
          {body}
        </p>
      </div>
      <div className="flex flex-wrap">
        <Button look="quiet" onClick={onEdit} size="small">
          {t("edit")}
        </Button>
        {!reason && (
          <Button look="quiet" onClick={onSendNow} size="small">
            {t("now")}
          </Button>
        )}
        <Button look="quiet" onClick={onCancel} size="small">
          {reason ? t("discard") : t("cancel")}
        </Button>
      </div>
    </li>
  );
}
