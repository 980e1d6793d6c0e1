"use client";

import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { FORMER_SECRET_MS, WEBHOOKS_PER_BUSINESS_MAX, type Webhook } from "@/lib/webhook";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { SecretDialog } from "./secret-dialog";
import type { WebhookActions } from "./webhook-actions";
import { WebhookCard } from "./webhook-card";
import { WebhookForm } from "./webhook-form";

const HOUR_MS = 60 * 60 * 1_000;

interface WebhookSettingsProps extends WebhookActions {
  businessId: string;
  webhooks: Webhook[];
}

/** The webhooks of a business, for its owners. */
export function WebhookSettings({ businessId, webhooks: atFirst, ...actions }: WebhookSettingsProps) {
  const t = useTranslations("webhooks");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const [webhooks, setWebhooks] = useState(atFirst);
  const [secret, setSecret] = useState<string>();
  const [isEditing, setEditing] = useState<Webhook>();
  const [isRotating, setRotating] = useState<Webhook>();
  const [isOnItsWay, startTransition] = useTransition();

  const keep = (changed: Webhook) =>
    setWebhooks((before) => before.map((webhook) => (webhook.id === changed.id ? changed : webhook)));
  const problemOf = (code: string) =>
    code === "too-many" && webhooks.length >= WEBHOOKS_PER_BUSINESS_MAX
      ? t("full", { max: WEBHOOKS_PER_BUSINESS_MAX })
      : code === "bad-command"
        ? t("urlWrong")
        : refusalWords(code);

  /** What is wrong, or nothing. */
  async function add(leading: Pick<Webhook, "url" | "types">): Promise<string | undefined> {
    const result = await answered(actions.add({ businessId, ...leading }));
    if (!result.ok) return problemOf(result.refusal.code);
    setWebhooks((before) => [...before, result.value.webhook]);
    setSecret(result.value.secret);
    return;
  }

  async function change(leading: Pick<Webhook, "url" | "types">): Promise<string | undefined> {
    if (!isEditing) return;
    const result = await answered(actions.change({ businessId, id: isEditing.id, ...leading }));
    if (!result.ok) return problemOf(result.refusal.code);
    keep(result.value);
    setEditing(undefined);
    return;
  }

  const rotate = ({ id }: Webhook) =>
    startTransition(async () => {
      const result = await answered(actions.rotate({ businessId, id }));
      setRotating(undefined);
      if (result.ok) {
        keep(result.value.webhook);
        setSecret(result.value.secret);
      } else toast({ text: refusalWords(result.refusal.code) });
    });

  async function remove(webhook: Webhook) {
    const { id } = webhook;
    const result = await answered(actions.set({ businessId, id, wish: "removed" }));
    if (!result.ok) {
      toast({ text: refusalWords(result.refusal.code) });
      return;
    }
    setWebhooks((before) => before.filter((each) => each.id !== id));
    toast({ text: t("deleted", { host: new URL(webhook.url).host }), undo: () => void bringBack(webhook) });
  }

  async function bringBack({ id, disabled }: Webhook) {
    const wish = disabled ? "disabled" : "enabled";
    const result = await answered(actions.set({ businessId, id, wish }));
    if (result.ok) setWebhooks((before) => [...before, result.value]);
    else toast({ text: problemOf(result.refusal.code) });
  }

  return (
    <>
      <p className="text-sm text-ink-soft">{t("advice")}</p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {webhooks.length === 0 && <li className="px-4 py-3 text-sm text-ink-soft">{t("none")}</li>}
        {webhooks.map((webhook) => (
          <WebhookCard
            businessId={businessId}
            key={webhook.id}
            log={actions.log}
            onChange={keep}
            onEdit={() => setEditing(webhook)}
            onRemove={() => void remove(webhook)}
            onRotate={() => setRotating(webhook)}
            sendAgain={actions.sendAgain}
            set={actions.set}
            test={actions.test}
            webhook={webhook}
          />
        ))}
      </ul>
      <section>
        <h2 className="mb-3 font-display text-xl">{t("new")}</h2>
        <WebhookForm key={webhooks.length} onSave={add} words={t("add")} />
      </section>
      <Dialog isOpen={isEditing !== undefined} onOpenChange={() => setEditing(undefined)} title={t("edit")}>
        {isEditing && <WebhookForm onSave={change} webhook={isEditing} words={t("save")} />}
      </Dialog>
      <Dialog
        description={t("secret.sureAdvice", { hours: FORMER_SECRET_MS / HOUR_MS })}
        isOpen={isRotating !== undefined}
        onOpenChange={() => setRotating(undefined)}
        title={t("secret.sure")}
      >
        <Button disabled={isOnItsWay} onClick={() => isRotating && rotate(isRotating)} size="small">
          {t("rotate")}
        </Button>
      </Dialog>
      <SecretDialog onClose={() => setSecret(undefined)} secret={secret} />
    </>
  );
}
