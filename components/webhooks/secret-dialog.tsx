"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";

/** A secret, the only time that it is shown. */
export function SecretDialog({ secret, onClose }: { secret: string | undefined; onClose: () => void }) {
  const t = useTranslations("webhooks.secret");
  const [isCopied, setCopied] = useState(false);
  return (
    <Dialog
      description={t("advice")}
      isOpen={secret !== undefined}
      onOpenChange={() => {
        setCopied(false);
        onClose();
      }}
      title={t("title")}
    >
      <p
        className="rounded-md bg-sunken px-3.5 py-2.5 font-mono text-sm wrap-anywhere select-all"
        data-secret
        dir="ltr"
      >
        {secret}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button
          look="secondary"
          onClick={() => void navigator.clipboard?.writeText(secret ?? "").then(() => setCopied(true))}
          size="small"
        >
          <Icon className="size-4" name="copy" />
          <span role="status">{t(isCopied ? "copied" : "copy")}</span>
        </Button>
        <Button onClick={onClose} size="small">
          {t("done")}
        </Button>
      </div>
    </Dialog>
  );
}
