"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { BOT_NAME_LENGTH_MAX, type Bot } from "@/lib/bot";
import { isWebhookAddress } from "@/lib/webhook";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { AddressField } from "../webhooks/address-field";

type Being = Pick<Bot, "name" | "url">;

interface BotFormProps {
  bot: Being | null;
  /** What the button says. */
  words: string;
  /** Answers with what is wrong, or nothing. */
  onSave: (being: Being) => Promise<string | undefined>;
}

/** What a bot is called, and where it is asked. */
export function BotForm({ bot, words, onSave }: BotFormProps) {
  const t = useTranslations("bots");
  const [name, setName] = useState(bot?.name ?? "");
  const [url, setUrl] = useState(bot?.url ?? "");
  const [problem, setProblem] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();

  function submit() {
    // Whether plain HTTP is allowed to this machine only the server knows.
    if (!isWebhookAddress(url.trim(), { toLoopback: true })) setProblem(t("urlWrong"));
    else startTransition(async () => setProblem(await onSave({ name: name.trim(), url: url.trim() })));
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        autoComplete="off"
        hint={t("nameHint")}
        label={t("name")}
        maxLength={BOT_NAME_LENGTH_MAX}
        onChange={({ target }) => setName(target.value)}
        required
        value={name}
      />
      <AddressField error={problem} hint={t("urlHint")} label={t("url")} onWrite={setUrl} value={url} />
      <Button disabled={isOnItsWay || name.trim() === "" || url.trim() === ""} size="small" type="submit">
        {words}
      </Button>
    </form>
  );
}
