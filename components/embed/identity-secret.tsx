"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";

interface IdentitySecretProps {
  hasSecret: boolean;
  renew: () => Promise<ActionResult<{ secret: string }>>;
}

/** What a business's server proves by who its customers are; shown once, and asked about before it is made anew. */
export function IdentitySecret({ hasSecret: atFirst, renew }: IdentitySecretProps) {
  const t = useTranslations("embed.settings");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const [hasSecret, setHasSecret] = useState(atFirst);
  const [isAsking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();

  const make = () =>
    startTransition(async () => {
      const result = await answered(renew());
      setAsking(false);
      if (result.ok) {
        setHasSecret(true);
        setSecret(result.value.secret);
      } else toast({ text: refusalWords(result.refusal.code) });
    });

  return (
    <div className="mt-6">
      <h3 className="text-sm font-medium">{t("identity")}</h3>
      <p className="mt-1 mb-3 text-sm text-ink-soft">
        {t("identityAdvice")} {t(hasSecret ? "hasSecret" : "noSecret")}
      </p>
      <Button
        disabled={isOnItsWay}
        look="secondary"
        onClick={() => (hasSecret ? setAsking(true) : make())}
        size="small"
      >
        {t(hasSecret ? "renew" : "make")}
      </Button>
      <Dialog description={t("sureAdvice")} isOpen={isAsking} onOpenChange={setAsking} title={t("sure")}>
        <Button disabled={isOnItsWay} onClick={make} size="small">
          {t("renew")}
        </Button>
      </Dialog>
      <Dialog
        description={t("secretAdvice")}
        isOpen={secret !== undefined}
        onOpenChange={() => setSecret(undefined)}
        title={t("secretTitle")}
      >
        <p
          className="rounded-md bg-sunken px-3.5 py-2.5 font-mono text-sm wrap-anywhere select-all"
          data-secret
          dir="ltr"
        >
          {secret}
        </p>
        <div className="mt-4 flex justify-end">
          <Button onClick={() => setSecret(undefined)} size="small">
            {t("done")}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
