"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { isWebhookAddress, type Webhook, type WebhookType, webhookTypes } from "@/lib/webhook";
import { Button } from "../ui/button";
import { AddressField } from "./address-field";
import { typeWords } from "./type-words";

type Leading = Pick<Webhook, "url" | "types">;

interface WebhookFormProps {
  webhook?: Leading;
  /** What the button says. */
  words: string;
  /** Answers with what is wrong, or nothing. */
  onSave: (leading: Leading) => Promise<string | undefined>;
}

/** Where a webhook leads, and of what it is told. */
export function WebhookForm({ webhook, words, onSave }: WebhookFormProps) {
  const t = useTranslations("webhooks");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [types, setTypes] = useState<WebhookType[]>(webhook?.types ?? [...webhookTypes]);
  const [problem, setProblem] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();

  function submit() {
    // Whether plain HTTP is allowed to this machine only the server knows.
    if (!isWebhookAddress(url.trim(), { toLoopback: true })) setProblem(t("urlWrong"));
    else startTransition(async () => setProblem(await onSave({ url: url.trim(), types })));
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <AddressField error={problem} hint={t("urlHint")} label={t("url")} onWrite={setUrl} value={url} />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("types")}</legend>
        {webhookTypes.map((type) => (
          <label className="flex min-h-11 items-center gap-3 sm:min-h-9" key={type}>
            <input
              checked={types.includes(type)}
              className="size-5 accent-pine"
              onChange={({ target }) =>
                setTypes((before) =>
                  webhookTypes.filter((each) => (each === type ? target.checked : before.includes(each))),
                )
              }
              type="checkbox"
            />
            <span className="min-w-0 flex-1 text-sm">
              {typeWords(t, type)}{" "}
              <code className="text-xs wrap-anywhere text-ink-soft" dir="ltr">
                {type}
              </code>
            </span>
          </label>
        ))}
      </fieldset>
      <Button disabled={isOnItsWay || url.trim() === "" || types.length === 0} size="small" type="submit">
        {words}
      </Button>
    </form>
  );
}
