"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { patiently } from "../patiently";
import { useLive } from "../steps/use-live";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";

const loadPropose = patiently(() => import("./propose"));

/** Asks the customer whether all is done; of two who ask at once the second hears that somebody did. */
export function ProposeButton() {
  const t = useTranslations("closing.closing");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const { client, view } = useLive();
  const [isBusy, setBusy] = useState(false);
  async function ask() {
    setBusy(true);
    const { propose } = await loadPropose();
    const refusal = await propose(client);
    setBusy(false);
    if (refusal) toast({ text: refusal === "conflict" ? t("taken") : refusalWords(refusal) });
  }
  return (
    <IconButton
      disabled={isBusy || view.connection !== "online"}
      icon="sent"
      label={t("propose")}
      onClick={() => void ask()}
    />
  );
}
