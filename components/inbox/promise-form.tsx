"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as uuid } from "uuid";
import type { ConversationClient } from "@/lib/client/conversation-client";
import { isPromisable, PROMISE_LENGTH_MAX } from "@/lib/promise";
import { localMinute, type PromiseTime, promiseTimes } from "@/lib/promise-times";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { clockOf } from "../ui/moment";
import { TextField } from "../ui/text-field";
import { useReader } from "../ui/use-reader";
import { useRefusalWords } from "../use-refusal-words";

interface PromiseFormProps {
  client: ConversationClient;
  words: string;
  onClose: () => void;
}

/** What is promised, and until when. It is over once everybody can see the promise. */
export function PromiseForm({ client, words, onClose }: PromiseFormProps) {
  const t = useTranslations("closing.promise");
  const refusalWords = useRefusalWords();
  const [id] = useState(() => uuid());
  const [text, setText] = useState(() => words.trim().slice(0, PROMISE_LENGTH_MAX));
  const [times] = useState(() => promiseTimes(Date.now()));
  const [chosen, setChosen] = useState<PromiseTime | "custom">("tomorrow");
  const [custom, setCustom] = useState(() => localMinute(times.at(-1)?.at ?? new Date()));
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    const unsubscribe = client.subscribe(() => {
      if (client.getSnapshot().messages.some((each) => each.id === id)) onClose();
    });
    const unfollow = client.followCalls((event) => {
      if (event.type !== "refused" || event.id !== id) return;
      setAsked(false);
      setProblem(event.code === "too-many" ? t("tooMany") : refusalWords(event.code));
    });
    return () => {
      unsubscribe();
      unfollow();
    };
  }, [client, id, onClose, refusalWords, t]);

  function promise() {
    const at = times.find(({ key }) => key === chosen)?.at ?? new Date(custom);
    if (Number.isNaN(at.getTime()) || !isPromisable(at.toISOString(), Date.now())) {
      setProblem(t("past"));
      return;
    }
    const isSent = client.tell({ type: "promise:make", id, text: text.trim(), dueAt: at.toISOString() });
    setAsked(isSent);
    setProblem(isSent ? null : refusalWords("unavailable"));
  }
  return (
    <Dialog
      description={t("description")}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          // The form stands in the composer's, as far as React knows.
          event.stopPropagation();
          promise();
        }}
      >
        <TextField
          label={t("text")}
          maxLength={PROMISE_LENGTH_MAX}
          onChange={({ target }) => setText(target.value)}
          value={text}
        />
        <Times chosen={chosen} onChoose={setChosen} times={times} />
        {chosen === "custom" && (
          <TextField
            label={t("custom")}
            onChange={({ target }) => setCustom(target.value)}
            type="datetime-local"
            value={custom}
          />
        )}
        {problem && (
          <Banner icon="failed" look="danger">
            {problem}
          </Banner>
        )}
        <Button disabled={text.trim() === "" || isAsked} type="submit">
          {t("send")}
        </Button>
      </form>
    </Dialog>
  );
}

interface TimesProps {
  times: ReturnType<typeof promiseTimes>;
  chosen: PromiseTime | "custom";
  onChoose: (time: PromiseTime | "custom") => void;
}

function Times({ times, chosen, onChoose }: TimesProps) {
  const t = useTranslations("closing.promise");
  const reader = useReader();
  const name = useId();
  const clock = (at: Date) => (reader ? clockOf(at.toISOString(), reader) : "");
  const choices = [
    ...times.map(({ key, at }) => ({ key, label: t(`in.${key}`, { clock: clock(at) }) })),
    { key: "custom" as const, label: t("custom") },
  ];
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("until")}</legend>
      <div className="flex flex-wrap gap-1.5">
        {choices.map(({ key, label }) => (
          <label
            className="flex h-9 cursor-pointer items-center rounded-full border border-line-strong bg-surface px-3.5 text-sm text-ink-soft transition-colors hover:text-ink has-checked:border-pine-ink has-checked:bg-pine-tint has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-pine-ink forced-colors:has-checked:border-2 forced-colors:has-checked:border-[Highlight]"
            key={key}
          >
            <input
              checked={key === chosen}
              className="sr-only"
              name={name}
              onChange={() => onChoose(key)}
              type="radio"
              value={key}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
