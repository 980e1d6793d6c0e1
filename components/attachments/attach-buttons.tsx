import { useTranslations } from "use-intl/react";
import { IconButton } from "../ui/icon-button";
import { PickButton } from "./pick-button";
import type { Attaching } from "./use-attaching";

interface AttachButtonsProps {
  attaching: Attaching;
  /** A phone has room for one of them beside a text. */
  isWriting: boolean;
}

/** The ways to add to a message, beside the field. */
export function AttachButtons({ attaching, isWriting }: AttachButtonsProps) {
  const t = useTranslations("attachments");
  return (
    <div className="flex">
      <PickButton icon="attach" label={t("attach")} multiple onPick={attaching.add} />
      {!isWriting && (
        <>
          <span className="hidden pointer-coarse:contents">
            <PickButton
              accept="image/*"
              capture="environment"
              icon="camera"
              label={t("camera")}
              onPick={attaching.add}
            />
          </span>
          <IconButton icon="microphone" label={t("voice")} onClick={attaching.record} />
        </>
      )}
    </div>
  );
}
