"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { CopyButton, SecretText } from "../ui/secret-text";

interface SecretDialogProps {
  secret: string | undefined;
  onClose: () => void;
  /** Whose words say what it is. */
  of?: "webhooks.secret" | "bots.secret" | "bots.token";
}

/** A secret, the only time that it is shown. */
export function SecretDialog({ secret, onClose, of = "webhooks.secret" }: SecretDialogProps) {
  const t = useTranslations(of);
  return (
    <Dialog description={t("advice")} isOpen={secret !== undefined} onOpenChange={onClose} title={t("title")}>
      <SecretText secret={secret} />
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <CopyButton text={secret ?? ""} words={{ copy: t("copy"), copied: t("copied") }} />
        <Button onClick={onClose} size="small">
          {t("done")}
        </Button>
      </div>
    </Dialog>
  );
}
