"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as uuid } from "uuid";
import { latestClosingIn } from "@/lib/closing";
import { useLive } from "../steps/use-step";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";

/** Asks the customer whether all is done; of two who ask at once the second hears that somebody did. */
export function ProposeButton() {
  const t = useTranslations("closing.closing");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const { client, view } = useLive();
  const [id, setId] = useState(() => uuid());
  useEffect(
    () =>
      client.followCalls((event) => {
        if (event.type !== "refused" || event.id !== id) return;
        toast({ text: event.code === "conflict" ? t("taken") : refusalWords(event.code) });
        setId(uuid());
      }),
    [client, id, refusalWords, t, toast],
  );
  const isAsked = latestClosingIn(view.messages)?.closing.state === "proposed";
  return (
    <IconButton
      disabled={isAsked || view.connection !== "online"}
      icon="sent"
      label={t("propose")}
      onClick={() => {
        // Asked again before the answer is there, it is the same; once it is over, another.
        const next = view.messages.some((each) => each.id === id) ? uuid() : id;
        setId(next);
        client.tell({ type: "closing:propose", id: next });
      }}
    />
  );
}
