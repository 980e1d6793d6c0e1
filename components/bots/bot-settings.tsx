"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ApiToken } from "@/lib/api-token";
import { BOT_FORMER_SECRET_MS, type Bot } from "@/lib/bot";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { SecretDialog } from "../webhooks/secret-dialog";
import type { BotActions } from "./bot-actions";
import { BotForm } from "./bot-form";
import { BotState } from "./bot-state";
import { BotTokens } from "./bot-tokens";

const HOUR_MS = 60 * 60 * 1_000;

interface BotSettingsProps extends BotActions {
  businessId: string;
  bot: Bot | null;
  tokens: ApiToken[];
}

/** The bot of a business, for its owners. */
export function BotSettings({ businessId, bot: atFirst, tokens, ...actions }: BotSettingsProps) {
  const t = useTranslations("bots");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const [bot, setBot] = useState(atFirst);
  const [secret, setSecret] = useState<string>();
  const [isRotating, setRotating] = useState(false);
  const [isOnItsWay, startTransition] = useTransition();

  /** What is wrong, or nothing. */
  async function save(being: Pick<Bot, "name" | "url">): Promise<string | undefined> {
    const asked = { businessId, ...being };
    if (bot) {
      const result = await answered(actions.change(asked));
      if (!result.ok) return problemOf(result.refusal.code);
      setBot(result.value);
      toast({ text: t("saved") });
    } else {
      const result = await answered(actions.add(asked));
      if (!result.ok) return problemOf(result.refusal.code);
      setBot(result.value.bot);
      setSecret(result.value.secret);
    }
    return;
  }

  const problemOf = (code: string) => (code === "bad-command" ? t("urlWrong") : refusalWords(code));

  const toggle = () =>
    startTransition(async () => {
      const result = await answered(actions.setOn({ businessId, isOn: Boolean(bot?.disabled) }));
      if (result.ok) setBot(result.value);
      else toast({ text: refusalWords(result.refusal.code) });
    });

  const rotate = () =>
    startTransition(async () => {
      const result = await answered(actions.rotate({ businessId }));
      setRotating(false);
      if (result.ok) {
        setBot(result.value.bot);
        setSecret(result.value.secret);
      } else toast({ text: refusalWords(result.refusal.code) });
    });

  return (
    <>
      <p className="text-sm text-ink-soft">{t("advice")}</p>
      {bot && (
        <section className="space-y-3 rounded-lg border border-line bg-surface p-4">
          <div className="flex items-start gap-2">
            <h2 className="min-w-0 flex-1 font-semibold wrap-anywhere">
              <bdi>{bot.name}</bdi>
            </h2>
            <span
              className={`mt-0.5 shrink-0 rounded-full px-2 py-0.5 text-xs font-medium ${bot.disabled ? "bg-sunken text-ink" : "bg-pine-tint text-pine-ink"}`}
              role="status"
            >
              {t(bot.disabled ? "off" : "on")}
            </span>
          </div>
          <BotState bot={bot} />
          <div className="flex flex-wrap items-center gap-2">
            <Button
              data-toggle={bot.disabled ? "off" : "on"}
              disabled={isOnItsWay}
              look="secondary"
              onClick={toggle}
              size="small"
            >
              {t(bot.disabled ? "enable" : "disable")}
            </Button>
            <Button look="secondary" onClick={() => setRotating(true)} size="small">
              {t("rotate")}
            </Button>
          </div>
        </section>
      )}
      <section>
        <h2 className="mb-3 font-display text-xl">{t(bot ? "edit" : "new")}</h2>
        <BotForm bot={bot} onSave={save} words={t(bot ? "save" : "add")} />
      </section>
      {bot && (
        <BotTokens
          businessId={businessId}
          endToken={actions.endToken}
          makeToken={actions.makeToken}
          tokens={tokens}
        />
      )}
      <Dialog
        description={t("secret.sureAdvice", { hours: BOT_FORMER_SECRET_MS / HOUR_MS })}
        isOpen={isRotating}
        onOpenChange={() => setRotating(false)}
        title={t("secret.sure")}
      >
        <Button disabled={isOnItsWay} onClick={rotate} size="small">
          {t("rotate")}
        </Button>
      </Dialog>
      <SecretDialog of="bots.secret" onClose={() => setSecret(undefined)} secret={secret} />
    </>
  );
}
