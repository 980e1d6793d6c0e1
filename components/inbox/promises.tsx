"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { isOwed, promisedIn, soundsLikePromise } from "@/lib/promise";
import type { Message } from "@/lib/protocol/message";
import { patiently } from "../patiently";
import { useLive } from "../steps/use-live";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";

const PromiseForm = dynamic(
  patiently(() => import("./promise-form").then((module) => module.PromiseForm)),
  { ssr: false },
);

interface PromisesProps {
  /** The words of the promise that is being made. */
  making: string | null;
  onMake: (words: string | null) => void;
}

/** Over the field: that what is written could have a date, and whether what was promised is kept by an answer. */
export function Promises({ making, onMake }: PromisesProps) {
  const t = useTranslations("closing.promise");
  const { client, view } = useLive();
  const here = useRef<HTMLDivElement>(null);
  const [written, setWritten] = useState("");
  const [dismissed, setDismissed] = useState<string[]>([]);
  useEffect(() => {
    const form = here.current?.closest("form");
    if (!form) return;
    const hear = ({ target }: { target: EventTarget | null }) =>
      target instanceof HTMLTextAreaElement &&
      setWritten(soundsLikePromise(target.value) ? target.value : "");
    // This comes while somebody is writing.
    hear({ target: form.querySelector("textarea") });
    const forget = () => setWritten("");
    form.addEventListener("input", hear);
    form.addEventListener("submit", forget);
    return () => {
      form.removeEventListener("input", hear);
      form.removeEventListener("submit", forget);
    };
  }, []);
  const kept = promiseAnswered(view.messages, view.self.userId);
  const isOffered = kept !== null && !dismissed.includes(kept.id);
  return (
    <div ref={here}>
      {making !== null && <PromiseForm client={client} onClose={() => onMake(null)} words={making} />}
      {written !== "" ? (
        <Offer
          action={t("date")}
          onAction={() => {
            onMake(written);
            setWritten("");
          }}
          onDismiss={() => setWritten("")}
          words={t("hint")}
        />
      ) : (
        isOffered && (
          <Offer
            action={t("keep")}
            detail={kept.text}
            onAction={() => client.tell({ type: "promise:settle", id: kept.id, state: "kept" })}
            onDismiss={() => setDismissed([...dismissed, kept.id])}
            words={t("answered")}
          />
        )
      )}
    </div>
  );
}

/** The first promise that is owed, where this person answered after it. */
function promiseAnswered(messages: Message[], selfId: string): { id: string; text: string } | null {
  const last = messages.findLast(({ kind, threadId }) => kind !== "system" && threadId === null);
  if (last?.senderId !== selfId) return null;
  for (const message of messages) {
    const promised = promisedIn(message);
    if (promised && isOwed(promised) && message.seq < last.seq)
      return { id: message.id, text: promised.text };
  }
  return null;
}

interface OfferProps {
  words: string;
  detail?: string;
  action: string;
  onAction: () => void;
  onDismiss: () => void;
}

function Offer({ words, detail, action, onAction, onDismiss }: OfferProps) {
  const t = useTranslations("common");
  return (
    <div
      className="mb-2 flex animate-rise items-center gap-1 rounded-md bg-sunken py-1 ps-3 pe-1 text-sm"
      role="status"
    >
      <Icon className="me-1 size-4.5 shrink-0" name="clock" />
      <span className="min-w-0 flex-1">
        {words}
        {detail && (
          <span className="block truncate text-ink-soft" dir="auto">
            {detail}
          </span>
        )}
      </span>
      <Button look="quiet" onClick={onAction} size="small">
        {action}
      </Button>
      <IconButton icon="close" label={t("close")} onClick={onDismiss} size="small-round" />
    </div>
  );
}
